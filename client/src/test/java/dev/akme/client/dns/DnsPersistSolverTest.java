package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.messages.Identifier;
import org.junit.jupiter.api.Test;

class DnsPersistSolverTest {

    private static final String NAME = "_validation-persist.example.org";
    private static final String RECORD = "ca.example.net; accounturi=" + Tasks.ACCOUNT;
    private static final String MEMBERS =
            "\"type\":\"dns-persist-01\",\"issuer-domain-names\":[\"ca.example.net\",\"ca.example.com\"]";

    private final FakeTime time = new FakeTime();
    private final FakeDns resolver = new FakeDns(time).zone("example.org");
    private final FakeTransport network = new FakeTransport(time).server("192.0.2.53:53", resolver::answer);
    private final DnsPersistSolver solver = DnsPersistSolver.of(DnsClient.builder()
            .resolver("192.0.2.53")
            .transport(network)
            .timekeeper(time)
            .build());

    private static ChallengeTask task(boolean wildcard) {
        return Tasks.of(Identifier.dns("example.org"), wildcard, MEMBERS);
    }

    private void passes(ChallengeTask task) throws Exception {
        try (Presented presented = solver.present(task)) {
            presented.await(time, FakeTime.START.plusSeconds(60));
        }
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void takesItsChallengeAlone() {
        assertThat(solver.preference(task(false))).isNotNegative();
        assertThat(solver.preference(Tasks.task("dns-01", "example.org"))).isNegative();
        assertThat(solver.preference(Tasks.of(Identifier.ip("192.0.2.1"), false, MEMBERS)))
                .isNegative();
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(Tasks.task("dns-01", "example.org")));
    }

    @Test
    void theRecordIsThere() throws Exception {
        resolver.txt(NAME, "other").txt(NAME, RECORD);
        passes(task(false));
    }

    @Test
    void orWhereAnAliasLeads() throws Exception {
        resolver.alias(NAME, "x.example.org").txt("x.example.org", RECORD + "; policy=wildcard");
        passes(task(true));
    }

    @Test
    void tellsWhichRecordToPublish() {
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(task(false)))
                .withMessageStartingWith("dns-persist-01 for example.org cannot be answered: ")
                .withMessageContaining("no TXT record")
                .withMessageEndingWith("Publish this record, it stays: _validation-persist.example.org. IN TXT"
                        + " \"ca.example.net; accounturi=" + Tasks.ACCOUNT + "\"");
    }

    @Test
    void tellsWhatIsWrongWithTheOneThatIsThere() {
        resolver.txt(NAME, RECORD);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(task(true)))
                .withMessageContaining("policy=wildcard, which")
                .withMessageEndingWith("; policy=wildcard\"");
        FakeDns old = new FakeDns(time).zone("example.org").txt(NAME, RECORD + "; persistUntil=1767225599");
        network.server("192.0.2.53:53", old::answer);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(task(false)))
                .withMessageContaining("persistUntil is over");
    }

    @Test
    void tellsWhenItCannotLook() {
        resolver.refuse(Rcode.SERVFAIL);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(task(false)))
                .withMessageContaining(NAME)
                .withMessageContaining("SERVFAIL")
                .withCauseInstanceOf(DnsException.class);
    }

    @Test
    void canLeaveItToTheCa() throws Exception {
        DnsPersistSolver.unchecked().present(task(false)).close();
        assertThat(network.log()).isEmpty();
    }

    @Test
    void aChallengeThatIsBrokenIsAnError() {
        for (String names : new String[] {"[]", "7", "[\"not a name\"]"}) {
            ChallengeTask task = Tasks.of(
                    Identifier.dns("example.org"),
                    false,
                    "\"type\":\"dns-persist-01\",\"issuer-domain-names\":" + names);
            assertThatExceptionOfType(SolverException.class)
                    .isThrownBy(() -> solver.present(task))
                    .withMessageStartingWith("dns-persist-01 for example.org cannot be answered: ");
        }
    }
}
