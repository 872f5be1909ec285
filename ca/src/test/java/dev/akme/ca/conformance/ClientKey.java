package dev.akme.ca.conformance;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of a client, with the JWK written by hand. */
record ClientKey(KeyPair pair, String alg, String jwk) {

    /** The keys that take long to make, made once. */
    private static final ClientKey RSA = rsa(2048);

    static ClientKey es256() {
        return ec("secp256r1", "P-256", "ES256", 32);
    }

    static ClientKey es384() {
        return ec("secp384r1", "P-384", "ES384", 48);
    }

    static ClientKey es512() {
        return ec("secp521r1", "P-521", "ES512", 66);
    }

    static ClientKey rs256() {
        return RSA;
    }

    ClientKey with(String otherAlg) {
        return new ClientKey(pair, otherAlg, jwk);
    }

    static ClientKey rsa(int bits) {
        KeyPair pair = generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
        return new ClientKey(pair, "RS256", rsaJwk((RSAPublicKey) pair.getPublic()));
    }

    static ClientKey ed25519() {
        KeyPair pair = generate("Ed25519", null);
        byte[] spki = pair.getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        return new ClientKey(pair, "EdDSA", "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64(x) + "\"}");
    }

    private static ClientKey ec(String curve, String crv, String alg, int octets) {
        KeyPair pair = generate("EC", new ECGenParameterSpec(curve));
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return new ClientKey(
                pair,
                alg,
                "{\"crv\":\"" + crv + "\",\"kty\":\"EC\",\"x\":\""
                        + base64(fixed(key.getW().getAffineX(), octets)) + "\",\"y\":\""
                        + base64(fixed(key.getW().getAffineY(), octets)) + "\"}");
    }

    private static String rsaJwk(RSAPublicKey key) {
        return "{\"e\":\"" + base64(minimal(key.getPublicExponent())) + "\",\"kty\":\"RSA\",\"n\":\""
                + base64(minimal(key.getModulus())) + "\"}";
    }

    static KeyPair generate(String algorithm, AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (spec != null) {
                generator.initialize(spec);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 7638: the members above are those it takes, in its order. */
    String thumbprint() {
        return base64(sha256(jwk.getBytes(StandardCharsets.US_ASCII)));
    }

    byte[] sign(byte[] octets) {
        String jca = switch (alg) {
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "ES384" -> "SHA384withECDSAinP1363Format";
            case "ES512" -> "SHA512withECDSAinP1363Format";
            case "RS256" -> "SHA256withRSA";
            case "RS512" -> "SHA512withRSA";
            case "PS256" -> "RSASSA-PSS";
            default -> "Ed25519";
        };
        return sign(jca, octets);
    }

    byte[] sign(String jca, byte[] octets) {
        try {
            Signature signature = Signature.getInstance(jca);
            if (jca.equals("RSASSA-PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(octets);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] mac(String algorithm, byte[] key, byte[] octets) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] fixed(BigInteger number, int octets) {
        byte[] minimal = minimal(number);
        byte[] out = new byte[octets];
        System.arraycopy(minimal, 0, out, octets - minimal.length, minimal.length);
        return out;
    }

    private static byte[] minimal(BigInteger number) {
        byte[] octets = number.toByteArray();
        return octets[0] == 0 && octets.length > 1 ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
    }
}
