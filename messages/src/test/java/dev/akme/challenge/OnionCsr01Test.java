package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.malformed;
import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.der.DerWriter;
import dev.akme.jose.Base64Url;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.OnionCsr01Challenge;
import dev.akme.messages.OnionCsr01Response;
import dev.akme.messages.Problem;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnionCsr01Test {

    /** Made by another program, for the nonce of the challenge below and the octets 00 to 0f. */
    private static final String CSR =
            "MIIBDTCBwAIBADAAMCowBQYDK2VwAyEA11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURqggYwwEgYE"
                    + "Z4EMKTEKBAhsjr8xGpXiDDAaBgRngQwqMRIEEAABAgMEBQYHCAkKCwwNDg8wWgYJKoZIhvcNAQkOMU0wSzBJBgNVHREEQjBAgj4y"
                    + "NW5qcWFtY3dlZmxwdmtsNzNqNHN6YWhoaWhvYzR4dDNrdGNnam5wYWluZ3I1eWhrZW5sNXNpZC5vbmlvbjAFBgMrZXADQQCFaQn1"
                    + "sTFPZkW0Hr9JFzr2GbEpU6lkJe09neYda8KN1-8WeG7vdvFpuHFc4sZTXqqqDHNO9T98D6WN8sSRrIYK";

    private static final byte[] CA_NONCE = HexFormat.of().parseHex("6c8ebf311a95e20c");
    private static final byte[] OWN_NONCE = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final Identifier NAME = Identifier.dns(OnionNameTest.NAME);
    private static final OnionCsr01Challenge CHALLENGE = challenge("bI6/MRqV4gw=");

    /** Gives 0, 1, 2 and so on. */
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] octets) {
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) i;
            }
        }
    }

    private static OnionCsr01Challenge challenge(String nonce) {
        return OnionCsr01Challenge.TYPE.read(
                "{\"type\":\"onion-csr-01\",\"url\":\"https://acme.example.com/1\"," + "\"nonce\":\"" + nonce + "\"}");
    }

    private static OnionCsr01Response response(byte[] csr) {
        return OnionCsr01Response.TYPE.read("{\"csr\":\"" + Base64Url.encode(csr) + "\"}");
    }

    private static Optional<Problem> check(byte[] csr) {
        return OnionCsr01.check(response(csr), CHALLENGE, NAME);
    }

    private static byte[] sign(SigningKey key, byte[] info) {
        return OnionCsr.signed(info, key.sign(JwsAlgorithm.EDDSA, info));
    }

    private static byte[] info(String name, byte[] caNonce, byte[] ownNonce) {
        return OnionCsr.info(name, Keys.ED25519.x().orElseThrow(), caNonce, ownNonce);
    }

    // ---- client

    @Test
    void makesTheRequestThatAnotherProgramMakes() {
        OnionCsr01Response response = OnionCsr01.response(CHALLENGE, NAME, Keys.ED25519_PRIVATE, new Counting());
        assertThat(Base64Url.encode(response.csr())).isEqualTo(CSR);
        passes(OnionCsr01.check(response, CHALLENGE, NAME));
    }

    @Test
    void namesBelowTheServiceAreSignedByItsKey() {
        SigningKey key = SigningKey.generate(KeyType.ED25519);
        String base = OnionName.of(key.publicKey()).toString();
        for (String name : new String[] {base, "www." + base, "*." + base}) {
            Identifier identifier = Identifier.dns(name);
            OnionCsr01Response response = OnionCsr01.response(CHALLENGE, identifier, key, new SecureRandom());
            passes(OnionCsr01.check(response, CHALLENGE, identifier));
            unauthorized(OnionCsr01.check(response, CHALLENGE, NAME), "key of the request");
        }
    }

    @Test
    void refusesAKeyThatIsNotThatOfTheName() {
        SigningKey other = SigningKey.generate(KeyType.ED25519);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnionCsr01.response(CHALLENGE, NAME, other, new Counting()))
                .withMessageContaining("identity key");
        SigningKey p256 = SigningKey.generate(KeyType.P256);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnionCsr01.response(CHALLENGE, NAME, p256, new Counting()))
                .withMessageContaining("Ed25519");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnionCsr01.response(
                        CHALLENGE, Identifier.dns("example.org"), Keys.ED25519_PRIVATE, new Counting()))
                .withMessageContaining(".onion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bI6/MRqV4g==", "bI6_MRqV4gw=", "bI6/MRqV4gw=="})
    void refusesNoncesThatAreNone(String nonce) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnionCsr01.response(challenge(nonce), NAME, Keys.ED25519_PRIVATE, new Counting()))
                .withMessageContaining("RFC 9799 §3.2")
                .withMessageNotContaining("bI6")
                .withNoCause();
    }

    // ---- server

    @Test
    void acceptsTheRequestOfAnotherProgram() {
        passes(check(Base64Url.decode(CSR)));
    }

    @Test
    void aNameNeedNotBeInTheRequest() {
        byte[] attributes = DerWriter.setOf(
                attribute("2.23.140.41", DerWriter.octetString(CA_NONCE)),
                attribute("2.23.140.42", DerWriter.octetString(OWN_NONCE)),
                // Others are none of our business.
                attribute("1.2.840.113549.1.9.7", DerWriter.value(0x0c, new byte[] {'x'})));
        passes(check(sign(Keys.ED25519_PRIVATE, withAttributes(attributes))));
    }

    private static byte[] attribute(String oid, byte[]... values) {
        return DerWriter.sequence(DerWriter.oid(oid), DerWriter.setOf(values));
    }

    private static byte[] withAttributes(byte[] attributes) {
        attributes[0] = (byte) 0xa0;
        return DerWriter.sequence(
                DerWriter.integer(0),
                DerWriter.sequence(),
                DerWriter.sequence(
                        DerWriter.sequence(DerWriter.oid("1.3.101.112")),
                        DerWriter.bitString(Keys.ED25519.x().orElseThrow())),
                attributes);
    }

    @Test
    void refusesAnotherSignature() {
        byte[] csr = Base64Url.decode(CSR);
        csr[csr.length - 1] ^= 1;
        unauthorized(check(csr), "not signed");
        byte[] info = info(OnionNameTest.NAME, CA_NONCE, OWN_NONCE);
        unauthorized(check(sign(SigningKey.generate(KeyType.ED25519), info)), "not signed");
        unauthorized(check(OnionCsr.signed(info, new byte[64])), "not signed");
        unauthorized(check(OnionCsr.signed(info, new byte[3])), "not signed");
    }

    @Test
    void refusesTheKeyOfAnotherService() {
        SigningKey other = SigningKey.generate(KeyType.ED25519);
        byte[] info = OnionCsr.info(OnionNameTest.NAME, other.publicKey().x().orElseThrow(), CA_NONCE, OWN_NONCE);
        unauthorized(check(sign(other, info)), "key of the request");
    }

    @Test
    void aNameWhoseKeyIsNoPointHasSignedNothing() {
        // The neutral element: with it, anybody could sign anything.
        byte[] weak = new byte[32];
        weak[0] = 1;
        OnionName onion = OnionName.of(dev.akme.jose.Jwk.okp("Ed25519", weak));
        byte[] info = OnionCsr.info(onion.toString(), weak, CA_NONCE, OWN_NONCE);
        byte[] signature = new byte[64];
        signature[0] = 1;
        unauthorized(
                OnionCsr01.check(
                        response(OnionCsr.signed(info, signature)), CHALLENGE, Identifier.dns(onion.toString())),
                "not signed");
    }

    @Test
    void refusesOtherNonces() {
        byte[] text = "bI6/MRqV4gw=".getBytes(StandardCharsets.US_ASCII);
        for (byte[] nonce : new byte[][] {OWN_NONCE, text, Arrays.copyOf(CA_NONCE, 7), new byte[0]}) {
            byte[] info = info(OnionNameTest.NAME, nonce, OWN_NONCE);
            unauthorized(check(sign(Keys.ED25519_PRIVATE, info)), "caSigningNonce");
        }
        byte[] info = info(OnionNameTest.NAME, CA_NONCE, new byte[7]);
        unauthorized(check(sign(Keys.ED25519_PRIVATE, info)), "applicantSigningNonce");
        byte[] ca = attribute("2.23.140.41", DerWriter.octetString(CA_NONCE));
        byte[] own = attribute("2.23.140.42", DerWriter.octetString(OWN_NONCE));
        unauthorized(check(sign(Keys.ED25519_PRIVATE, withAttributes(DerWriter.setOf(own)))), "caSigningNonce");
        unauthorized(check(sign(Keys.ED25519_PRIVATE, withAttributes(DerWriter.setOf(ca)))), "applicantSigningNonce");
        malformed(check(sign(Keys.ED25519_PRIVATE, withAttributes(DerWriter.setOf(ca, own, ca)))), "twice");
        byte[] twoValues = attribute("2.23.140.41", DerWriter.octetString(CA_NONCE), DerWriter.octetString(OWN_NONCE));
        malformed(check(sign(Keys.ED25519_PRIVATE, withAttributes(DerWriter.setOf(own, twoValues)))), "not DER");
    }

    /** RFC 9799 §3.2 counts what a server verifies: names are not among it. */
    @Test
    void whatTheRequestAsksForDoesNotCount() {
        passes(check(sign(Keys.ED25519_PRIVATE, info("example.org", CA_NONCE, OWN_NONCE))));
        byte[] attributes = DerWriter.setOf(
                attribute("2.23.140.41", DerWriter.octetString(CA_NONCE)),
                attribute("2.23.140.42", DerWriter.octetString(OWN_NONCE)),
                attribute("1.2.840.113549.1.9.14", DerWriter.sequence(), DerWriter.octetString(OWN_NONCE)));
        passes(check(sign(Keys.ED25519_PRIVATE, withAttributes(attributes))));
    }

    @Test
    void problemsQuoteNothingOfTheRequest() {
        byte[] twice = attribute("1.2" + ".840".repeat(10_000), DerWriter.octetString(OWN_NONCE));
        Optional<Problem> problem = check(sign(Keys.ED25519_PRIVATE, withAttributes(DerWriter.setOf(twice, twice))));
        malformed(problem, "twice");
        assertThat(problem.orElseThrow().detail().orElseThrow())
                .hasSizeLessThan(200)
                .doesNotContain("840");
    }

    @Test
    void refusesWhatIsNoSuchRequest() {
        byte[] csr = Base64Url.decode(CSR);
        for (int length = 0; length < csr.length; length++) {
            malformed(check(Arrays.copyOf(csr, length)), "csr is no request");
        }
        malformed(check(Arrays.copyOf(csr, csr.length + 1)), "csr is no request");
        malformed(check(new byte[70_000]), "octets");
        malformed(check(Base64Url.decode("MIH2MIGcAgEAMAAw")), "csr is no request");
        malformed(OnionCsr01.check(OnionCsr01Response.TYPE.read("{}"), CHALLENGE, NAME), "csr");
        malformed(OnionCsr01.check(OnionCsr01Response.TYPE.read("{\"csr\":\"MA==\"}"), CHALLENGE, NAME), "csr");
    }

    @Test
    void nothingMayStandInTheRequestThatHasNoPlaceThere() {
        byte[] algorithm = DerWriter.sequence(DerWriter.oid("1.3.101.112"));
        byte[] key = DerWriter.bitString(Keys.ED25519.x().orElseThrow());
        byte[] version = DerWriter.integer(0);
        byte[] keyInfo = DerWriter.sequence(algorithm, key);
        byte[] ca = attribute("2.23.140.41", DerWriter.octetString(CA_NONCE));
        byte[] own = attribute("2.23.140.42", DerWriter.octetString(new byte[8]));
        byte[] attributes = DerWriter.setOf(ca, own);
        attributes[0] = (byte) 0xa0;
        byte[] more = DerWriter.value(0x05, new byte[0]);
        byte[] longer = DerWriter.sequence(DerWriter.oid("1.3.101.112"), more);
        byte[] longAttribute = DerWriter.sequence(
                DerWriter.oid("2.23.140.41"), DerWriter.setOf(DerWriter.octetString(CA_NONCE)), more);
        byte[] longAttributes = DerWriter.setOf(longAttribute, own);
        longAttributes[0] = (byte) 0xa0;

        // As it has to be, with the shortest nonce of the client.
        passes(checkSigned(version, DerWriter.sequence(), keyInfo, attributes));
        malformed(checkSigned(DerWriter.integer(1), DerWriter.sequence(), keyInfo, attributes), "version");
        malformed(checkSigned(version, DerWriter.sequence(), keyInfo, attributes, more), "something follows");
        malformed(
                checkSigned(version, DerWriter.sequence(), DerWriter.sequence(algorithm, key, more), attributes),
                "something follows");
        malformed(
                checkSigned(version, DerWriter.sequence(), DerWriter.sequence(longer, key), attributes),
                "something follows");
        malformed(checkSigned(version, DerWriter.sequence(), keyInfo, longAttributes), "something follows");
        byte[] info = DerWriter.sequence(version, DerWriter.sequence(), keyInfo, attributes);
        byte[] signature = DerWriter.bitString(Keys.ED25519_PRIVATE.sign(JwsAlgorithm.EDDSA, info));
        passes(check(DerWriter.sequence(info, algorithm, signature)));
        malformed(check(DerWriter.sequence(info, algorithm, signature, more)), "something follows");
    }

    private static Optional<Problem> checkSigned(byte[]... parts) {
        return check(sign(Keys.ED25519_PRIVATE, DerWriter.sequence(parts)));
    }

    @Test
    void refusesKeysOfOtherKinds() {
        // The request of the finalize example: P-256.
        byte[] p256 =
                Base64Url.decode("MIH2MIGcAgEAMAAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARUmPxm-jZ8GkzcJXaLks-j4MPuUWCzwJh"
                        + "y60vy8IM0BAw3FL7xqzVIwYvWJongrBcStrWJpSSMPgY4RvZyqyuToDowOAYJKoZIhvcNAQkOMSswKTAnBgNVHREEIDAegg93d3"
                        + "cuZXhhbXBsZS5vcmeCC2V4YW1wbGUub3JnMAoGCCqGSM49BAMCA0kAMEYCIQDV2oBqAJvkGHW7OUdSeanG66Zen1w_w1GmvNOQl"
                        + "TxefQIhAMv22N_lydR8DAZuugNGwsf0Bpisnnp1wHzNpmqiPnUL");
        malformed(check(p256), "Ed25519");
    }
}
