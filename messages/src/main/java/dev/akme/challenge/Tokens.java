package dev.akme.challenge;

import dev.akme.json.internal.Base64UrlText;

/** Tokens of challenges, as they are used: kept as text, but only when they are harmless as such. */
final class Tokens {

    // 128 bits are 22 digits of base64url: fewer cannot hold them.
    private static final int DIGITS_OF_128_BITS = 22;

    private Tokens() {}

    /** A token that stays within the alphabet and can hold 128 bits, or a refusal that names the section. */
    static String require(String what, String token, String section) {
        requireAlphabet(what, token, section);
        if (token.length() < DIGITS_OF_128_BITS) {
            throw new IllegalArgumentException("the " + what + " has " + token.length()
                    + " characters, too few for 128 bits: refuse the challenge (" + section + ")");
        }
        return token;
    }

    /** Text of base64url digits alone is no path, no header and no other record. */
    static String requireAlphabet(String what, String token, String section) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty: refuse the challenge (" + section + ")");
        }
        for (int i = 0; i < token.length(); i++) {
            if (!Base64UrlText.isDigit(token.charAt(i))) {
                throw new IllegalArgumentException("character " + i + " of the " + what
                        + " is outside of the base64url alphabet: refuse the challenge (" + section + ")");
            }
        }
        return token;
    }
}
