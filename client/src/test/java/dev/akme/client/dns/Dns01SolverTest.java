package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.EmptyResponse;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Dns01SolverTest {

    private static final String NAME = "_acme-challenge.example.org";

    /** A DNS host that keeps everything in a list. */
    private static final class Host implements TxtRecords {

        private final List<String> records = new ArrayList<>();
        private boolean interruptedInRemove;

        @Override
        public void add(String name, String value) throws IOException {
            if (name.startsWith("_acme-challenge.closed")) {
                throw new IOException("the host says no: ask for access");
            }
            records.add(name + ' ' + value);
        }

        @Override
        public void remove(String name, String value) throws IOException {
            interruptedInRemove = Thread.currentThread().isInterrupted();
            if (!records.remove(name + ' ' + value)) {
                throw new IOException("the host does not answer");
            }
        }
    }

    private final FakeTime time = new FakeTime();
    private final FakeDns resolver = new FakeDns(time).zone("example.org").zone("example.net");
    private final FakeTransport network = new FakeTransport(time).server("192.0.2.53:53", resolver::answer);
    private final Host host = new Host();
    private final DnsClient dns = DnsClient.builder()
            .resolver("192.0.2.53")
            .transport(network)
            .timekeeper(time)
            .build();
    private final Dns01Solver solver = Dns01Solver.builder(host).dns(dns).build();

    private static final ChallengeTask TASK = Tasks.task("dns-01", "example.org");

    @Test
    void takesChallengesInTheDns() {
        assertThat(solver.preference(TASK))
                .isGreaterThan(solver.preference(Tasks.task("dns-account-01", "example.org")))
                .isPositive();
        assertThat(solver.preference(Tasks.task("dns-account-01", "example.org")))
                .isPositive();
        assertThat(solver.preference(Tasks.task("http-01", "example.org"))).isNegative();
        assertThat(solver.preference(Tasks.task("dns-02", "example.org"))).isNegative();
        String members = "\"type\":\"dns-01\",\"token\":\"" + Tasks.TOKEN + '"';
        assertThat(solver.preference(Tasks.of(Identifier.ip("192.0.2.1"), false, members)))
                .isNegative();
        assertThat(solver.preference(Tasks.task("dns-01", "a".repeat(56) + ".onion")))
                .isNegative();
    }

    @Test
    void orOnlyTheOnesThatItIsTold() {
        Dns01Solver account = Dns01Solver.builder(host)
                .challengeTypes(ChallengeType.DNS_ACCOUNT_01)
                .build();
        assertThat(account.preference(TASK)).isNegative();
        assertThat(account.preference(Tasks.task("dns-account-01", "example.org")))
                .isPositive();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dns01Solver.builder(host).challengeTypes());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dns01Solver.builder(host).challengeTypes(ChallengeType.HTTP_01));
    }

    @Test
    void putsTheRecordThereAndTakesItAway() throws Exception {
        host.records.add(NAME + " other");
        Presented presented = solver.present(TASK);
        assertThat(host.records).containsExactly(NAME + " other", NAME + ' ' + Tasks.VALUE);
        assertThat(presented.response()).isEqualTo(EmptyResponse.builder().build());
        presented.close();
        assertThat(host.records).containsExactly(NAME + " other");
    }

    @Test
    void theAccountHasANameOfItsOwn() throws Exception {
        solver.present(Tasks.task("dns-account-01", "example.org"));
        assertThat(host.records).containsExactly("_ujmmovf2vn55tgye._acme-challenge.example.org " + Tasks.VALUE);
    }

    @Test
    void followsTheDelegation() throws Exception {
        resolver.alias(NAME, "example-org.ACME.example.net").alias("example-org.acme.example.net", "x.example.net");
        try (Presented presented = solver.present(TASK)) {
            assertThat(host.records).containsExactly("x.example.net " + Tasks.VALUE);
            assertThat(presented).hasToString("TXT record x.example.net");
        }
        assertThat(host.records).isEmpty();
        Dns01Solver.builder(host).followAliases(false).build().present(TASK);
        assertThat(host.records).containsExactly(NAME + ' ' + Tasks.VALUE);
    }

    @Test
    void tellsWhenTheDelegationIsACircleOrUnknown() {
        resolver.alias(NAME, NAME);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(TASK))
                .withMessageContaining("dns-01 for example.org")
                .withMessageContaining("circle")
                .withCauseInstanceOf(DnsException.class);
        resolver.refuse(Rcode.SERVFAIL);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(TASK))
                .withMessageContaining("SERVFAIL")
                .withMessageContaining("followAliases(false)");
        assertThat(host.records).isEmpty();
    }

    @Test
    void tellsWhatTheHostSays() throws Exception {
        resolver.zone("closed.example.org");
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(Tasks.task("dns-01", "closed.example.org")))
                .withMessage("the TXT record _acme-challenge.closed.example.org for dns-01 for closed.example.org could"
                        + " not be added: the host says no: ask for access")
                .satisfies(e -> assertThat(e).message().doesNotContain(Tasks.VALUE));
        Presented presented = solver.present(TASK);
        host.records.clear();
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(presented::close)
                .withMessageContaining("left behind at " + NAME)
                .withMessageContaining("does not answer");
    }

    @Test
    void aChallengeThatIsBrokenIsAnError() {
        for (String member : List.of("", ",\"token\":\"../x\"", ",\"token\":7")) {
            ChallengeTask task = Tasks.of(Identifier.dns("example.org"), false, "\"type\":\"dns-01\"" + member);
            assertThatExceptionOfType(SolverException.class)
                    .isThrownBy(() -> solver.present(task))
                    .withMessageStartingWith("dns-01 for example.org cannot be answered: ");
        }
    }

    @Test
    void cleansUpWhenTheThreadIsInterrupted() throws Exception {
        Presented presented = solver.present(TASK);
        Thread.currentThread().interrupt();
        presented.close();
        assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
        assertThat(host.interruptedInRemove).isFalse();
        assertThat(host.records).isEmpty();
    }
}
