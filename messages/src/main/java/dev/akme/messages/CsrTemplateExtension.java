package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/**
 * A certificate extension that a {@link CsrTemplate} can speak of: the registry "STAR Delegation CSR Template
 * Extensions" (RFC 9115 §5.5).
 */
public final class CsrTemplateExtension extends Term {

    private static final Vocabulary<CsrTemplateExtension> WORDS =
            new Vocabulary<>("CSR template extension", CsrTemplateExtension::new);

    /** {@code keyUsage}: what the key may be used for. */
    public static final CsrTemplateExtension KEY_USAGE =
            WORDS.add("keyUsage", "RFC 9115 §3.1", "What the key may be used for (RFC 5280 §4.2.1.3).");
    /** {@code extendedKeyUsage}: for which purposes the certificate is. */
    public static final CsrTemplateExtension EXTENDED_KEY_USAGE = WORDS.add(
            "extendedKeyUsage", "RFC 9115 §3.1", "For which purposes the certificate is (RFC 5280 §4.2.1.12).");
    /** {@code subjectAltName}: the names of the certificate. */
    public static final CsrTemplateExtension SUBJECT_ALT_NAME =
            WORDS.add("subjectAltName", "RFC 9115 §3.1", "The names of the certificate (RFC 5280 §4.2.1.6).");

    private CsrTemplateExtension(TermSpec spec) {
        super(spec);
    }

    /**
     * Gives the CSR template extension of that name.
     *
     * @param value the word as it stands in a message; any text
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static CsrTemplateExtension of(String value) {
        return WORDS.of(value);
    }

    /**
     * {@return all known CSR template extensions}
     */
    public static List<CsrTemplateExtension> known() {
        return WORDS.known();
    }
}
