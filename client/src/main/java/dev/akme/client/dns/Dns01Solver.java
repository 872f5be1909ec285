package dev.akme.client.dns;

import dev.akme.challenge.Dns01;
import dev.akme.challenge.DnsAccount01;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.json.MemberException;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Dns01Challenge;
import dev.akme.messages.DnsAccount01Challenge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Answers {@code dns-01} (RFC 8555 §8.4) and {@code dns-account-01} (draft-ietf-acme-dns-account-label §3) with a TXT
 * record, for names and wildcards.
 *
 * <p>When the name of the record is an alias (CNAME), the record is put at the name that it stands for: so that
 * {@code _acme-challenge} of many names can be delegated, once, to a zone in which programs may write. When the record is
 * put in place, {@link Presented#await} waits until all servers of its zone have it. Its value is taken away again with
 * {@link Presented#close}, and no other.
 *
 * <p>Immutable but for the memory of what it has added, and safe for use by many threads.
 */
public final class Dns01Solver implements ChallengeSolver {

    private final HeldRecords records;
    private final DnsClient dns;
    private final List<ChallengeType> challengeTypes;
    private final boolean followAliases;
    private final boolean awaitServers;
    private final Duration settle;

    private Dns01Solver(Builder builder) {
        this.records = new HeldRecords(builder.records);
        this.dns = builder.dns;
        this.challengeTypes = builder.challengeTypes;
        this.followAliases = builder.followAliases;
        this.awaitServers = builder.awaitServers;
        this.settle = builder.settle;
    }

    /**
     * Makes a solver that asks the resolvers of this machine for aliases and servers.
     *
     * @param records what adds and removes TXT records
     * @return a solver
     */
    public static Dns01Solver of(TxtRecords records) {
        return builder(records).build();
    }

    /**
     * Starts a solver.
     *
     * @param records what adds and removes TXT records
     * @return a new builder
     */
    public static Builder builder(TxtRecords records) {
        return new Builder(records);
    }

    @Override
    public int preference(ChallengeTask task) {
        boolean fits = task.challenge() instanceof Dns01Challenge || task.challenge() instanceof DnsAccount01Challenge;
        int place = challengeTypes.indexOf(task.challenge().type());
        return fits && place >= 0 && isInDns(task) ? challengeTypes.size() - place : -1;
    }

    private static boolean isInDns(ChallengeTask task) {
        try {
            Dns01.recordName(task.identifier());
            return true;
        } catch (IllegalArgumentException | MemberException e) {
            return false;
        }
    }

    @Override
    public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
        String value;
        DnsName name;
        try {
            value = Dns01.value(task.keyAuthorization());
            name = DnsName.parse(
                    task.challenge() instanceof DnsAccount01Challenge
                            ? DnsAccount01.recordName(
                                    task.identifier(), task.accountUrl().toString())
                            : Dns01.recordName(task.identifier()));
        } catch (IllegalArgumentException | IllegalStateException | MemberException e) {
            throw new SolverException(task + " cannot be answered: " + e.getMessage(), e);
        }
        DnsName place = place(task, name);
        String text = place.lowerCase().toString();
        try {
            records.add(text, value);
        } catch (IOException e) {
            throw new SolverException(
                    "the TXT record " + text + " for " + task + " could not be added: " + e.getMessage(), e);
        }
        return new PresentedRecord(records, place, value, awaitServers ? dns : null, settle);
    }

    private DnsName place(ChallengeTask task, DnsName name) throws SolverException, InterruptedException {
        if (!followAliases) {
            return name;
        }
        try {
            return new Lookup(dns).follow(name);
        } catch (DnsException e) {
            throw new SolverException(
                    "it could not be found out whether " + name + ", for " + task + ", is an alias: " + e.getMessage()
                            + " (or turn this off, with followAliases(false))",
                    e);
        }
    }

    /** Builds a {@link Dns01Solver}. */
    public static final class Builder {

        private final TxtRecords records;
        private DnsClient dns = DnsClient.system();
        private List<ChallengeType> challengeTypes = List.of(ChallengeType.DNS_01, ChallengeType.DNS_ACCOUNT_01);
        private boolean followAliases = true;
        private boolean awaitServers = true;
        private Duration settle = Duration.ZERO;

        private Builder(TxtRecords records) {
            this.records = records;
        }

        /**
         * Sets who asks for aliases and servers.
         *
         * @param dns by default a client that asks the resolvers of this machine
         * @return this builder
         */
        public Builder dns(DnsClient dns) {
            this.dns = dns;
            return this;
        }

        /**
         * Sets which challenges are answered.
         *
         * @param types {@code dns-01}, {@code dns-account-01} or both, the preferred one first; by default both, in this
         *     order
         * @return this builder
         * @throws IllegalArgumentException when there are others, or none
         */
        public Builder challengeTypes(ChallengeType... types) {
            List<ChallengeType> given = List.of(types);
            if (given.isEmpty()
                    || !List.of(ChallengeType.DNS_01, ChallengeType.DNS_ACCOUNT_01)
                            .containsAll(given)) {
                throw new IllegalArgumentException(
                        "this solver answers dns-01 and dns-account-01: name one of them or both");
            }
            this.challengeTypes = given;
            return this;
        }

        /**
         * Sets whether the record is put where the aliases lead to that begin at its name.
         *
         * <p>To find out, a resolver is asked, which then remembers for a while that there is nothing at the name. Where
         * the CA asks the same resolver, turn this off, or let the zone say (in its SOA record) that this while is short.
         *
         * @param follow by default true; false puts it at the name itself, and needs no resolver
         * @return this builder
         */
        public Builder followAliases(boolean follow) {
            this.followAliases = follow;
            return this;
        }

        /**
         * Sets whether {@link Presented#await} waits until all servers of the zone have the record. It asks them itself,
         * which some networks forbid.
         *
         * @param await by default true
         * @return this builder
         */
        public Builder awaitServers(boolean await) {
            this.awaitServers = await;
            return this;
        }

        /**
         * Sets how long to wait after that, or at all when the servers are not asked, once for all records of an order: for DNS
         * hosts where many machines answer at each address, not all of which have the record at the same time.
         *
         * @param duration by default zero
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder settle(Duration duration) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("nobody can wait for a negative time");
            }
            this.settle = duration;
            return this;
        }

        /**
         * {@return the solver}
         */
        public Dns01Solver build() {
            return new Dns01Solver(this);
        }
    }
}
