package dev.akme.messages;

import dev.akme.jose.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes MACs (RFC 7518 §3.2) with keys as CAs hand them out. Errors never quote a key. */
final class MacKeys {

    private static final Map<JwsAlgorithm, String> NAMES = Map.of(
            JwsAlgorithm.HS256, "HmacSHA256",
            JwsAlgorithm.HS384, "HmacSHA384",
            JwsAlgorithm.HS512, "HmacSHA512");

    private MacKeys() {}

    static byte[] mac(JwsAlgorithm alg, String key, byte[] input) {
        String name = NAMES.get(alg);
        if (name == null) {
            throw new IllegalArgumentException(alg + " is no MAC algorithm: use HS256, HS384 or HS512");
        }
        byte[] octets = decode(key);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(octets, name));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + name, e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** Both alphabets of RFC 4648 §4 and §5, with or without padding; nothing else, and not mixed. */
    private static byte[] decode(String key) {
        boolean url = key.indexOf('-') >= 0 || key.indexOf('_') >= 0;
        try {
            byte[] octets = (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(key);
            if (octets.length > 0) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            // Its message would quote a character of the key.
        }
        throw new IllegalArgumentException(
                "the MAC key is not base64url or base64: give it as the CA shows it, without blanks and line breaks");
    }
}
