package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.der.DerWriter;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers of each type in requests: written, read by Bouncy Castle, and read back. */
class CsrNamesTest {

    private static final long SEED = 20261205;

    private static Csr csr(Identifier... identifiers) {
        return Csr.builder()
                .key(Requests.ED25519)
                .identifiers(List.of(identifiers))
                .build();
    }

    private static Csr common(String commonName, GeneralName... names) {
        return Csr.read(Requests.made(Requests.P256, "SHA256withECDSA", "CN=" + commonName, names));
    }

    private static void isWrittenAs(Identifier identifier, GeneralName name) {
        Csr csr = csr(identifier);
        assertThat(Requests.names(Requests.peer(csr))).containsExactly(name);
        assertThat(csr.identifiers()).containsExactly(identifier);
        assertThat(Csr.read(csr.der()).identifiers()).containsExactly(identifier);
        assertThat(Csr.read(csr.der()).hasOtherNames()).isFalse();
    }

    private static GeneralName otherName(String oid, ASN1Encodable value) {
        return new GeneralName(GeneralName.otherName, new OtherName(new ASN1ObjectIdentifier(oid), value));
    }

    private static Identifier device(String value) {
        return Identifier.of(IdentifierType.PERMANENT_IDENTIFIER, value);
    }

    private static Identifier module(String value) {
        return Identifier.of(IdentifierType.HARDWARE_MODULE, value);
    }

    @Test
    void writesDomainNames() {
        isWrittenAs(Identifier.dns("*.example.org"), new GeneralName(GeneralName.dNSName, "*.example.org"));
        isWrittenAs(
                Identifier.dnsFromUnicode("bücher.example.org"),
                new GeneralName(GeneralName.dNSName, "xn--bcher-kva.example.org"));
        isWrittenAs(Identifier.dns("localhost"), new GeneralName(GeneralName.dNSName, "localhost"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "::", "::ffff:192.0.2.1", "2001:db8:1:2:3:4:5:6"})
    void writesAddresses(String address) {
        Identifier identifier = Identifier.ip(address);
        byte[] octets = identifier.ipAddress().orElseThrow();
        isWrittenAs(identifier, new GeneralName(GeneralName.iPAddress, new DEROctetString(octets)));
    }

    @Test
    void writesMailAddresses() {
        isWrittenAs(
                Identifier.email("Alice+x@Example.ORG"),
                new GeneralName(GeneralName.rfc822Name, "Alice+x@Example.ORG"));
        isWrittenAs(
                Identifier.email("médecin@example.org"),
                otherName("1.3.6.1.5.5.7.8.9", new DERUTF8String("médecin@example.org")));
    }

    @Test
    void writesTheDomainsOfMailAddressesInALabels() {
        Csr local = csr(Identifier.email("médecin@bücher.example.org"));
        assertThat(Requests.names(Requests.peer(local)))
                .containsExactly(
                        otherName("1.3.6.1.5.5.7.8.9", new DERUTF8String("médecin@xn--bcher-kva.example.org")));
        assertThat(Csr.read(local.der()).identifiers())
                .containsExactly(Identifier.email("médecin@xn--bcher-kva.example.org"));
        Csr domain = csr(Identifier.email("Alice@bücher.example.org"));
        assertThat(Requests.names(Requests.peer(domain)))
                .containsExactly(new GeneralName(GeneralName.rfc822Name, "Alice@xn--bcher-kva.example.org"));
    }

    @Test
    void writesDevices() {
        isWrittenAs(device("ABCDEF-é"), otherName("1.3.6.1.5.5.7.8.3", new DERSequence(new DERUTF8String("ABCDEF-é"))));
        isWrittenAs(device("ABCDEF123456/1.2.3.4"), otherName("1.3.6.1.5.5.7.8.3", new DERSequence(new ASN1Encodable[] {
            new DERUTF8String("ABCDEF123456"), new ASN1ObjectIdentifier("1.2.3.4")
        })));
        isWrittenAs(
                module("ABCD/2.999.12345678901234567"),
                otherName("1.3.6.1.5.5.7.8.4", new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("2.999.12345678901234567"),
                    new DEROctetString(new byte[] {'A', 'B', 'C', 'D'})
                })));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/1.2.3", "A/", "A/B", "A/1.2/3", "A/1", "A/3.1", "A/1.40", "A/1.2.03", "A/2.1.", "a/b/1.2.3"})
    void refusesDevicesThatAreNotOfTheirForm(String value) {
        for (Identifier identifier : List.of(device(value), module(value))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> csr(identifier))
                    .withMessageContaining("device-attest");
        }
    }

    @Test
    void refusesModulesWithoutType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csr(module("ABCD")))
                .withMessageContaining("serial/1.2.3");
    }

    @Test
    void writesNodes() {
        isWrittenAs(
                Identifier.of(IdentifierType.BUNDLE_EID, "dtn://example.org/"),
                otherName("1.3.6.1.5.5.7.8.11", new DERIA5String("dtn://example.org/")));
        isWrittenAs(
                Identifier.of(IdentifierType.BUNDLE_EID, "ipn:7.0"),
                otherName("1.3.6.1.5.5.7.8.11", new DERIA5String("ipn:7.0")));
    }

    @Test
    void writesTelephoneNumbersAsAnExtension() {
        // A service provider code.
        byte[] list = HexFormat.of().parseHex("3008a006160431323334");
        Identifier numbers = Identifier.of(IdentifierType.TN_AUTH_LIST, "MAigBhYEMTIzNA");
        Csr csr = csr(numbers);
        assertThat(Requests.peer(csr).getRequestedExtensions().getExtensionOIDs())
                .containsExactly(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.26"));
        assertThat(Requests.extension(Requests.peer(csr), "1.3.6.1.5.5.7.1.26")
                        .getExtnValue()
                        .getOctets())
                .isEqualTo(list);
        assertThat(Csr.read(csr.der()).identifiers()).containsExactly(numbers);

        Csr both = csr(numbers, Identifier.dns("example.org"));
        assertThat(Csr.read(both.der()).identifiers())
                .containsExactlyInAnyOrder(numbers, Identifier.dns("example.org"));
        Identifier others = Identifier.of(IdentifierType.TN_AUTH_LIST, "MAigBhYEMTIzNQ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csr(numbers, others))
                .withMessageContaining("more than one TNAuthList");
        Identifier more = Identifier.of(IdentifierType.TN_AUTH_LIST, "MAigBhYEMTIzNAA");
        assertThatIllegalArgumentException().isThrownBy(() -> csr(more)).withMessageContaining("not DER");
    }

    @ParameterizedTest
    @CsvSource({
        "NfInstanceId, 9d9e7e94-4b53-4d3a-8c7b-0f7a4d3f2f10",
        "JWTClaimConstraints, MAA",
        "openid-federation, https://example.org/",
        "remote-attestation, hint",
        "wireapp-user, {}",
        "x-unknown, any"
    })
    void refusesTypesThatHaveNoPlaceInARequest(String type, String value) {
        Identifier identifier = Identifier.of(IdentifierType.of(type), value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csr(identifier))
                .withMessageContaining("identifiers of the type " + type + " have no place")
                .withMessageNotContaining(value);
    }

    @Test
    void tellsOfNamesThatNoIdentifierStandsFor() {
        GeneralName dns = new GeneralName(GeneralName.dNSName, "example.org");
        for (GeneralName name : List.of(
                new GeneralName(GeneralName.uniformResourceIdentifier, "https://example.org/"),
                new GeneralName(GeneralName.registeredID, "1.2.3"),
                new GeneralName(GeneralName.directoryName, "CN=example.org"),
                otherName("1.3.6.1.4.1.311.20.2.3", new DERUTF8String("alice@example.org")),
                otherName("1.3.6.1.5.5.7.8.3", new DERSequence()),
                otherName("1.3.6.1.5.5.7.8.3", new DERSequence(new DERUTF8String("A/B"))),
                otherName("1.3.6.1.5.5.7.8.4", new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("1.2.3"), new DEROctetString(new byte[] {(byte) 0xff})
                })))) {
            Csr csr = Csr.read(Requests.made(Requests.P256, "SHA256withECDSA", "", name, dns));
            assertThat(csr.identifiers()).containsExactly(Identifier.dns("example.org"));
            assertThat(csr.hasOtherNames()).isTrue();
        }
    }

    // ---- the common name

    @Test
    void countsACommonNameThatIsADomainName() {
        GeneralName www = new GeneralName(GeneralName.dNSName, "www.example.org");
        assertThat(common("Example.ORG", www).identifiers())
                .containsExactly(Identifier.dns("www.example.org"), Identifier.dns("example.org"));
        assertThat(common("WWW.example.org", www).identifiers()).containsExactly(Identifier.dns("www.example.org"));
        assertThat(common("*.example.org").identifiers()).containsExactly(Identifier.dns("*.example.org"));
        assertThat(common("localhost").identifiers()).containsExactly(Identifier.dns("localhost"));
    }

    @Test
    void countsNoOtherCommonName() {
        GeneralName mail = new GeneralName(GeneralName.rfc822Name, "alice@example.org");
        assertThat(common("Alice", mail).identifiers()).containsExactly(Identifier.email("alice@example.org"));
        assertThat(common("alice@example.org", mail).identifiers()).hasSize(1);
        assertThat(common("192.0.2.1").identifiers()).isEmpty();
        assertThat(common("Alice of Example").identifiers()).isEmpty();
        assertThat(common("device", new GeneralName(GeneralName.registeredID, "1.2.3"))
                        .identifiers())
                .isEmpty();
    }

    @Test
    void readsCommonNamesInEachEncoding() {
        byte[] extension = Extensions.subjectAltName(List.of(Identifier.dns("example.org")));
        for (int tag : List.of(DerText.UTF8_STRING, DerText.PRINTABLE_STRING, DerText.IA5_STRING)) {
            byte[] subject = Requests.subject(DerWriter.value(tag, "Alice".getBytes(StandardCharsets.US_ASCII)));
            Csr csr = Csr.read(Requests.signed(
                    Requests.version(),
                    subject,
                    Requests.key(),
                    Requests.attributes(Requests.extensionRequest(extension))));
            assertThat(csr.commonName()).contains("Alice");
        }
    }

    // ---- any names

    @Test
    void readsBackAnyNames() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            Set<Identifier> identifiers = new LinkedHashSet<>();
            int count = 1 + random.nextInt(round % 10 == 0 ? 100 : 5);
            for (int i = 0; i < count; i++) {
                identifiers.add(anyIdentifier(random));
            }
            Csr csr = Csr.builder()
                    .key(Requests.ED25519)
                    .identifiers(identifiers)
                    .mustStaple(random.nextBoolean())
                    .build();
            Csr read = Csr.read(csr.der());
            String where = "seed " + SEED + ", round " + round;
            assertThat(read.identifiers()).as(where).containsExactlyElementsOf(identifiers);
            assertThat(read.mustStaple()).as(where).isEqualTo(csr.mustStaple());
            assertThat(Requests.names(Requests.peer(csr))).as(where).hasSameSizeAs(identifiers);
        }
    }

    private static Identifier anyIdentifier(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Identifier.ip(anyAddress(random, 4));
            case 1 -> Identifier.ip(anyAddress(random, 16));
            case 2 -> Identifier.email(anyText(random, 0x20000) + "@" + anyDomain(random));
            case 3 -> device(anyText(random, 0x20000));
            case 4 -> device(anyText(random, 0x800) + "/" + anyOid(random));
            case 5 -> module(anyText(random, 0x800) + "/" + anyOid(random));
            case 6 -> Identifier.of(IdentifierType.BUNDLE_EID, "dtn://" + anyDomain(random) + "/");
            default -> Identifier.dns((random.nextInt(4) == 0 ? "*." : "") + anyDomain(random));
        };
    }

    private static String anyAddress(Random random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        if (random.nextBoolean()) {
            Arrays.fill(octets, 1, length - 1, (byte) 0);
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < length; i += length == 4 ? 1 : 2) {
            groups.add(
                    length == 4
                            ? Integer.toString(octets[i] & 0xff)
                            : Integer.toHexString((octets[i] & 0xff) << 8 | (octets[i + 1] & 0xff)));
        }
        return String.join(length == 4 ? "." : ":", groups);
    }

    private static String anyDomain(Random random) {
        List<String> labels = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            StringBuilder label = new StringBuilder("a");
            int length = random.nextInt(62);
            for (int j = 0; j < length; j++) {
                label.append("abcdefghijklmnopqrstuvwxyz0123456789-".charAt(random.nextInt(j < length - 1 ? 37 : 36)));
            }
            labels.add(label.toString().replace("--", "0-"));
        }
        labels.add("test");
        return String.join(".", labels);
    }

    private static String anyText(Random random, int below) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(40);
        while (text.length() < length) {
            int character = 0x21 + random.nextInt(random.nextBoolean() ? 0x5e : below - 0x21);
            boolean surrogate = character >= 0xd800 && character < 0xe000;
            if (!surrogate && character != '/' && character != '*' && character != '@' && character != 0x7f) {
                text.appendCodePoint(character);
            }
        }
        return text.toString();
    }

    private static String anyOid(Random random) {
        StringBuilder oid = new StringBuilder(random.nextBoolean() ? "2." + random.nextInt(1000) : "1.39");
        int count = random.nextInt(10);
        for (int i = 0; i < count; i++) {
            oid.append('.').append(random.nextLong() >>> (11 + random.nextInt(53)));
        }
        return oid.toString();
    }
}
