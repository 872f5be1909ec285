package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaaTest {

    private static final Identifier NAME = Identifier.dns("a.b.example.org");

    private final FakeResolver resolver = new FakeResolver();

    private Optional<Problem> check(Identifier identifier, boolean wildcard) throws InterruptedException {
        ValidationSettings settings = ValidationSettings.builder()
                .caaIdentities(List.of("ca.test", "other-ca.test"))
                .build();
        return Validators.of(settings, resolver, new FakeNetwork(), Samples.CLOCK)
                .checkCaa(identifier, wildcard, ChallengeType.DNS_01, Samples.ACCOUNT);
    }

    /** Records are written as {@code issue=value}, a critical one with {@code !} in front; {@code |} stands between. */
    private static CaaRecord[] records(String text) {
        return text.lines()
                .flatMap(line -> List.of(line.split("\\|", -1)).stream())
                .map(each -> {
                    boolean critical = each.startsWith("!");
                    int equals = each.indexOf('=');
                    return new CaaRecord(
                            critical, each.substring(critical ? 1 : 0, equals), each.substring(equals + 1));
                })
                .toArray(CaaRecord[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "issue=ca.test, true, true",
        "issue=other-ca.test, true, true",
        "ISSUE=CA.Test, true, true",
        "issue=evil.test, false, false",
        "issue=ca.test.evil.test, false, false",
        "issue=;, false, false",
        "issue=, false, false",
        "issue=%%%, false, false",
        "issue=evil.test|issue=ca.test, true, true",
        "issue=;|issue=ca.test, true, true",
        "issue=ca.test|issuewild=;, true, false",
        "issue=ca.test|issuewild=evil.test, true, false",
        "issue=;|issuewild=ca.test, false, true",
        "issuewild=ca.test, true, true",
        "issuewild=;, true, false",
        "iodef=mailto:a@example.org, true, true",
        "!iodef=mailto:a@example.org|issue=ca.test, true, true",
        "issuemail=;, true, true",
        "unknown=x|issue=ca.test, true, true",
        "!unknown=x|issue=ca.test, false, false",
        "!ISSUE=ca.test, true, true",
        "issue=ca.test; accounturi=https://acme.test/account/1, true, true",
        "issue=ca.test; AccountURI=https://acme.test/account/1, true, true",
        "issue=ca.test; accounturi=https://acme.test/account/2, false, false",
        "issue=ca.test; accounturi=https://acme.test/account/1; accounturi=https://acme.test/account/1, false, false",
        "issue=ca.test; accounturi=none, false, false",
        "issue=ca.test; validationmethods=dns-01, true, true",
        "issue=ca.test; validationmethods=http-01, false, false",
        "issue=ca.test; validationmethods=, false, false",
        "issue=ca.test; unknown=x, true, true",
        "issue=ca.test; validationmethods=http-01|issue=ca.test; accounturi=https://acme.test/account/1, true, true",
    })
    void sayWhoMayIssue(String records, boolean name, boolean wildcard) throws InterruptedException {
        resolver.caa(NAME.value(), records(records));
        assertThat(check(NAME, false).isEmpty()).isEqualTo(name);
        assertThat(check(NAME, true).isEmpty()).isEqualTo(wildcard);
    }

    @Test
    void sayItWithAListOfMethods() throws InterruptedException {
        resolver.caa(NAME.value(), new CaaRecord(false, "issue", "ca.test; validationmethods=http-01,dns-01"));
        assertThat(check(NAME, false)).isEmpty();
    }

    @Test
    void areLookedForFromTheNameToTheTop() throws InterruptedException {
        assertThat(check(NAME, false)).isEmpty();
        assertThat(resolver.asked)
                .containsExactly("CAA a.b.example.org", "CAA b.example.org", "CAA example.org", "CAA org");
    }

    @ParameterizedTest
    @CsvSource({"a.b.example.org", "b.example.org", "example.org", "org"})
    void countAtEachNameAbove(String owner) throws InterruptedException {
        resolver.caa(owner, records("issue=;"));
        Problem problem = check(NAME, false).orElseThrow();
        assertThat(problem.type()).isEqualTo(ProblemType.CAA);
        assertThat(problem.status()).contains(403);
        assertThat(problem.detail().orElseThrow())
                .startsWith("a.b.example.org: the CAA records of " + owner + " ")
                .contains("\";\"");
    }

    @Test
    void countAtTheNearestNameOnly() throws InterruptedException {
        resolver.caa("b.example.org", records("issue=ca.test")).caa("example.org", records("issue=;"));
        assertThat(check(NAME, false)).isEmpty();
        assertThat(resolver.asked).doesNotContain("CAA example.org");
    }

    @Test
    void ofAWildcardAreLookedForAtTheNameBelowIt() throws InterruptedException {
        resolver.caa("example.org", records("issue=ca.test|issuewild=;"));
        assertThat(check(Identifier.dns("*.example.org"), false)).isPresent();
        assertThat(resolver.asked).containsExactly("CAA example.org");
    }

    @Test
    void thatCannotBeFoundOutForbidIssuing() throws InterruptedException {
        resolver.fail("CAA example.org");
        Problem problem = check(NAME, false).orElseThrow();
        assertThat(problem.type()).isEqualTo(ProblemType.DNS);
        assertThat(problem.detail().orElseThrow()).contains("a.b.example.org", "CAA example.org: SERVFAIL");
    }

    @Test
    void haveNoSayOverAddresses() throws InterruptedException {
        assertThat(check(Identifier.ip("9.9.9.9"), false)).isEmpty();
        assertThat(resolver.asked).isEmpty();
    }

    @Test
    void keepOutACaWithoutName() throws InterruptedException {
        resolver.caa("org", records("issue=ca.example.net"));
        Validators validators =
                Validators.of(ValidationSettings.defaults(), resolver, new FakeNetwork(), Samples.CLOCK);
        assertThat(validators
                        .checkCaa(NAME, false, ChallengeType.DNS_01, Samples.ACCOUNT)
                        .orElseThrow()
                        .type())
                .isEqualTo(ProblemType.CAA);
        assertThat(validators.checkCaa(Identifier.dns("a.test"), false, ChallengeType.DNS_01, Samples.ACCOUNT))
                .isEmpty();
    }
}
