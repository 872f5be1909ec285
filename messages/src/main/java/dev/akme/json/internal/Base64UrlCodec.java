package dev.akme.json.internal;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;

/** Octets in base64url. The text stays in the slot; whoever asks gets an array of their own. */
public final class Base64UrlCodec extends TextCodec<byte[]> {

    /** Only the canonical spelling. */
    public static final Codec<byte[]> STRICT = new Base64UrlCodec(false);

    /** Padding is read, and reported; for where a specification's own example has it. */
    public static final Codec<byte[]> PADDING_TOLERATED = new Base64UrlCodec(true);

    private final boolean paddingTolerated;

    private Base64UrlCodec(boolean paddingTolerated) {
        super("base64url without padding");
        this.paddingTolerated = paddingTolerated;
    }

    @Override
    protected byte[] parse(String text) {
        try {
            return Base64UrlText.decode(paddingTolerated ? unpadded(text) : text);
        } catch (IllegalArgumentException e) {
            throw new Misfit(String.valueOf(e.getMessage()));
        }
    }

    private static String unpadded(String text) {
        if (text.length() % 4 != 0 || !text.endsWith("=")) {
            return text;
        }
        return text.substring(0, text.length() - (text.endsWith("==") ? 2 : 1));
    }

    @Override
    protected String format(byte[] value) {
        return Base64UrlText.encode(value);
    }

    @Override
    public Object key(Object slot) {
        return paddingTolerated && slot instanceof String text ? unpadded(text) : slot;
    }

    @Override
    public void lint(Object slot, String pointer, String section, Findings found) {
        if (slot instanceof String text && text.endsWith("=")) {
            found.add(new Finding(
                    Severity.WARNING,
                    "base64url-padding",
                    pointer,
                    section,
                    "the base64url text is padded",
                    "leave the = characters out"));
        }
    }
}
