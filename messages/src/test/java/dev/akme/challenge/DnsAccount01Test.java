package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.messages.Identifier;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsAccount01Test {

    @ParameterizedTest
    @CsvSource({
        "https://example.com/acme/acct/ExampleAccount, _ujmmovf2vn55tgye,"
                + "a258c754baab7bd99b044fb66b6ba76c3fa9b511e9d283e10b30a7acba179f05",
        "https://acme.example.com/acct/evOfKhNU60wg, _x7xrqz45ia66rsav,"
                + "bfef18679d403de8c815c8c1b00b262c1071a110ada72e3333c5f254300cdfa2",
        // Never normalised: the slash makes another account.
        "https://acme.example.com/acct/evOfKhNU60wg/, _e5elmwljqnaggyje,"
                + "2748b659698340636124e3e36c3f5ea50cf6e2fc80ab32a742039e5147715201"
    })
    void hasTheLabelsOfTheVectors(String accountUrl, String label, String sha256) {
        assertThat(HexFormat.of().formatHex(Digests.sha256(accountUrl))).isEqualTo(sha256);
        assertThat(DnsAccount01.label(accountUrl)).isEqualTo(label);
        assertThat(DnsAccount01.recordName(Identifier.dns("*.example.org"), accountUrl))
                .isEqualTo(label + "._acme-challenge.example.org");
    }

    @Test
    void theValueIsThatOfDns01() {
        assertThat(DnsAccount01.value(Keys.KA_2)).isEqualTo(Dns01.value(Keys.KA_2));
        passes(DnsAccount01.check(List.of(List.of(Dns01.value(Keys.KA_2))), Keys.KA_2));
        unauthorized(
                DnsAccount01.check(List.of(List.of(Dns01.value(Keys.KA_2))), Keys.KA_1), "none of the TXT records");
        unauthorized(DnsAccount01.check(List.of(), Keys.KA_1), "account's label");
    }

    @Test
    void refusesWhatHasNoSuchRecord() {
        String account = "https://example.com/1";
        assertThatIllegalArgumentException().isThrownBy(() -> DnsAccount01.label(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsAccount01.recordName(Identifier.ip("192.0.2.1"), account));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsAccount01.recordName(Identifier.dns(OnionNameTest.NAME), account));
    }
}
