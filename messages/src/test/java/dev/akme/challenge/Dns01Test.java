package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Dns01Test {

    private static final String VALUE = "TsRKynps8WR2t_mg14_-b9KAPI5z6dVS6CzKil2SuXU";

    @Test
    void hasTheValuesOfTheVectors() {
        assertThat(Dns01.value(Keys.KA_1)).isEqualTo("ZTRx1Ckl1-tM05o5zaizTTA0yUy5AGereMgSNWC6Ll8");
        assertThat(Dns01.value(Keys.KA_2)).isEqualTo(VALUE);
        assertThat(Dns01.value(Keys.KA_3)).isEqualTo("n3rztfDtTAOtlye7bRdUvjki3axVOyRSzxwYAVFuQag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "*.example.org", "EXAMPLE.org", "example.org.", "*.example.org."})
    void theRecordStandsBelowTheName(String name) {
        Identifier identifier = Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"" + name + "\"}");
        assertThat(Dns01.recordName(identifier)).isEqualTo("_acme-challenge.example.org");
    }

    @Test
    void refusesWhatIsNotInTheDns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dns01.recordName(Identifier.ip("192.0.2.1")))
                .withMessageContaining("dns-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dns01.recordName(Identifier.dns(OnionNameTest.NAME)))
                .withMessageContaining("RFC 9799");
        for (String name : List.of("", "*.", ".", "a..b", "*.*.example.org", "a b.example.org")) {
            Identifier broken = Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"" + name + "\"}");
            assertThatThrownBy(() -> Dns01.recordName(broken)).isInstanceOf(MemberException.class);
        }
    }

    @Test
    void aNameWithoutRoomForTheLabelIsRefused() {
        String label = "a".repeat(59) + ".";
        String fits = label.repeat(3) + "a".repeat(46) + ".example.org";
        assertThat(Dns01.recordName(Identifier.dns(fits.substring(1)))).hasSizeLessThanOrEqualTo(253);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dns01.recordName(Identifier.dns(fits)))
                .withMessageContaining("253");
    }

    @Test
    void oneRightRecordIsEnough() {
        passes(Dns01.check(List.of(List.of(VALUE)), Keys.KA_2));
        passes(Dns01.check(List.of(List.of("other"), List.of(VALUE.substring(0, 7), VALUE.substring(7))), Keys.KA_2));
    }

    @Test
    void othersAreNot() {
        unauthorized(Dns01.check(List.of(), Keys.KA_2), "no TXT record", "_acme-challenge");
        unauthorized(Dns01.check(List.of(List.of()), Keys.KA_2), "1 in number");
        unauthorized(Dns01.check(List.of(List.of(VALUE), List.of(VALUE + " ")), Keys.KA_3), "2 in number");
        unauthorized(Dns01.check(List.of(List.of('"' + VALUE + '"')), Keys.KA_2));
        unauthorized(Dns01.check(List.of(List.of(VALUE.toLowerCase(java.util.Locale.ROOT))), Keys.KA_2));
        unauthorized(Dns01.check(List.of(List.of(Keys.KA_2.text())), Keys.KA_2));
    }
}
