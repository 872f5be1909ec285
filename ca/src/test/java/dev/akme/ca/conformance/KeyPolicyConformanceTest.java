package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPolicyConformanceTest extends Conformance {

    private Post newAccount(ClientKey key) {
        return new Client(world, key).byKey(url("newAccount"), "{}");
    }

    private static String octets(int count) {
        return ClientKey.base64(new byte[count]);
    }

    @Test
    @Check(
            id = "C-19",
            section = "RFC 8555 §6.2, RFC 7517 §4",
            says = "a jwk that lacks members, has private ones or none of the right form is malformed, 400, a point off"
                    + " its curve badPublicKey")
    @Check(id = "M-15", section = "RFC 8555 §6.2", says = "a jwk with private members is refused")
    void theJwkIsAPublicKey() {
        ClientKey key = ClientKey.es256();
        for (String jwk : List.of(
                "1",
                "null",
                "\"a\"",
                "[]",
                "{}",
                "{\"kty\":\"EC\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"RSA\",\"e\":\"AQAB\"}",
                key.jwk().replace("}", ",\"d\":\"" + octets(32) + "\"}"),
                key.jwk().replaceFirst("(\"x\":\"[^\"]*)", "$1="))) {
            newAccount(key).header("jwk", jwk).send().isRefused(400, "malformed");
        }
        String off = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + octets(32) + "\",\"y\":\"" + octets(32) + "\"}";
        newAccount(key).header("jwk", off).send().isRefused(400, "badPublicKey");
        String mac = "{\"kty\":\"oct\",\"k\":\"" + octets(32) + "\"}";
        assertThat(newAccount(key).header("jwk", mac).send().status()).isEqualTo(400);
        newAccount(key).header("jwk", "{\"kty\":\"XX\"}").send().isRefused(400, "badPublicKey");
    }

    @Test
    @Check(
            id = "C-23",
            section = "RFC 8555 §6.2",
            says = "an algorithm that is not one for the key is badPublicKey, 400, and so is alg in the jwk that is not"
                    + " alg in the header")
    @Check(
            id = "M-16",
            section = "RFC 7518 §3.1",
            says = "an algorithm is used with keys of its own type and curve only")
    void theAlgorithmFitsTheKey() {
        for (String alg : List.of("ES384", "ES512", "RS256", "PS256", "EdDSA")) {
            client.post(client.kid, "").header("alg", Json.quoted(alg)).send().isRefused(400, "badPublicKey");
        }
        ClientKey key = ClientKey.es256();
        newAccount(key)
                .header("jwk", key.jwk().replace("}", ",\"alg\":\"ES384\"}"))
                .send()
                .isRefused(400, "badPublicKey");
        newAccount(key)
                .header("jwk", key.jwk().replace("}", ",\"alg\":\"ES256\"}"))
                .send()
                .is(201);
    }

    @Test
    @Check(
            id = "C-30",
            section = "RFC 8555 §6.2, RFC 7518 §3.3",
            says = "weak keys are badPublicKey, 400: RSA below 2048 bits or far above 4096, small exponents, small or"
                    + " close factors; the key of a revoked certificate")
    @Check(
            id = "M-13",
            section = "RFC 8555 §6.2",
            says = "a key that the server does not take, for an algorithm that it does, is refused with badPublicKey")
    void weakKeysAreRefused() {
        newAccount(ClientKey.rsa(1024)).send().isRefused(400, "badPublicKey");
        ClientKey good = ClientKey.rs256();
        String n = good.jwk().replaceFirst(".*\"n\":\"([^\"]*)\".*", "$1");
        for (String jwk : List.of(
                rsa("Aw", n),
                rsa("AQAC", n),
                rsa("AQAB", modulusOfSmallFactor()),
                rsa("AQAB", modulusOfCloseFactors()),
                rsa("AQAB", ClientKey.base64(bits(20_000))))) {
            newAccount(good).header("jwk", jwk).send().isRefused(400, "badPublicKey");
        }
        newAccount(good).send().is(201);
        Client.Issued issued = client.issue("www.example.org");
        new Client(world, issued.key())
                .byKey(url("revokeCert"), Client.revocation(issued.leaf(), ""))
                .send()
                .is(200);
        newAccount(issued.key()).send().isRefused(400, "badPublicKey");
    }

    private static String rsa(String e, String n) {
        return "{\"e\":\"" + e + "\",\"kty\":\"RSA\",\"n\":\"" + n + "\"}";
    }

    private static byte[] bits(int octets) {
        byte[] out = new byte[octets];
        java.util.Arrays.fill(out, (byte) 0xfd);
        return out;
    }

    private static String modulusOfSmallFactor() {
        java.math.BigInteger three = java.math.BigInteger.valueOf(3);
        return number(java.math.BigInteger.ONE
                .shiftLeft(2047)
                .divide(three)
                .add(java.math.BigInteger.TWO)
                .multiply(three));
    }

    private static String modulusOfCloseFactors() {
        java.math.BigInteger prime = java.math.BigInteger.ONE
                .shiftLeft(1023)
                .add(java.math.BigInteger.ONE.shiftLeft(1022))
                .nextProbablePrime();
        return number(prime.multiply(prime.nextProbablePrime()));
    }

    private static String number(java.math.BigInteger number) {
        byte[] octets = number.toByteArray();
        int start = octets[0] == 0 ? 1 : 0;
        return ClientKey.base64(java.util.Arrays.copyOfRange(octets, start, octets.length));
    }
}
