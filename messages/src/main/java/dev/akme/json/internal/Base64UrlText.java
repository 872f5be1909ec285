package dev.akme.json.internal;

import java.util.Base64;

/** Base64url without padding, in its one canonical spelling (RFC 7515 §2, RFC 4648 §3.5). */
public final class Base64UrlText {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64UrlText() {}

    public static String encode(byte[] octets) {
        return ENCODER.encodeToString(octets);
    }

    /** Throws {@link IllegalArgumentException} that names the position and never the text. */
    public static byte[] decode(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new IllegalArgumentException(complaint(text.charAt(i), i));
            }
        }
        int rest = length % 4;
        if (rest == 1) {
            throw new IllegalArgumentException(
                    "not base64url: character " + (length - 1) + " is one too many, a length of 4n+1 encodes nothing");
        }
        int unused = rest == 2 ? 0b1111 : (rest == 3 ? 0b11 : 0);
        if (unused != 0 && (sextet(text.charAt(length - 1)) & unused) != 0) {
            throw new IllegalArgumentException("not canonical base64url: character " + (length - 1)
                    + " has unused bits set, so the same octets have another spelling");
        }
        return Base64.getUrlDecoder().decode(text);
    }

    /** Whether a character is one of the alphabet; padding is not. */
    public static boolean isDigit(int c) {
        return sextet(c) >= 0;
    }

    private static String complaint(char c, int at) {
        String what;
        if (c == '=') {
            what = "padding, which base64url in JOSE leaves out";
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            what = "white space";
        } else if (c == '+' || c == '/') {
            what = "of the ordinary base64 alphabet";
        } else {
            what = "outside the alphabet";
        }
        return "not base64url: character " + at + " is " + what;
    }

    private static int sextet(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : (c == '_' ? 63 : -1);
    }
}
