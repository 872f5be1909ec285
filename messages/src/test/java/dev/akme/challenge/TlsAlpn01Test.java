package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsAlpn01Test {

    @Test
    void hasTheExtensionsOfTheVectors() {
        assertThat(TlsAlpn01.extensionValue(Keys.KA_1))
                .isEqualTo(hex("0420653471d42925d7eb4cd39a39cda8b34d3034c94cb90067ab78c8123560ba2e5f"));
        assertThat(TlsAlpn01.extension(Keys.KA_1))
                .isEqualTo(hex("303106082b0601050507011f0101ff04220420"
                        + "653471d42925d7eb4cd39a39cda8b34d3034c94cb90067ab78c8123560ba2e5f"));
        assertThat(TlsAlpn01.extensionValue(Keys.KA_2))
                .isEqualTo(hex("04204ec44aca7a6cf16476b7f9a0d78ffe6fd2803c8e73e9d552e82cca8a5d92b975"));
        assertThat(TlsAlpn01.extensionValue(Keys.KA_3))
                .isEqualTo(hex("04209f7af3b5f0ed4c03ad9727bb6d1754be3922ddac553b2452cf1c1801516e41a8"));
        assertThat(TlsAlpn01.EXTENSION_OID).isEqualTo("1.3.6.1.5.5.7.1.31");
        assertThat(TlsAlpn01.PROTOCOL).isEqualTo("acme-tls/1");
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @ParameterizedTest
    @CsvSource({
        "dns, WWW.example.org., www.example.org",
        "ip, 192.0.2.1, 1.2.0.192.in-addr.arpa",
        "ip, 2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        "ip, ::ffff:192.0.2.1, 1.0.2.0.0.0.0.c.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa"
    })
    void namesTheServer(String type, String value, String serverName) {
        Identifier identifier = Identifier.TYPE.read("{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}");
        assertThat(TlsAlpn01.serverName(identifier)).isEqualTo(serverName);
    }

    @Test
    void refusesWhatItCannotValidate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsAlpn01.serverName(Identifier.dns("*.example.org")))
                .withMessageContaining("wildcard");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsAlpn01.serverName(Identifier.email("a@example.org")))
                .withMessageContaining("tls-alpn-01");
        Identifier broken = Identifier.TYPE.read("{\"type\":\"ip\",\"value\":\"192.0.2\"}");
        assertThatThrownBy(() -> TlsAlpn01.serverName(broken)).isInstanceOf(MemberException.class);
    }

    @Test
    void checksTheValueOfTheExtension() {
        passes(TlsAlpn01.check(TlsAlpn01.extensionValue(Keys.KA_1), Keys.KA_1));
        unauthorized(TlsAlpn01.check(TlsAlpn01.extensionValue(Keys.KA_1), Keys.KA_2), "acmeIdentifier");
        unauthorized(TlsAlpn01.check(Keys.KA_1.sha256(), Keys.KA_1));
        unauthorized(TlsAlpn01.check(new byte[0], Keys.KA_1));
    }
}
