package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @Test
    void dnsNamesAreSentInLowerCase() {
        assertThat(Identifier.dns("WWW.Example.ORG").toJson())
                .isEqualTo("{\"type\":\"dns\",\"value\":\"www.example.org\"}");
        assertThat(Identifier.dns("*.example.org").isWildcard()).isTrue();
        assertThat(Identifier.dns("example.org").isWildcard()).isFalse();
    }

    @Test
    void namesOfTheGreatestLengthsAreAccepted() {
        String label = "a".repeat(63);
        String name = String.join(".", label, label, label, "b".repeat(61));
        assertThat(name).hasSize(253);
        assertThat(Identifier.dns(name).value()).isEqualTo(name);
        assertThatThrownBy(() -> Identifier.dns("a" + label + ".test")).hasMessageContaining("label");
        assertThatThrownBy(() -> Identifier.dns("c." + name)).hasMessageContaining("253");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "az.example",
                "a0.example",
                "0-9.example",
                "9.example",
                "example.a0",
                "example.9a",
                "xn--bcher-kva.9a"
            })
    void allLettersAndDigitsAreAccepted(String name) {
        assertThat(Identifier.dns(name).value()).isEqualTo(name);
        assertThat(read("dns", name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(Identifier.dns(name));
        silent(Identifier.TYPE, "identifier/dns-name", json("dns", name.toUpperCase(java.util.Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|empty",
                "example.org.|ends with a dot",
                "a..example.org|label 2 has 0 characters",
                ".example.org|label 1 has 0 characters",
                "*.*.example.org|wildcard",
                "a.*.example.org|wildcard",
                "a*.example.org|wildcard",
                "*|wildcard",
                "*.|empty",
                "a_b.example.org|other than letters",
                "a b.example.org|other than letters",
                "bücher.example|A-label form",
                "-a.example.org|hyphen",
                "a-.example.org|hyphen",
                "xn--.example.org|hyphen",
                "xn--a.example.org|does not decode",
                "xn--zzzzzzzzz99999999.example.org|does not decode",
                "https://example.org|label 1 has U+003A",
                "192.0.2.1|use type ip",
                "user@example.org|label 1 has U+0040",
                "example.org:443|other than letters",
                "a\u007f.example|U+007F",
                "a`.example|U+0060",
                "a{.example|U+007B",
                "a@.example|U+0040",
                "a[.example|U+005B",
                "a/.example|U+002F",
                "10.9|use type ip",
                "9.10|use type ip"
            })
    void whatIsNoDomainNameIsRefusedWithAReason(String name, String reason) {
        assertThatThrownBy(() -> Identifier.dns(name))
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("RFC 8555 §7.1.3")
                .hasMessageContaining("/value");
    }

    @ParameterizedTest
    @CsvSource({
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "*.bücher.example, *.xn--bcher-kva.example",
        "пример.test, xn--e1afmkfd.test",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "www.例え.example, www.xn--r8jz45g.example",
        "example.org, example.org"
    })
    void unicodeNamesAreConvertedOnRequest(String unicode, String ascii) {
        assertThat(Identifier.dnsFromUnicode(unicode)).isEqualTo(Identifier.dns(ascii));
        assertThat(Identifier.dnsFromUnicode(unicode).value()).isEqualTo(ascii);
    }

    @ParameterizedTest
    @ValueSource(strings = {"straße.example", "ς.example", "a\u200db.example", "a b.example", "\u2028.example"})
    void namesThatMeanSomethingElseAfterConversionAreRefused(String name) {
        assertThatThrownBy(() -> Identifier.dnsFromUnicode(name)).isInstanceOf(InvalidMemberException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::ff:c000:205, ::ff:c000:205",
        "::ff00:c000:205, ::ff00:c000:205",
        "::1:ffff:c000:205, ::1:ffff:c000:205",
        "ffff:FFFF:9:a:f:A:F:0, ffff:ffff:9:a:f:a:f:0",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8::1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "fe80:0:0:0:0:0:0:1, fe80::1",
        "::ffff:192.0.2.5, ::ffff:192.0.2.5",
        "::ffff:c000:205, ::ffff:192.0.2.5",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221"
    })
    void ipAddressesAreSentInCanonicalText(String written, String canonical) {
        assertThat(Identifier.ip(written).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "192.0.2.x",
                "192.0.2.",
                "192.0.2.\u0661",
                "::g",
                "::.",
                ".1.2.3",
                "1:2:3:4::5:6:7:8",
                "0x7f.0.0.1",
                "192.0.2.1/24",
                "[2001:db8::1]",
                "fe80::1%eth0",
                "2001:db8::1::2",
                "2001:db8",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                ":1:2:3:4:5:6:7",
                "12345::",
                "::192.0.2.1.5",
                "192.0.2.1::",
                "example.org"
            })
    void whatIsNoIpAddressIsRefused(String text) {
        assertThatThrownBy(() -> Identifier.ip(text))
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("RFC 8738 §3");
    }

    @Test
    void anAddressIsAlsoOctets() {
        assertThat(Identifier.ip("192.0.2.1").ipAddress().orElseThrow()).containsExactly(192, 0, 2, 1);
        assertThat(read("ip", "2001:DB8:0::1").ipAddress().orElseThrow())
                .isEqualTo(HexFormat.of().parseHex("20010db8000000000000000000000001"));
        assertThat(Identifier.ip("::ffff:192.0.2.1").ipAddress().orElseThrow()).hasSize(16);
        assertThat(Identifier.dns("example.org").ipAddress()).isEmpty();
        assertThat(read("dns", "192.0.2.1").ipAddress()).isEmpty();
        assertThat(read("ip", "example.org").ipAddress()).isEmpty();
        assertThat(Identifier.TYPE.read("{\"type\":\"ip\"}").ipAddress()).isEmpty();
        assertThat(Identifier.TYPE.read("{}").ipAddress()).isEmpty();
    }

    @Test
    void anInetAddressIsSentWithoutItsZone() throws Exception {
        byte[] octets = new byte[16];
        octets[15] = 1;
        assertThat(Identifier.ip(InetAddress.getByAddress(octets)).value()).isEqualTo("::1");
        assertThat(Identifier.ip(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}))
                        .value())
                .isEqualTo("192.0.2.1");
    }

    @Test
    void equalMeansTheSameNameAndNotTheSameText() {
        assertThat(read("dns", "Example.ORG")).isEqualTo(Identifier.dns("example.org"));
        assertThat(read("ip", "2001:DB8:0::1")).isEqualTo(Identifier.ip("2001:db8::1"));
        assertThat(read("ip", "2001:DB8:0::1")).hasSameHashCodeAs(Identifier.ip("2001:db8::1"));
        assertThat(read("email", "Alice@example.org")).isNotEqualTo(read("email", "alice@example.org"));
        assertThat(read("permanent-identifier", "a")).isNotEqualTo(read("permanent-identifier", "A"));
        assertThat(read("dns", "example.org")).isNotEqualTo(read("ip", "example.org"));
        assertThat(read("DNS", "Example.org")).isNotEqualTo(read("DNS", "example.org"));
    }

    @Test
    void unknownTypesAreValues() {
        Identifier identifier = read("hologram", "x");
        assertThat(identifier.type()).isEqualTo(IdentifierType.of("hologram"));
        assertThat(identifier.type().isKnown()).isFalse();
        assertThat(identifier.toJson()).isEqualTo("{\"type\":\"hologram\",\"value\":\"x\"}");
    }

    @Test
    void membersOfSubdomainAuthorizationAreThere() {
        Identifier ordered = Identifier.TYPE.read(
                "{\"type\":\"dns\",\"value\":\"a.b.example.org\",\"ancestorDomain\":\"example.org\"}");
        assertThat(ordered.ancestorDomain()).contains("example.org");
        assertThat(ordered.subdomainAuthAllowed()).isFalse();
        assertThat(ordered.toBuilder().build()).isEqualTo(ordered);
        assertThat(Identifier.dns("example.org").toBuilder()
                        .subdomainAuthAllowed(true)
                        .build()
                        .subdomainAuthAllowed())
                .isTrue();
    }

    @Test
    void rulesSpeakOfValuesThatDoNotFitTheirType() {
        fires(Identifier.TYPE, "identifier/dns-name", json("dns", "trailing.dot.example."));
        silent(Identifier.TYPE, "identifier/dns-name", json("dns", "example.org"));
        fires(Identifier.TYPE, "identifier/dns-case", json("dns", "Example.org"));
        silent(Identifier.TYPE, "identifier/dns-case", json("dns", "example.org"));
        fires(Identifier.TYPE, "identifier/ip-address", json("ip", "example.org"));
        silent(Identifier.TYPE, "identifier/ip-address", json("ip", "192.0.2.1"));
        fires(Identifier.TYPE, "identifier/ip-canonical", json("ip", "2001:DB8::1"));
        silent(Identifier.TYPE, "identifier/ip-canonical", json("ip", "2001:db8::1"));
        fires(Identifier.TYPE, "identifier/email-address", json("email", "*@"));
        silent(Identifier.TYPE, "identifier/email-address", json("email", "alice@example.org"));
        for (String address :
                new String[] {"@example.org", "alice@", "alice", "*@example.org", "a b@example.org", "a\\u007f@b.test"
                }) {
            fires(Identifier.TYPE, "identifier/email-address", json("email", address));
        }
        silent(Identifier.TYPE, "identifier/email-address", json("email", "a@b"));
        silent(Identifier.TYPE, "identifier/email-address", json("email", "!@b.test"));
        fires(
                Identifier.TYPE,
                "identifier/ancestor-domain",
                "{\"type\":\"dns\",\"value\":\"a.notexample.org\",\"ancestorDomain\":\"example.org\"}");
        silent(
                Identifier.TYPE,
                "identifier/ancestor-domain",
                "{\"type\":\"dns\",\"value\":\"a.example.org\",\"ancestorDomain\":\"Example.org\"}");
        fires(
                Identifier.TYPE,
                "identifier/subdomains-of-dns",
                "{\"type\":\"ip\",\"value\":\"192.0.2.1\",\"subdomainAuthAllowed\":true}");
        silent(
                Identifier.TYPE,
                "identifier/subdomains-of-dns",
                "{\"type\":\"dns\",\"value\":\"example.org\",\"subdomainAuthAllowed\":true}");
    }

    private static Identifier read(String type, String value) {
        return Identifier.TYPE.read(json(type, value));
    }

    private static String json(String type, String value) {
        return "{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}";
    }

    @Test
    void aHostIsAnAddressOrAName() {
        assertThat(Identifier.dnsOrIp("192.0.2.1")).isEqualTo(Identifier.ip("192.0.2.1"));
        assertThat(Identifier.dnsOrIp("2001:DB8::1")).isEqualTo(Identifier.ip("2001:db8::1"));
        assertThat(Identifier.dnsOrIp("*.example.org")).isEqualTo(Identifier.dns("*.example.org"));
        assertThat(Identifier.dnsOrIp("1.example.org")).isEqualTo(Identifier.dns("1.example.org"));
        assertThatThrownBy(() -> Identifier.dnsOrIp("192.0.2.256")).isInstanceOf(InvalidMemberException.class);
    }
}
