package dev.akme.jose;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonException;
import dev.akme.json.internal.Base64UrlText;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.Findings;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Misfit;
import dev.akme.json.internal.TextCodec;

/** Octets together with the base64url text that they came in: the text is what was signed. */
final class Encoded {

    /** Any octets. */
    static final Codec<Encoded> OCTETS = new EncodedCodec();

    /** A protected header, and what is to be said of it. */
    static final Codec<Encoded> HEADER = new EncodedCodec() {
        @Override
        public void lint(Object slot, String pointer, String section, Findings found) {
            try {
                Members.lint(JwsHeader.TYPE.read(decode(slot).octets), pointer, found);
            } catch (JsonException e) {
                found.add(new Finding(
                        Severity.ERROR,
                        "jws/header-json",
                        pointer,
                        section,
                        "the protected header is not a JSON object with each member once",
                        "encode the header's JSON object in base64url"));
            }
        }
    };

    private final String text;
    private final byte[] octets;

    private Encoded(String text, byte[] octets) {
        this.text = text;
        this.octets = octets;
    }

    static Encoded of(byte[] octets) {
        return new Encoded(Base64UrlText.encode(octets), octets.clone());
    }

    String text() {
        return text;
    }

    /** Made for the caller alone: every decoding makes another. */
    byte[] octets() {
        return octets;
    }

    private static class EncodedCodec extends TextCodec<Encoded> {

        EncodedCodec() {
            super("base64url without padding");
        }

        @Override
        protected Encoded parse(String text) {
            try {
                return new Encoded(text, Base64UrlText.decode(text));
            } catch (IllegalArgumentException e) {
                throw new Misfit(String.valueOf(e.getMessage()));
            }
        }

        @Override
        protected String format(Encoded value) {
            return value.text;
        }
    }
}
