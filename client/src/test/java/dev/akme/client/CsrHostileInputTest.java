package dev.akme.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused, and that nothing but a refusal comes of. */
class CsrHostileInputTest {

    private static final long SEED = 20261206;
    private static final byte[] CSR = Csr.builder()
            .key(Requests.P256)
            .identifiers(List.of(Identifier.dns("secret.example.org"), Identifier.ip("192.0.2.1")))
            .commonName("secret.example.org")
            .mustStaple(true)
            .build()
            .der();
    private static final byte[] MORE = DerWriter.nothing();

    private static void refused(byte[] csr, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csr.read(csr))
                .withMessageContaining(problem)
                .withMessageNotContaining("secret")
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    private static void refused(byte[] csr) {
        refused(csr, "");
    }

    // ---- any octets

    @Test
    void refusesWhatIsCutOff() {
        for (int length = 0; length < CSR.length; length++) {
            refused(Arrays.copyOf(CSR, length));
            // And with an outer length that is right again.
            refused(DerWriter.sequence(Arrays.copyOfRange(CSR, 4, Math.max(4, length))));
        }
    }

    @Test
    void refusesWhatIsChangedAnywhere() {
        Random random = new Random(SEED);
        for (int i = 0; i < CSR.length; i++) {
            byte[] changed = CSR.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            refused(changed);
        }
    }

    @Test
    void refusesWhatFollows() {
        refused(Arrays.copyOf(CSR, CSR.length + 1), "something follows");
        refused(DerWriter.sequence(CSR, MORE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30",
                "3080",
                "30800000",
                "3081",
                "308100",
                "30817f",
                "3083ffffff",
                "30847fffffff",
                "3084ffffffff",
                "3088ffffffffffffffff",
                "30ff",
                "3000",
                "30023000",
                "3083ffffff3083fffffa3083fffff5",
                "300430023000"
            })
    void refusesLengthsThatCannotBe(String hex) {
        refused(HexFormat.of().parseHex(hex), "not DER");
        refused(Arrays.copyOf(HexFormat.of().parseHex(hex), 60_000));
    }

    @Test
    void refusesRandomOctets() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            byte[] octets = new byte[1 + random.nextInt(200)];
            random.nextBytes(octets);
            refused(octets);
            octets[0] = 0x30;
            refused(octets);
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        refused(Arrays.copyOf(CSR, Csr.MAX_OCTETS + 1), "more than 65536 octets");
        refused(new byte[300_000], "more than 262144 characters");
        byte[] large = new byte[Csr.MAX_OCTETS];
        refused(
                ("-----BEGIN CERTIFICATE REQUEST-----\n"
                                + Base64.getEncoder().encodeToString(DerWriter.sequence(large))
                                + "\n-----END CERTIFICATE REQUEST-----\n")
                        .getBytes(US_ASCII),
                "more than 65536 octets");
    }

    @Test
    void refusesTextWithoutExactlyOneRequest() {
        String pem = Csr.read(CSR).toPem();
        refused(new byte[0], "there is no certificate request");
        refused("secret".getBytes(US_ASCII), "there is no certificate request");
        refused(Requests.P256.exportPrivatePem().getBytes(US_ASCII), "there is no certificate request");
        refused((pem + pem).getBytes(US_ASCII), "more than one");
        refused(
                pem.replace("CERTIFICATE REQUEST", "CERTIFICATE").getBytes(US_ASCII),
                "there is no certificate request");
        refused(pem.replace("\nMII", "\nsecret: x\nMII").getBytes(US_ASCII), "there is no certificate request");
        refused(pem.replace("END", "END ").getBytes(US_ASCII), "line");
        refused(pem.replace("MII", "M!I").getBytes(US_ASCII), "not base64");
        refused(pem.substring(0, 200).getBytes(US_ASCII), "ends inside");
    }

    // ---- signatures

    @Test
    void refusesSignaturesOfOthers() {
        byte[] info = DerReader.of(CSR).sequence().whole();
        SigningKey other = SigningKey.generate(KeyType.P256);
        refused(SignatureAlgorithm.ECDSA_SHA256.sign(other, info), "not signed by its own key");
        refused(SignatureAlgorithm.by(Requests.ED25519).sign(Requests.ED25519, info), "not signed by its own key");
        byte[] algorithm = SignatureAlgorithm.ECDSA_SHA256.algorithm();
        byte[] plain = Requests.P256.sign(JwsAlgorithm.ES256, info);
        refused(DerWriter.sequence(info, algorithm, DerWriter.bitString(plain)), "not signed by its own key");
    }

    @Test
    void refusesNumbersThatCannotSign() {
        byte[] info = DerReader.of(CSR).sequence().whole();
        byte[] algorithm = SignatureAlgorithm.ECDSA_SHA256.algorithm();
        byte[] order =
                HexFormat.of().parseHex("022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        byte[] zero = DerWriter.integer(0);
        byte[] one = DerWriter.integer(1);
        for (byte[] signature : List.of(
                DerWriter.sequence(zero, zero),
                DerWriter.sequence(one, zero),
                DerWriter.sequence(DerWriter.integer(-1), one),
                DerWriter.sequence(order, order),
                DerWriter.sequence(one, one),
                DerWriter.sequence(one, one, one),
                DerWriter.sequence(one),
                DerWriter.sequence(),
                new byte[0])) {
            refused(DerWriter.sequence(info, algorithm, DerWriter.bitString(signature)), "not signed by its own key");
        }
        refused(DerWriter.sequence(info, algorithm, DerWriter.value(3, new byte[] {1, 0})), "whole octets");
        byte[] parameters = DerWriter.sequence(DerWriter.oid("1.2.840.10045.4.3.2"), MORE);
        refused(DerWriter.sequence(info, parameters, DerWriter.bitString(new byte[8])), "something follows");
        byte[] sha1 = DerWriter.sequence(DerWriter.oid("1.2.840.10045.4.1"));
        refused(DerWriter.sequence(info, sha1, DerWriter.bitString(new byte[8])), "CAs do not take");
    }

    // ---- keys

    @Test
    void refusesKeysThatCasDoNotTake() {
        byte[] attributes = Requests.attributes();
        byte[] ec = DerWriter.oid("1.2.840.10045.2.1");
        byte[] p256 = DerWriter.sequence(ec, DerWriter.oid("1.2.840.10045.3.1.7"));
        byte[] x = Requests.P256.publicKey().x().orElseThrow();
        byte[] y = Requests.P256.publicKey().y().orElseThrow();
        byte[] compressed = new byte[33];
        System.arraycopy(x, 0, compressed, 1, 32);
        compressed[0] = (byte) (2 + (y[31] & 1));
        byte[] off = new byte[65];
        off[0] = 4;
        off[64] = 5;
        refusedKey(DerWriter.sequence(p256, DerWriter.bitString(compressed)), attributes, "without compression");
        refusedKey(DerWriter.sequence(p256, DerWriter.bitString(off)), attributes, "not a point");
        refusedKey(DerWriter.sequence(p256, DerWriter.bitString(new byte[1])), attributes, "not a point");
        byte[] otherCurve = DerWriter.sequence(ec, DerWriter.oid("1.3.132.0.10"));
        refusedKey(DerWriter.sequence(otherCurve, DerWriter.bitString(off)), attributes, "is not supported");
        byte[] dsa = DerWriter.sequence(DerWriter.oid("1.2.840.10040.4.1"));
        refusedKey(DerWriter.sequence(dsa, DerWriter.bitString(off)), attributes, "are not supported");
        byte[] rsa = DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.1.1"), DerWriter.nothing());
        byte[] small = DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE.shiftLeft(1023).setBit(0)), DerWriter.integer(65_537));
        refusedKey(DerWriter.sequence(rsa, DerWriter.bitString(small)), attributes, "use 2048 or more");
        byte[] huge = DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE.shiftLeft(400_000).setBit(0)), DerWriter.integer(65_537));
        refusedKey(DerWriter.sequence(rsa, DerWriter.bitString(huge)), attributes, "use 8192 or fewer");
    }

    private static void refusedKey(byte[] key, byte[] attributes, String problem) {
        refused(Requests.signed(Requests.version(), Requests.noSubject(), key, attributes), problem);
    }

    // ---- what is well signed, but no request

    @Test
    void refusesWhatHasNoPlaceInARequest() {
        byte[] version = Requests.version();
        byte[] subject = Requests.noSubject();
        byte[] key = Requests.key();
        byte[] attributes = Requests.attributes();
        assertThat(Csr.read(Requests.signed(version, subject, key, attributes)).identifiers())
                .isEmpty();
        refused(Requests.signed(DerWriter.integer(2), subject, key, attributes), "version");
        refused(Requests.signed(version, subject, key), "not DER");
        refused(Requests.signed(version, subject, key, attributes, MORE), "something follows");
        refused(Requests.signed(version, subject, key, DerWriter.setOf()), "not DER");
        refused(Requests.signed(version, DerWriter.setOf(), key, attributes), "not DER");
        refused(Requests.signed(version, DerWriter.sequence(DerWriter.setOf()), key, attributes), "not DER");
        byte[] attribute = DerWriter.sequence(DerWriter.oid("1.2.3"), DerWriter.setOf(), MORE);
        refused(Requests.signed(version, subject, key, Requests.attributes(attribute)), "something follows");
        byte[] two = DerWriter.sequence(
                DerWriter.oid(Csr.EXTENSION_REQUEST), DerWriter.setOf(DerWriter.sequence(), DerWriter.sequence()));
        refused(Requests.signed(version, subject, key, Requests.attributes(two)), "something follows");
        byte[] none = DerWriter.sequence(DerWriter.oid(Csr.EXTENSION_REQUEST), DerWriter.setOf());
        refused(Requests.signed(version, subject, key, Requests.attributes(none)), "not DER");
        byte[] request = Requests.extensionRequest();
        refused(Requests.signed(version, subject, key, Requests.attributes(request, request)), "extensions twice");
    }

    @Test
    void refusesSubjectsThatAreNone() {
        byte[] attributes = Requests.attributes();
        byte[] name = DerWriter.value(DerText.UTF8_STRING, "secret".getBytes(US_ASCII));
        byte[] latin1 = {(byte) 0xfc};
        for (byte[] subject : List.of(
                Requests.subject(name, name),
                Requests.subject(DerWriter.value(DerText.UTF8_STRING, latin1)),
                Requests.subject(DerWriter.value(DerText.PRINTABLE_STRING, latin1)),
                Requests.subject(DerWriter.value(0x1e, new byte[] {0, 's'})),
                Requests.subject(new byte[0]),
                DerWriter.sequence(DerWriter.setOf(DerWriter.sequence(DerWriter.oid("2.5.4.3"), name, name))))) {
            refused(Requests.signed(Requests.version(), subject, Requests.key(), attributes));
        }
    }

    @Test
    void refusesExtensionsThatAreNone() {
        byte[] names = DerWriter.sequence(Requests.dnsName("secret.example.org"));
        byte[] san = Extensions.extension("2.5.29.17", names);
        assertThat(Csr.read(Requests.withExtensions(san)).identifiers()).hasSize(1);
        assertThat(Csr.read(Requests.withExtensions(Extensions.extension("1.2.3", new byte[0])))
                        .identifiers())
                .isEmpty();
        refused(Requests.withExtensions(san, san), "twice");
        refused(Requests.withExtensions(DerWriter.sequence(DerWriter.oid("2.5.29.17"), names)), "not DER");
        refused(
                Requests.withExtensions(
                        DerWriter.sequence(DerWriter.oid("2.5.29.17"), DerWriter.octetString(names), MORE)),
                "something follows");
        for (String oid : List.of("2.5.29.17", "1.3.6.1.5.5.7.1.24", "1.3.6.1.5.5.7.1.26")) {
            refused(Requests.withExtensions(Extensions.extension(oid, new byte[0])), "not DER");
            refused(Requests.withExtensions(Extensions.extension(oid, new byte[] {0x30, 0, 0})), "something follows");
        }
        refused(Requests.withExtensions(Extensions.extension("1.3.6.1.5.5.7.1.24", names)), "not DER");
    }

    @Test
    void refusesNamesThatAreNone() {
        refused(Requests.withNames(), "not DER");
        for (String name :
                List.of("", "secret..example.org", "secret.example.org.", "sécret.org", "se_cret.org", "*")) {
            refused(Requests.withNames(Requests.dnsName("example.org"), Requests.dnsName(name)));
        }
        refused(Requests.withNames(DerWriter.value(0x87, new byte[5])), "4 nor 16");
        refused(Requests.withNames(DerWriter.value(0x81, "secret".getBytes(US_ASCII))), "not an e-mail address");
        byte[] oid = DerWriter.oid("1.3.6.1.5.5.7.8.9");
        byte[] mail = DerText.utf8String("sécret@example.org");
        assertThat(Csr.read(Requests.withNames(DerWriter.value(0xa0, oid, DerWriter.value(0xa0, mail))))
                        .identifiers())
                .hasSize(1);
        refused(Requests.withNames(DerWriter.value(0xa0, oid, mail)), "not DER");
        refused(Requests.withNames(DerWriter.value(0xa0, oid, DerWriter.value(0xa0, mail, mail))), "something follows");
        refused(Requests.withNames(DerWriter.value(0xa0, oid, DerWriter.value(0xa0, mail), MORE)), "something follows");
    }

    @Test
    void quotesNoObjectIdentifiers() {
        byte[] key = Requests.key();
        byte[] endless = DerWriter.sequence(DerWriter.oid("1.2" + ".840".repeat(5000)), DerWriter.octetString(MORE));
        refused(Requests.withExtensions(endless, endless), "twice");
        byte[] algorithm = DerWriter.sequence(DerWriter.oid("1.2" + ".840".repeat(5000)));
        byte[] info = DerWriter.sequence(Requests.version(), Requests.noSubject(), key, Requests.attributes());
        refused(DerWriter.sequence(info, algorithm, DerWriter.bitString(new byte[8])), "CAs do not take");
    }

    @Test
    void readsManyNamesInTime() {
        byte[][] names = new byte[8000][];
        Arrays.setAll(names, i -> Requests.dnsName("a" + i));
        assertThat(Csr.read(Requests.withNames(names)).identifiers()).hasSize(8000);
        Arrays.fill(names, Requests.dnsName("a"));
        assertThat(Csr.read(Requests.withNames(names)).identifiers()).hasSize(1);
    }
}
