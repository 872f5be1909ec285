package dev.akme.jose;

import dev.akme.json.internal.Base64UrlText;

/**
 * Octets as text, as JOSE and ACME have it: base64url without padding (RFC 7515 §2, RFC 8555 §6.1).
 *
 * <p>Decoding takes the one canonical spelling and nothing else. Two spellings of the same octets would make two names
 * of one key or certificate.
 */
public final class Base64Url {

    private Base64Url() {}

    /**
     * Encodes octets.
     *
     * @param octets what to encode; may be empty
     * @return base64url text without padding; {@code ""} for no octets
     */
    public static String encode(byte[] octets) {
        return Base64UrlText.encode(octets);
    }

    /**
     * Decodes text.
     *
     * @param text canonical base64url: no padding, no white space, unused bits zero; may be empty
     * @return the octets
     * @throws IllegalArgumentException when the text is anything else; its message names the position and why, never
     *     the text
     */
    public static byte[] decode(String text) {
        return Base64UrlText.decode(text);
    }
}
