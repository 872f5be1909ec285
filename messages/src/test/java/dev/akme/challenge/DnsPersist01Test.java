package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.malformed;
import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.MemberException;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.DnsPersistRecord;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsPersist01Test {

    private static final String ACCOUNT = "https://acme.example.com/acme/acct/7Hk2q";
    private static final String RECORD = "ca.example.net; accounturi=" + ACCOUNT;
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final DnsPersist01Challenge CHALLENGE = challenge("\"ca.example.net\",\"ca.example.com\"", "");

    private static DnsPersist01Challenge challenge(String names, String more) {
        return DnsPersist01Challenge.TYPE.read("{\"type\":\"dns-persist-01\",\"url\":\"https://acme.example.com/1\","
                + more + "\"issuer-domain-names\":[" + names + "]}");
    }

    private static Optional<Problem> check(boolean wildcard, Instant now, String... records) {
        List<List<String>> found = new ArrayList<>();
        for (String record : records) {
            found.add(List.of(record));
        }
        return DnsPersist01.check(found, CHALLENGE, ACCOUNT, wildcard, now);
    }

    private static Optional<Problem> check(String... records) {
        return check(false, END, records);
    }

    // ---- client

    @Test
    void theRecordStandsBelowTheName() {
        assertThat(DnsPersist01.recordName(Identifier.dns("example.org")))
                .isEqualTo("_validation-persist.example.org")
                .isEqualTo(DnsPersist01.recordName(Identifier.dns("*.example.org")));
        assertThatIllegalArgumentException().isThrownBy(() -> DnsPersist01.recordName(Identifier.ip("192.0.2.1")));
    }

    @Test
    void hasTheTextsOfTheVectors() {
        assertThat(DnsPersist01.record(CHALLENGE, ACCOUNT))
                .hasToString("ca.example.net; accounturi=https://acme.example.com/acme/acct/7Hk2q");
        assertThat(DnsPersist01.record(CHALLENGE, ACCOUNT, true, Optional.of(END)))
                .hasToString(RECORD + "; policy=wildcard; persistUntil=1798761600");
    }

    @Test
    void theChallengeKnowsTheAccountUrlBetter() {
        DnsPersist01Challenge named =
                challenge("\"ca.example.net\"", "\"accounturi\":\"https://ca.example.net/opaque/9\",");
        assertThat(DnsPersist01.record(named, ACCOUNT))
                .isEqualTo(DnsPersistRecord.of("ca.example.net", "https://ca.example.net/opaque/9"));
    }

    @Test
    void aChallengeWithoutNamesOrWithTooManyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsPersist01.record(challenge("", ""), ACCOUNT))
                .withMessageContaining("0 issuer domain names")
                .withMessageContaining("§3.1");
        String ten =
                IntStream.range(0, 10).mapToObj(i -> "\"ca" + i + ".example\"").collect(Collectors.joining(","));
        assertThat(DnsPersist01.record(challenge(ten, ""), ACCOUNT).issuer()).isEqualTo("ca0.example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsPersist01.record(challenge(ten + ",\"ca10.example\"", ""), ACCOUNT))
                .withMessageContaining("11 issuer domain names");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsPersist01.record(challenge("\"not a name\"", ""), ACCOUNT));
        assertThatThrownBy(() -> DnsPersist01.record(challenge("1", ""), ACCOUNT))
                .isInstanceOf(MemberException.class);
    }

    // ---- server

    @ParameterizedTest
    @ValueSource(
            strings = {
                RECORD,
                "CA.Example.NET;accounturi=" + ACCOUNT,
                "ca.example.com ; \t ACCOUNTURI = " + ACCOUNT + " ; unknown=1; unknown=2",
                RECORD + "; policy=other",
                RECORD + "; policy=WildCard; PersistUntil=1798761600"
            })
    void recordsThatAllowTheAccount(String record) {
        passes(check(record));
        passes(check("v=spf1 -all", "other.example; accounturi=x", RECORD + ";", record));
    }

    @Test
    void stringsAreJoined() {
        passes(DnsPersist01.check(
                List.of(List.of("ca.example.net; accoun", "turi=" + ACCOUNT)), CHALLENGE, ACCOUNT, false, END));
        DnsPersistRecord longer = DnsPersistRecord.of("ca.example.net", ACCOUNT + "/" + "a".repeat(300));
        assertThat(longer.strings()).hasSize(2);
        passes(DnsPersist01.check(List.of(longer.strings()), CHALLENGE, longer.accountUri(), false, END));
    }

    @Test
    void bothUrlsOfAnAccountCount() {
        DnsPersist01Challenge named = challenge("\"ca.example.net.\"", "\"accounturi\":\"https://ca.example.net/9\",");
        for (String account : List.of(ACCOUNT, "https://ca.example.net/9")) {
            passes(DnsPersist01.check(
                    List.of(List.of("ca.example.net; accounturi=" + account)), named, ACCOUNT, false, END));
        }
        unauthorized(DnsPersist01.check(
                List.of(List.of("ca.example.net; accounturi=https://ca.example.net/9/")), named, ACCOUNT, false, END));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ca.example.net",
                "ca.example.net; accounturi=",
                "ca.example.net; policy=wildcard",
                RECORD + ";",
                RECORD + ";; policy=wildcard",
                RECORD + "; policy",
                RECORD + "; accounturi=" + ACCOUNT,
                RECORD + "; Policy=wildcard; policy=wildcard",
                RECORD + "; persistUntil=1; persistuntil=1",
                RECORD + "; persistUntil=tomorrow",
                RECORD + "; persistUntil=",
                RECORD + "; x=\u00e9"
            })
    void recordsOfThisCaThatCannotBeRead(String record) {
        malformed(check(record), "TXT record 1 of 1");
        malformed(check(RECORD.replace("7Hk2q", "other"), record), "TXT record 2 of 2");
        // Another CA may have what it likes.
        unauthorized(check(record.replace("ca.example.net", "ca.example.edu")), "begins with an issuer domain name");
    }

    @Test
    void recordsThatDoNotAllowTheAccount() {
        unauthorized(check(), "no TXT record", "_validation-persist");
        unauthorized(check("v=spf1 -all", ""), "2 in number");
        unauthorized(check(RECORD + "/"), "TXT record 1 of 1", "letter for letter");
        unauthorized(check(RECORD.replace("https", "HTTPS")), "letter for letter");
        unauthorized(check("ca.example.edu; accounturi=" + ACCOUNT), "begins with an issuer domain name");
        assertThat(check(RECORD + "/").orElseThrow().detail().orElseThrow()).doesNotContain("7Hk2q");
    }

    @Test
    void manyBadRecordsMakeNoLongProblem() {
        String[] records = new String[1_000];
        Arrays.fill(records, RECORD + "/");
        assertThat(check(records).orElseThrow().detail().orElseThrow())
                .contains("TXT record 5 of 1000")
                .doesNotContain("TXT record 6");
    }

    @Test
    void wildcardsNeedThePolicy() {
        unauthorized(check(true, END, RECORD), "policy=wildcard");
        unauthorized(check(true, END, RECORD + "; policy=other"), "policy=wildcard");
        passes(check(true, END, RECORD, RECORD + "; policy=WILDCARD"));
    }

    @Test
    void recordsCountUntilTheirEnd() {
        String record = RECORD + "; persistUntil=1798761600";
        passes(check(false, END, record));
        unauthorized(check(false, END.plusNanos(1), record), "persistUntil is over");
        unauthorized(check(false, END, RECORD + "; persistUntil=-1"), "persistUntil is over");
    }
}
