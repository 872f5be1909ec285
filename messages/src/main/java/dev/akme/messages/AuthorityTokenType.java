package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/**
 * The kind of token that a {@code tkauth-01} challenge asks for: the registry "ACME Authority Token Challenge Types"
 * (RFC 9447).
 */
public final class AuthorityTokenType extends Term {

    private static final Vocabulary<AuthorityTokenType> WORDS =
            new Vocabulary<>("authority token type", AuthorityTokenType::new);

    /** {@code atc}: an authority token as RFC 9447 defines it. */
    public static final AuthorityTokenType ATC = WORDS.add("atc", "RFC 9447 §3", "A signed token with an atc claim.");

    static final Codec<AuthorityTokenType> CODEC = WORDS.codec();

    private AuthorityTokenType(TermSpec spec) {
        super(spec);
    }

    /**
     * Gives the authority token type of that name.
     *
     * @param value the word as it stands in a message; any text
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static AuthorityTokenType of(String value) {
        return WORDS.of(value);
    }

    /**
     * {@return all known authority token types}
     */
    public static List<AuthorityTokenType> known() {
        return WORDS.known();
    }
}
