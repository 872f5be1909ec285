package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.challenge.Dns01;
import dev.akme.challenge.DnsAccount01;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsValidationTest {

    private static final String DNS_NAME = "_acme-challenge.example.org";
    private static final String ACCOUNT_NAME = DnsAccount01.label(Samples.ACCOUNT) + "._acme-challenge.example.org";
    private static final String PERSIST_NAME = "_validation-persist.example.org";
    private static final String VALUE = Dns01.value(Samples.EXPECTED);
    private static final String LASTING = "ca.test; accounturi=" + Samples.ACCOUNT;

    private final FakeResolver resolver = new FakeResolver();

    private Optional<Problem> validate(ValidationRequest request) throws InterruptedException {
        return Validators.of(ValidationSettings.defaults(), resolver, new FakeNetwork(), Samples.CLOCK)
                .validate(request);
    }

    private void assertProblem(ValidationRequest request, ProblemType type, String... parts)
            throws InterruptedException {
        Problem problem = validate(request).orElseThrow();
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.detail().orElseThrow())
                .startsWith("example.org: ")
                .contains(parts)
                .doesNotContain(Samples.TOKEN, VALUE);
    }

    @Test
    void findsTheRecordBesideOthers() throws InterruptedException {
        resolver.txt(DNS_NAME, "something else", VALUE);
        assertThat(validate(Samples.request(Samples.dns()))).isEmpty();
        assertThat(validate(Samples.wildcard(Samples.dns()))).isEmpty();
    }

    @Test
    void findsTheRecordOfTheAccount() throws InterruptedException {
        resolver.txt(ACCOUNT_NAME, VALUE);
        assertThat(validate(Samples.request(Samples.dnsAccount()))).isEmpty();
        ValidationRequest other =
                new ValidationRequest(Samples.NAME, false, Samples.dnsAccount(), Samples.KEY, Samples.ACCOUNT + "2");
        assertProblem(other, ProblemType.UNAUTHORIZED, "there is no TXT record");
    }

    @Test
    void tellsWhatWasFoundInstead() throws InterruptedException {
        assertProblem(Samples.request(Samples.dns()), ProblemType.UNAUTHORIZED, "TXT of " + DNS_NAME + ": none");
        resolver.txt(DNS_NAME, "one\u001b[0m", "x".repeat(500), "three", "four");
        assertProblem(
                Samples.request(Samples.dns()),
                ProblemType.UNAUTHORIZED,
                "\"one?[0m\", \"" + "x".repeat(80) + "...\", \"three\", ...");
        resolver.txt(ACCOUNT_NAME, "wrong");
        assertProblem(Samples.request(Samples.dnsAccount()), ProblemType.UNAUTHORIZED, ACCOUNT_NAME, "\"wrong\"");
    }

    @Test
    void saysThatALookupFailed() throws InterruptedException {
        resolver.fail("TXT " + DNS_NAME).fail("TXT " + ACCOUNT_NAME).fail("TXT " + PERSIST_NAME);
        assertProblem(Samples.request(Samples.dns()), ProblemType.DNS, DNS_NAME, "SERVFAIL");
        assertProblem(Samples.request(Samples.dnsAccount()), ProblemType.DNS, ACCOUNT_NAME, "SERVFAIL");
        assertProblem(Samples.request(Samples.dnsPersist()), ProblemType.DNS, PERSIST_NAME, "SERVFAIL");
    }

    @Test
    void findsTheRecordThatStays() throws InterruptedException {
        resolver.txt(PERSIST_NAME, List.of(LASTING.substring(0, 10), LASTING.substring(10)));
        assertThat(validate(Samples.request(Samples.dnsPersist()))).isEmpty();
        assertProblem(Samples.wildcard(Samples.dnsPersist()), ProblemType.UNAUTHORIZED, "policy=wildcard");
        resolver.txt(PERSIST_NAME, LASTING + "; policy=wildcard");
        assertThat(validate(Samples.wildcard(Samples.dnsPersist()))).isEmpty();
    }

    @Test
    void readsTheClockForRecordsThatEnd() throws InterruptedException {
        long now = Samples.NOW.getEpochSecond();
        resolver.txt(PERSIST_NAME, LASTING + "; persistUntil=" + now);
        assertThat(validate(Samples.request(Samples.dnsPersist()))).isEmpty();
        resolver.txt(
                PERSIST_NAME,
                LASTING + "; persistUntil=" + (now - Duration.ofSeconds(1).toSeconds()));
        assertProblem(Samples.request(Samples.dnsPersist()), ProblemType.UNAUTHORIZED, "persistUntil is over");
    }

    @Test
    void refusesRecordsThatAllowSomebodyElse() throws InterruptedException {
        resolver.txt(PERSIST_NAME, "other-ca.test; accounturi=" + Samples.ACCOUNT);
        assertProblem(Samples.request(Samples.dnsPersist()), ProblemType.UNAUTHORIZED, "issuer domain name");
        resolver.txt(PERSIST_NAME, LASTING + "2");
        assertProblem(Samples.request(Samples.dnsPersist()), ProblemType.UNAUTHORIZED, "accounturi");
        resolver.txt(PERSIST_NAME, LASTING + ";");
        assertProblem(Samples.request(Samples.dnsPersist()), ProblemType.MALFORMED, "grammar");
    }
}
