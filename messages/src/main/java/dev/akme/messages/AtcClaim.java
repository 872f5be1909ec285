package dev.akme.messages;

import dev.akme.jose.Base64Url;
import dev.akme.jose.Jwk;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What an authority token is for: the claim {@code atc} of {@link AuthorityTokenClaims} (RFC 9447 §4). */
public final class AtcClaim extends AcmeObject {

    private static final Schema<AtcClaim> SCHEMA = Schema.of("atc", AtcClaim.class, AtcClaim::new, "RFC 9447 §4");

    private static final Field<String> TKTYPE =
            SCHEMA.field("tktype", Codecs.TEXT).required();
    private static final Field<String> TKVALUE =
            SCHEMA.field("tkvalue", Codecs.TEXT).required();
    private static final Field<Boolean> CA = SCHEMA.field("ca", Codecs.BOOLEAN).optional();
    private static final Field<String> FINGERPRINT =
            SCHEMA.field("fingerprint", Codecs.TEXT).required();

    private static final Pattern FORM = Pattern.compile("SHA256 [0-9A-F]{2}(:[0-9A-F]{2}){31}");

    /** Reads these claims. */
    public static final MessageType<AtcClaim> TYPE =
            SCHEMA.rules(AtcClaim::rules).done();

    private static void rules(Rules<AtcClaim> rules) {
        rules.rule(
                        Severity.ERROR,
                        "atc/fingerprint",
                        "RFC 9447 §4",
                        "/fingerprint",
                        "the fingerprint is not SHA256 and 32 octets in upper-case hexadecimal with colons",
                        "give the fingerprint of the account's key",
                        a -> a.peek(FINGERPRINT)
                                .filter(text -> !FORM.matcher(text).matches())
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "atc/tkvalue",
                        "RFC 9448 §4",
                        "/tkvalue",
                        "the value is not DER in base64url, as this type has it",
                        "send the value of the identifier",
                        a -> a.peek(TKTYPE)
                                .filter(type -> IdentifierRules.DER_TYPES.stream()
                                        .anyMatch(t -> t.value().equalsIgnoreCase(type)))
                                .flatMap(type -> a.peek(TKVALUE))
                                .filter(value -> !IdentifierRules.isDer(value))
                                .isPresent())
                .rule(
                        Severity.INFO,
                        "atc/tktype",
                        "RFC 9447 §4",
                        "/tktype",
                        "the type is not spelled like a type of identifier",
                        "compare it without regard to case",
                        a -> a.peek(TKTYPE)
                                .filter(type -> !IdentifierType.of(type).isKnown())
                                .isPresent());
    }

    private AtcClaim(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this claim}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Computes the fingerprint by which a token names the key of an ACME account.
     *
     * @param accountKey the public key of the account
     * @return {@code SHA256} and the octets of its thumbprint in upper-case hexadecimal, with colons
     */
    public static String fingerprint(Jwk accountKey) {
        return "SHA256 "
                + HexFormat.ofDelimiter(":").withUpperCase().formatHex(Base64Url.decode(accountKey.thumbprint()));
    }

    /**
     * {@return the type of identifier that the token is for, to be compared without regard to case}
     */
    public String tktype() {
        return require(TKTYPE);
    }

    /**
     * {@return the value of the identifier that the token is for}
     */
    public String tkvalue() {
        return require(TKVALUE);
    }

    /**
     * {@return whether a CA certificate is allowed; absent means {@code false}}
     */
    public boolean ca() {
        return find(CA).orElse(false);
    }

    /**
     * {@return the fingerprint of the account's key, as {@link #fingerprint(Jwk)} gives it}
     */
    public String fingerprint() {
        return require(FINGERPRINT);
    }

    /** Builds an {@link AtcClaim}. */
    public static final class Builder extends ObjectBuilder<AtcClaim, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(AtcClaim start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the type of identifier.
         *
         * @param tktype the type, such as {@code "TNAuthList"}
         * @return this builder
         */
        public Builder tktype(String tktype) {
            return set(TKTYPE, tktype);
        }

        /**
         * Sets the value of the identifier.
         *
         * @param tkvalue the value, for most types base64url of DER
         * @return this builder
         */
        public Builder tkvalue(String tkvalue) {
            return set(TKVALUE, tkvalue);
        }

        /**
         * Sets whether a CA certificate is allowed.
         *
         * @param ca {@code true} for a CA certificate
         * @return this builder
         */
        public Builder ca(boolean ca) {
            return set(CA, ca);
        }

        /**
         * Sets the fingerprint to that of a key.
         *
         * @param accountKey the public key of the account
         * @return this builder
         */
        public Builder fingerprintOf(Jwk accountKey) {
            return set(FINGERPRINT, AtcClaim.fingerprint(accountKey));
        }
    }
}
