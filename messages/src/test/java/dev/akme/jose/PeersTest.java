package dev.akme.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObjectJSON;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import java.net.URI;
import java.security.Key;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Akme signs, nimbus-jose-jwt and jose4j verify, and the other way round: every algorithm that they have. */
@Execution(ExecutionMode.CONCURRENT)
class PeersTest {

    private static final String URL = "https://acme.example.com/acme/new-order";
    private static final String KID = "https://acme.example.com/acme/acct/7Hk2q";
    private static final long SEED = 20261124;

    static Stream<String> algorithms() {
        return Stream.of(
                "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA", "HS256",
                "HS384", "HS512");
    }

    /** What one of the libraries does. */
    interface Peer {

        /** A request in the flattened form. */
        String sign(byte[] payload) throws Exception;

        boolean verifies(Jws jws) throws Exception;
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void nimbusAgrees(String alg) throws Exception {
        Keyring keys = Keyring.of(alg);
        agree(keys, new Nimbus(keys));
    }

    /** Nimbus knows the newer name of the algorithm, jose4j the other curve. */
    @Test
    void theRestOfTheEdwardsCurvesAgrees() throws Exception {
        Keyring ed25519 = Keyring.of("Ed25519");
        agree(ed25519, new Nimbus(ed25519));
        Keyring ed448 = new Keyring(JwsAlgorithm.EDDSA, SigningKey.generate(KeyType.ED448), ed25519.macKey);
        agree(ed448, new Jose4j(ed448));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void jose4jAgrees(String alg) throws Exception {
        Keyring keys = Keyring.of(alg);
        agree(keys, new Jose4j(keys));
    }

    private static void agree(Keyring keys, Peer peer) throws Exception {
        int times = keys.alg.value().startsWith("ES") ? 1000 : 50;
        Random random = new Random(SEED);
        for (int i = 0; i < times; i++) {
            byte[] payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            Jws ours = keys.sign(payload);
            assertThat(peer.verifies(ours)).as("seed %s, %s", SEED, i).isTrue();
            assertThat(keys.verify(Jws.TYPE.read(peer.sign(payload))).payload())
                    .as("seed %s, %s", SEED, i)
                    .isEqualTo(payload);
        }
    }

    /** The key for an algorithm, in Akme. */
    private record Keyring(JwsAlgorithm alg, SigningKey key, MacKey macKey) {

        static Keyring of(String alg) {
            SigningKey key = switch (alg) {
                case "ES256" -> Keys.p256();
                case "ES384" -> Keys.p384();
                case "ES512" -> Keys.p521();
                case "EdDSA", "Ed25519" -> Keys.ed25519();
                default -> Keys.rsa();
            };
            return new Keyring(
                    JwsAlgorithm.of(alg),
                    key,
                    MacKey.of("0123456789abcdef".repeat(4).getBytes(UTF_8)));
        }

        Jws sign(byte[] payload) {
            JwsHeader header =
                    JwsHeader.builder().alg(alg).kid(KID).url(URI.create(URL)).build();
            if (alg.isMac()) {
                return Jws.signed(header, payload, input -> macKey.sign(alg, input));
            }
            return key.sign(header, payload);
        }

        VerifiedJws verify(Jws jws) {
            return alg.isMac()
                    ? jws.verifyMac(Set.of(alg), header -> macKey)
                    : jws.verify(Set.of(alg), header -> key.verificationKey());
        }
    }

    private static final class Nimbus implements Peer {

        private final JWSHeader header;
        private final JWSSigner signer;
        private final JWSVerifier verifier;

        Nimbus(Keyring keys) throws Exception {
            header = new JWSHeader.Builder(JWSAlgorithm.parse(keys.alg.value()))
                    .keyID(KID)
                    .customParam("url", URL)
                    .build();
            JWK jwk = JWK.parse(keys.key.exportPrivateJwk());
            switch (keys.alg.value().substring(0, 2)) {
                case "ES" -> {
                    signer = new ECDSASigner(jwk.toECKey());
                    verifier = new ECDSAVerifier(jwk.toECKey());
                }
                case "Ed" -> {
                    OctetKeyPair pair = jwk.toOctetKeyPair();
                    signer = new Ed25519Signer(pair);
                    verifier = new Ed25519Verifier(pair.toPublicJWK());
                }
                case "HS" -> {
                    byte[] secret =
                            Base64URL.from(keys.macKey.exportPrivateText()).decode();
                    signer = new MACSigner(secret);
                    verifier = new MACVerifier(secret);
                }
                default -> {
                    signer = new RSASSASigner(jwk.toRSAKey());
                    verifier = new RSASSAVerifier(jwk.toRSAKey());
                }
            }
        }

        @Override
        public String sign(byte[] payload) throws JOSEException {
            JWSObjectJSON object = new JWSObjectJSON(new Payload(payload));
            object.sign(header, signer);
            return object.serializeFlattened();
        }

        @Override
        public boolean verifies(Jws jws) throws Exception {
            return JWSObjectJSON.parse(jws.toJson()).getSignatures().get(0).verify(verifier);
        }
    }

    private static final class Jose4j implements Peer {

        private final String alg;
        private final Key signing;
        private final Key verifying;

        Jose4j(Keyring keys) {
            alg = keys.alg.value();
            Key secret = new SecretKeySpec(Base64Url.decode(keys.macKey.exportPrivateText()), "HMAC");
            signing = keys.alg.isMac() ? secret : keys.key.exportPrivateKey();
            verifying = keys.alg.isMac() ? secret : keys.key.verificationKey().publicKey();
        }

        @Override
        public String sign(byte[] payload) throws JoseException {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(alg);
            jws.setKeyIdHeaderValue(KID);
            jws.setHeader("url", URL);
            jws.setPayloadBytes(payload);
            jws.setKey(signing);
            String[] parts = jws.getCompactSerialization().split("\\.", -1);
            return JsonObject.of(Map.of(
                            "protected", new JsonString(parts[0]),
                            "payload", new JsonString(parts[1]),
                            "signature", new JsonString(parts[2])))
                    .toJson();
        }

        @Override
        public boolean verifies(Jws jws) throws JoseException {
            JsonWebSignature theirs = new JsonWebSignature();
            theirs.setCompactSerialization(
                    jws.protectedText() + '.' + jws.payloadText() + '.' + Base64Url.encode(jws.signature()));
            theirs.setKey(verifying);
            return theirs.verifySignature();
        }
    }
}
