package dev.akme.fuzz;

import dev.akme.jose.Base64Url;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import java.nio.charset.StandardCharsets;

/** Keys that are the same in each run, as what the fuzzer finds must be found again. */
public final class Keys {

    /** The key of an account; RFC 7515 appendix A.3. */
    public static final SigningKey ACCOUNT =
            SigningKey.parse("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                    + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
                    + "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}");

    /** Another, of RFC 7517 appendix A.2. */
    public static final SigningKey OTHER =
            SigningKey.parse("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                    + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
                    + "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}");

    static final MacKey MAC =
            MacKey.of("the key of a binding elsewhere, of 32 octets".getBytes(StandardCharsets.US_ASCII));

    private Keys() {}

    /** The body of a request, of a header and a payload with an empty line between. */
    static byte[] signed(byte[] headerAndPayload) {
        String text = new String(headerAndPayload, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String header = end < 0 ? text : text.substring(0, end);
        String payload = end < 0 ? "" : text.substring(end + 2);
        return signed(
                ACCOUNT, header.getBytes(StandardCharsets.ISO_8859_1), payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The body of a request, put together by hand: a builder refuses what a verifier must. */
    static byte[] signed(SigningKey key, byte[] header, byte[] payload) {
        String head = Base64Url.encode(header);
        String body = Base64Url.encode(payload);
        byte[] signature = key.sign(JwsAlgorithm.ES256, (head + "." + body).getBytes(StandardCharsets.US_ASCII));
        return ("{\"protected\":\"" + head + "\",\"payload\":\"" + body + "\",\"signature\":\""
                        + Base64Url.encode(signature) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
