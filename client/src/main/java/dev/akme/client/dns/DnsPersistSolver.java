package dev.akme.client.dns;

import dev.akme.challenge.DnsPersist01;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.json.MemberException;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.DnsPersistRecord;
import dev.akme.messages.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code dns-persist-01} (draft-ietf-acme-dns-persist §4): with a TXT record that somebody has published once,
 * and that stays. Never writes to the DNS.
 *
 * <p>By default it looks whether a right record is at the name, and if there is none fails with the record to publish,
 * instead of spending an attempt at the CA. A record at a name above, which some CAs take, it does not look for.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class DnsPersistSolver implements ChallengeSolver {

    private final Optional<DnsClient> dns;

    private DnsPersistSolver(Optional<DnsClient> dns) {
        this.dns = dns;
    }

    /**
     * Makes a solver that looks whether the record is there.
     *
     * @param dns who asks for it
     * @return a solver
     */
    public static DnsPersistSolver of(DnsClient dns) {
        return new DnsPersistSolver(Optional.of(dns));
    }

    /**
     * Makes a solver that leaves it to the CA to look: where the record is at a name above, or cannot be seen from here.
     *
     * @return a solver
     */
    public static DnsPersistSolver unchecked() {
        return new DnsPersistSolver(Optional.empty());
    }

    @Override
    public int preference(ChallengeTask task) {
        if (!(task.challenge() instanceof DnsPersist01Challenge)) {
            return -1;
        }
        try {
            DnsPersist01.recordName(task.identifier());
            return 0;
        } catch (IllegalArgumentException | MemberException e) {
            return -1;
        }
    }

    @Override
    public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
        if (!(task.challenge() instanceof DnsPersist01Challenge challenge)) {
            throw new SolverException(task + " cannot be answered: it is no dns-persist-01", null);
        }
        String account = task.accountUrl().toString();
        String name;
        DnsPersistRecord wanted;
        try {
            name = DnsPersist01.recordName(task.identifier());
            wanted = DnsPersist01.record(challenge, account, task.wildcard(), Optional.empty());
        } catch (IllegalArgumentException | MemberException e) {
            throw new SolverException(task + " cannot be answered: " + e.getMessage(), e);
        }
        if (dns.isPresent()) {
            Optional<Problem> problem = DnsPersist01.check(
                    find(dns.get(), task, name),
                    challenge,
                    account,
                    task.wildcard(),
                    dns.get().time().now());
            if (problem.isPresent()) {
                throw new SolverException(
                        task + " cannot be answered: " + problem.get().detail().orElse("the record is wrong")
                                + ". Publish this record, it stays: " + name + ". IN TXT " + wanted.zoneFileText(),
                        null);
            }
        }
        return new Standing(name);
    }

    private static List<List<String>> find(DnsClient dns, ChallengeTask task, String name)
            throws SolverException, InterruptedException {
        try {
            return new Lookup(dns).txt(DnsName.parse(name));
        } catch (DnsException e) {
            throw new SolverException(
                    "it could not be found out whether the TXT record " + name + " for " + task + " is there: "
                            + e.getMessage(),
                    e);
        }
    }

    /** What stands anyway, and stays. */
    private record Standing(String name) implements Presented {

        @Override
        public void close() {}
    }
}
