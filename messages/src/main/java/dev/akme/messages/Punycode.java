package dev.akme.messages;

/** Checks Punycode (RFC 3492 §6.2). The JDK's IDN tells broken labels from newer ones no better than by silence. */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;
    // U+0080 to U+009F are control characters.
    private static final int FIRST_PRINTABLE = 0xa0;

    private Punycode() {}

    /** Whether what follows {@code xn--} decodes to text with at least one character beyond ASCII. */
    static boolean isWellFormed(String encoded) {
        int delimiter = encoded.lastIndexOf('-');
        int at = Math.max(0, delimiter + 1);
        int length = Math.max(0, delimiter);
        if (at == encoded.length()) {
            return false;
        }
        long n = INITIAL_N;
        long i = 0;
        int bias = INITIAL_BIAS;
        while (at < encoded.length()) {
            long start = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < encoded.length() ? digit(encoded.charAt(at++)) : -1;
                i += digit * weight;
                if (digit < 0 || i > Integer.MAX_VALUE) {
                    return false;
                }
                int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                if (weight > Integer.MAX_VALUE) {
                    return false;
                }
            }
            length++;
            bias = adapt(i - start, length, start == 0);
            n += i / length;
            i = i % length + 1;
            if (n < FIRST_PRINTABLE
                    || n > Character.MAX_CODE_POINT
                    || (n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE)) {
                return false;
            }
        }
        return true;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= 'A' && c <= 'Z' ? c - 'A' : -1;
    }

    private static int adapt(long change, int length, boolean first) {
        long delta = first ? change / DAMP : change / 2;
        delta += delta / length;
        int k = 0;
        while (delta > (BASE - T_MIN) * T_MAX / 2) {
            delta /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + (BASE - T_MIN + 1) * delta / (delta + SKEW));
    }
}
