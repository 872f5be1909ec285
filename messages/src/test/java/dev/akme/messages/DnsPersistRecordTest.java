package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsPersistRecordTest {

    private static final String ACCOUNT = "https://acme.example.com/acme/acct/7Hk2q";
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void hasTheTextOfTheVectors() {
        String plain = "ca.example.net; accounturi=" + ACCOUNT;
        assertThat(DnsPersistRecord.of("ca.example.net", ACCOUNT)).hasToString(plain);
        DnsPersistRecord all = new DnsPersistRecord("CA.example.net.", ACCOUNT, true, Optional.of(END.plusNanos(5)));
        assertThat(all)
                .hasToString(plain + "; policy=wildcard; persistUntil=1798761600")
                .isEqualTo(DnsPersistRecord.parse(all.toString()));
        assertThat(DnsPersistRecord.parse(
                        "ca.example.net;ACCOUNTURI=" + ACCOUNT + ";Policy=WildCard;more=1;PersistUntil=1798761600"))
                .isEqualTo(all);
        assertThat(DnsPersistRecord.parse(plain + ";policy=other").wildcard()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ca.example.net",
                "; accounturi=https://example.com/1",
                "ca.example.net; accounturi=",
                "ca.example.net; accounturi=https://example.com/1;",
                "ca.example.net; accounturi=https://example.com/1; accounturi=https://example.com/1",
                "ca.example.net; accounturi=https://example.com/1; policy=wildcard; policy=wildcard",
                "ca.example.net; accounturi=https://example.com/1; persistUntil=soon",
                "ca.example.net; accounturi=https://example.com/1; persistUntil=",
                "ca.example.net; accounturi=https://example.com/1; persistUntil=1.5",
                "ca.example.net; accounturi=https://example.com/1; persistUntil=999999999999999999",
                "ca.example.net; accounturi=https://example.com/1; persistUntil=99999999999999999999"
            })
    void refusesOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsPersistRecord.parse(text))
                .withMessageContaining("draft-ietf-acme-dns-persist");
    }

    @Test
    void refusesPartsThatCannotStandThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> DnsPersistRecord.of("not a name", ACCOUNT));
        assertThatIllegalArgumentException().isThrownBy(() -> DnsPersistRecord.of("ca.example.net", "a;b"));
    }

    @Test
    void longTextIsCutIntoStrings() {
        String account = "https://acme.example.com/" + "a".repeat(600);
        DnsPersistRecord record = DnsPersistRecord.of("ca.example.net", account);
        assertThat(record.strings()).hasSize(3).allMatch(s -> s.length() <= 255);
        assertThat(String.join("", record.strings())).isEqualTo(record.toString());
        assertThat(DnsPersistRecord.parse(String.join("", record.strings()))).isEqualTo(record);
        assertThat(record.zoneFileText())
                .startsWith("\"ca.example.net; accounturi=")
                .contains("a\" \"a");
        assertThat(DnsPersistRecord.of("ca.example.net", "urn:a\"b\\c").zoneFileText())
                .isEqualTo("\"ca.example.net; accounturi=urn:a\\\"b\\\\c\"");
    }
}
