package dev.akme.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.der.DerWriter;
import dev.akme.der.Pem;
import dev.akme.jose.JoseException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys as other programs wrote them. */
class KeyFilesTest {

    private static final byte[] INPUT = "input".getBytes(UTF_8);

    static String file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(KeyFilesTest.class.getResourceAsStream("keys/" + name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    static List<String[]> files() throws IOException {
        return file("keys.txt").lines().map(line -> line.split(" ", 2)).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadWithItsPublicKeyAndSigns(String name, String rest) throws IOException {
        String[] kindAndThumbprint = rest.split(" \\| ", -1);
        SigningKey key = SigningKey.parse(file(name));
        assertThat(key.publicKey().kind()).isEqualTo(kindAndThumbprint[0]);
        assertThat(key.publicKey().thumbprint()).isEqualTo(kindAndThumbprint[1]);
        assertThat(key.verificationKey().verify(key.algorithm(), INPUT, key.sign(key.algorithm(), INPUT)))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("files")
    void goesThroughEveryFormThereAndBack(String name, String rest) throws IOException {
        SigningKey key = SigningKey.parse(file(name));
        SigningKey fromPem = SigningKey.parse(key.exportPrivatePem());
        SigningKey fromJwk = SigningKey.parse(key.exportPrivateJwk());
        SigningKey fromJdk =
                SigningKey.of(key.exportPrivateKey(), key.verificationKey().publicKey(), null);
        for (SigningKey again : List.of(fromPem, fromJwk, fromJdk)) {
            assertThat(again.publicKey()).isEqualTo(key.publicKey());
            assertThat(again.exportPrivateJwk()).isEqualTo(key.exportPrivateJwk());
        }
        assertThat(Jwk.parsePem(key.verificationKey().toPem())).isEqualTo(key.publicKey());
        assertThat(Jwk.of(key.verificationKey().publicKey())).isEqualTo(key.publicKey());
    }

    @Test
    void theJwkOfCertbotComesOutAsItWentIn() throws IOException {
        Jwk before = Jwk.TYPE.read(file("certbot-private_key.json"));
        Jwk after = Jwk.TYPE.read(SigningKey.parse(before.toJson()).exportPrivateJwk());
        assertThat(after).isEqualTo(before);
        assertThat(after.extensions()).containsKeys("d", "p", "q", "dp", "dq", "qi");
    }

    @Test
    void aSecondVersionOfPkcs8MayCarryThePublicKey() throws IOException {
        SigningKey key = SigningKey.parse(file("openssl-ed25519.pem"));
        byte[] seed = Base64Url.decode(member(key.exportPrivateJwk(), "d"));
        byte[] publicKey = key.publicKey().x().orElseThrow();
        assertThat(SigningKey.parse(secondVersion(seed, publicKey)).publicKey()).isEqualTo(key.publicKey());
        byte[] other = SigningKey.generate(KeyType.ED25519).publicKey().x().orElseThrow();
        refused(secondVersion(seed, other), "do not belong together");
    }

    private static String secondVersion(byte[] seed, byte[] publicKey) {
        byte[] bits = new byte[1 + publicKey.length];
        System.arraycopy(publicKey, 0, bits, 1, publicKey.length);
        return Pem.encode(
                "PRIVATE KEY",
                DerWriter.sequence(
                        DerWriter.integer(1),
                        DerWriter.sequence(DerWriter.oid("1.3.101.112")),
                        DerWriter.octetString(DerWriter.octetString(seed)),
                        DerWriter.value(0x81, bits)));
    }

    private static String member(String json, String name) {
        return json.replaceAll(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    @ParameterizedTest
    @CsvSource({
        "openssl-p256-encrypted.pem, is encrypted: decrypt it first",
        "openssl-rsa2048-encrypted-pkcs1.pem, is encrypted: decrypt it first"
    })
    void encryptedKeysAreRefusedWithAHint(String name, String problem) throws IOException {
        refused(file(name), problem);
    }

    @Test
    void whatIsNoKeyIsRefusedAndNeverTakenForASymmetricOne() throws IOException {
        String pem = file("openssl-ed25519.pem");
        refused("", "there is no private key, the text is empty");
        refused("[]", "there is no private key");
        refused(Pem.encode("CERTIFICATE", INPUT), "there is no private key, only CERTIFICATE");
        refused("{\"keys\":[]}", "this is a set of JWKs");
        refused("some text", "there is no private key");
        refused(pem + pem, "more than one private key");
        refused(pem.replace("END PRIVATE", "END PUBLIC"), "line 3");
        refused(pem.substring(0, 60), "ends inside");
        refused(pem.replace("\n-----END", "AA\n-----END"), "cannot be read");
        refused(
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
                "in the form of OpenSSH");
        refused(
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "there is no private key, only PUBLIC KEY");
        refused(
                Pem.encode("EC PRIVATE KEY", DerWriter.sequence(DerWriter.integer(1), DerWriter.octetString(INPUT))),
                "does not say its curve");
        refused(
                Pem.encode("EC PARAMETERS", DerWriter.oid("1.3.132.0.10")) + file("lego-ec256.key"),
                "the curve 1.3.132.0.10 of the key is not supported");
        refused(
                Pem.encode("EC PARAMETERS", DerWriter.oid("1.3.132.0.34")) + file("lego-ec256.key"),
                "names two curves");
        refused("{", "no private JWK");
        refused("{}", "no private JWK");
        refused("{\"kty\":\"oct\",\"k\":\"AAAA\"}", "this is a symmetric key");
        refused(Keys.P256, "this is a public key");
        refused(Keys.P256.replace("}", ",\"d\":5}"), "private member d of the JWK is missing or not a string");
        refused(Keys.P256.replace("}", ",\"d\":\"A=\"}"), "private member d of the JWK is not base64url");
        refused(Keys.P256.replace("}", ",\"d\":\"AA\"}"), "not a number between 1 and the order");
        refused(Keys.P256.replace("}", ",\"d\":\"AQ\"}"), "do not belong together");
        refused(Keys.ED25519.replace("}", ",\"d\":\"AQ\"}"), "not as many octets");
        refused(Keys.RSA_7515.replace("}", ",\"d\":\"AQ\"}"), "private member p of the JWK is missing");
    }

    @Test
    void anOctetThatStandsWhereATagShouldIsNotSaid() {
        byte[] seed = Base64Url.decode(Keys.ED25519_D);
        assertThat(seed[0]).isEqualTo((byte) 0x9d);
        String bare = Pem.encode(
                "PRIVATE KEY",
                DerWriter.sequence(
                        DerWriter.integer(0),
                        DerWriter.sequence(DerWriter.oid("1.3.101.112")),
                        DerWriter.octetString(seed)));
        refused(bare, "octet 0: another tag than 04");
        assertThatThrownBy(() -> SigningKey.parse(bare)).hasMessageNotContaining("9d");
    }

    @Test
    void greatNumbersAreRefusedBeforeAnythingIsComputedOfThem() throws IOException {
        String json = SigningKey.parse(file("lego-rsa2048.key")).exportPrivateJwk();
        byte[] great = new byte[200_000];
        great[0] = 1;
        String text = Base64Url.encode(great);
        refused(json.replace(member(json, "n"), text), "bits: use 8192 or fewer");
        for (String name : List.of("e", "d", "p", "q", "dp", "dq", "qi")) {
            refused(json.replace("\"" + name + "\":\"" + member(json, name), "\"" + name + "\":\"" + text), "greater");
        }
    }

    /** An exponent that is right for one prime: half of every signature would be wrong. */
    @Test
    void anExponentThatIsRightForOnePrimeIsRefused() throws IOException {
        String json = SigningKey.parse(file("lego-rsa2048.key")).exportPrivateJwk();
        for (String[] names : new String[][] {{"p", "q", "dq"}, {"q", "p", "dp"}}) {
            BigInteger right = number(json, names[0]).subtract(BigInteger.ONE);
            BigInteger wrong = number(json, names[1]).subtract(BigInteger.ONE);
            BigInteger d = number(json, "d").mod(right).add(right);
            refused(
                    json.replace(member(json, "d"), text(d)).replace(member(json, names[2]), text(d.mod(wrong))),
                    "the numbers of the RSA key do not belong together");
        }
        refused(json.replace(member(json, "dp"), "AA"), "not positive");
        refused(json.replace(member(json, "qi"), ""), "not positive");
    }

    private static BigInteger number(String json, String name) {
        return Numbers.of(Base64Url.decode(member(json, name)));
    }

    private static String text(BigInteger number) {
        return Base64Url.encode(Numbers.unsigned(number, 0));
    }

    @Test
    void unknownVersionsAreRefused() throws IOException {
        byte[] seed = Base64Url.decode(Keys.ED25519_D);
        for (int version : new int[] {-1, 2}) {
            byte[] pkcs8 = DerWriter.sequence(
                    DerWriter.integer(version),
                    DerWriter.sequence(DerWriter.oid("1.3.101.112")),
                    DerWriter.octetString(DerWriter.octetString(seed)));
            refused(Pem.encode("PRIVATE KEY", pkcs8), "unknown version of PKCS#8");
        }
        byte[] sec1 = DerWriter.sequence(DerWriter.integer(2), DerWriter.octetString(Base64Url.decode(Keys.P256_D)));
        String curve = Pem.encode("EC PARAMETERS", DerWriter.oid("1.2.840.10045.3.1.7"));
        refused(curve + Pem.encode("EC PRIVATE KEY", sec1), "unknown version of SEC 1");
        sec1[4] = 1;
        assertThat(SigningKey.parse(curve + Pem.encode("EC PRIVATE KEY", sec1)).publicKey())
                .isEqualTo(Keys.p256().publicKey());
        byte[] primes = DerWriter.sequence(DerWriter.integer(1));
        refused(Pem.encode("RSA PRIVATE KEY", primes), "more than two primes");
    }

    @Test
    void aPrivateNumberThatIsNotBelowTheOrderIsRefused() {
        BigInteger order = Curve.P256.order();
        BigInteger beyond = Numbers.of(Base64Url.decode(Keys.P256_D)).add(order);
        for (BigInteger d : List.of(order, beyond)) {
            refused(Keys.P256.replace("}", ",\"d\":\"" + text(d) + "\"}"), "not a number between 1 and the order");
        }
    }

    @Test
    void aByteOrderMarkMakesNoDifference() throws IOException {
        SigningKey key = SigningKey.parse(file("openssl-ed25519.pem"));
        assertThat(SigningKey.parse("\uFEFF" + key.exportPrivatePem()).publicKey())
                .isEqualTo(key.publicKey());
        assertThat(SigningKey.parse("\uFEFF" + key.exportPrivateJwk()).publicKey())
                .isEqualTo(key.publicKey());
    }

    @Test
    void aCurveThatIsSpelledOutIsRefusedWithAHint() {
        byte[] parameters = DerWriter.sequence(DerWriter.oid(Spki.EC), DerWriter.sequence(DerWriter.integer(1)));
        byte[] key = DerWriter.sequence(DerWriter.integer(0), parameters, DerWriter.octetString(INPUT));
        refused(Pem.encode("PRIVATE KEY", key), "-param_enc named_curve");
    }

    @Test
    void partsOfDifferentKeysAreRefused() throws IOException {
        String one = SigningKey.parse(file("lego-rsa2048.key")).exportPrivateJwk();
        String two = SigningKey.parse(file("openssl-rsa2048-pkcs1.pem")).exportPrivateJwk();
        for (String name : List.of("n", "d", "p", "dp", "qi")) {
            refused(
                    one.replace(member(one, name), member(two, name)),
                    "the numbers of the RSA key do not belong together");
        }
        for (String name : List.of("q", "dq")) {
            refused(
                    one.replace(member(one, name), member(two, name)),
                    "the numbers of the RSA key do not belong together");
        }
        SigningKey first = SigningKey.generate(KeyType.P256);
        SigningKey second = SigningKey.generate(KeyType.P256);
        SigningKey third = SigningKey.generate(KeyType.ED25519);
        assertThatThrownBy(() -> SigningKey.of(
                        first.exportPrivateKey(), third.verificationKey().publicKey()))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("not even of the same kind");
        assertThatThrownBy(() -> SigningKey.of(
                        first.exportPrivateKey(), second.verificationKey().publicKey(), null))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void publicKeysAreReadFromPem() throws IOException {
        SigningKey rsa = SigningKey.parse(file("lego-rsa2048.key"));
        Jwk jwk = rsa.publicKey();
        byte[] pkcs1 = DerWriter.sequence(
                DerWriter.integer(Numbers.of(jwk.n().orElseThrow())),
                DerWriter.integer(Numbers.of(jwk.e().orElseThrow())));
        assertThat(Jwk.parsePem(Pem.encode("RSA PUBLIC KEY", pkcs1))).isEqualTo(jwk);
        String pem = rsa.verificationKey().toPem();
        assertThat(Base64.getMimeDecoder().decode(pem.lines().skip(1).limit(7).reduce("", String::concat)))
                .isEqualTo(rsa.verificationKey().publicKey().getEncoded());
        assertThatThrownBy(() -> Jwk.parsePem(pem + pem)).hasMessageContaining("more than one");
        assertThatThrownBy(() -> Jwk.parsePem(file("openssl-ed25519.pem"))).hasMessageContaining("no public key");
        assertThatThrownBy(() -> Jwk.parsePem(pem.replace("MIIB", "MIIC"))).hasMessageContaining("not DER");
    }

    @Test
    void publicKeysOfAnotherFormAreRefused() {
        byte[] spki = Keys.p256().verificationKey().publicKey().getEncoded();
        assertThatThrownBy(() -> Jwk.parsePem(Pem.encode("PUBLIC KEY", Arrays.copyOf(spki, spki.length + 1))))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("something follows");
        for (int[] numbers : new int[][] {{0, 65_537}, {-5, 65_537}, {15, 0}, {15, -3}}) {
            byte[] pkcs1 = DerWriter.sequence(DerWriter.integer(numbers[0]), DerWriter.integer(numbers[1]));
            assertThatThrownBy(() -> Jwk.parsePem(Pem.encode("RSA PUBLIC KEY", pkcs1)))
                    .isInstanceOf(JoseException.class)
                    .hasMessageContaining("not positive");
        }
    }

    @Test
    void whatFollowsInsideAKeyIsRefused() throws IOException {
        Jwk jwk = SigningKey.parse(file("lego-rsa2048.key")).publicKey();
        byte[] n = DerWriter.integer(Numbers.of(jwk.n().orElseThrow()));
        byte[] e = DerWriter.integer(Numbers.of(jwk.e().orElseThrow()));
        byte[] algorithm = DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.1.1"), DerWriter.nothing());
        byte[] key = DerWriter.bitString(DerWriter.sequence(n, e));
        assertThat(Jwk.parsePem(Pem.encode("PUBLIC KEY", DerWriter.sequence(algorithm, key))))
                .isEqualTo(jwk);
        for (String pem : List.of(
                Pem.encode("RSA PUBLIC KEY", DerWriter.sequence(n, e, e)),
                Pem.encode("PUBLIC KEY", DerWriter.sequence(algorithm, key, e)))) {
            assertThatThrownBy(() -> Jwk.parsePem(pem))
                    .isInstanceOf(JoseException.class)
                    .hasMessageContaining("something follows");
        }
    }

    @Test
    void compressedPointsAreReadAsWhatTheyStandFor() {
        for (SigningKey key : List.of(Keys.p256(), Keys.p384(), Keys.p521())) {
            Jwk jwk = key.publicKey();
            byte[] x = jwk.x().orElseThrow();
            byte[] y = jwk.y().orElseThrow();
            byte[] point = new byte[x.length + 1];
            System.arraycopy(x, 0, point, 1, x.length);
            Curve curve = Curve.named(jwk.crv().orElseThrow());
            point[0] = (byte) (2 + (y[y.length - 1] & 1));
            assertThat(Spki.ec(curve, point)).isEqualTo(jwk);
            point[0] ^= 1;
            assertThat(Spki.ec(curve, point)).isNotEqualTo(jwk);
            assertThat(Spki.ec(curve, point).x()).contains(x);
            point[0] = 4;
            assertThatThrownBy(() -> Spki.ec(curve, point)).hasMessageContaining("not a point");
        }
    }

    @Test
    void keysOfOtherKindsAreRefusedWithThoseThatAreTaken() {
        byte[] x25519 =
                DerWriter.sequence(DerWriter.sequence(DerWriter.oid("1.3.101.110")), DerWriter.bitString(new byte[32]));
        assertThatThrownBy(() -> Jwk.parsePem(Pem.encode("PUBLIC KEY", x25519)))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("1.3.101.110")
                .hasMessageContaining("use EC, RSA, Ed25519 or Ed448");
    }

    private static void refused(String text, String problem) {
        assertThatThrownBy(() -> SigningKey.parse(text))
                .isInstanceOfSatisfying(
                        JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.KEY))
                .hasMessageContaining(problem)
                .hasNoCause();
    }
}
