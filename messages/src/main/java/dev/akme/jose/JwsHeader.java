package dev.akme.jose;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonBoolean;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Base64UrlText;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The protected header of a {@link Jws}: who signed, how, and for which URL (RFC 8555 §6.2). Sent by the client.
 *
 * <p>The rules here are those that hold for every ACME request, external account binding and inner key change. Which of
 * {@code jwk} and {@code kid}, which algorithms and whether a nonce, is up to the place where the header stands.
 */
public final class JwsHeader extends AcmeObject {

    private static final Schema<JwsHeader> SCHEMA =
            Schema.of("jwsHeader", JwsHeader.class, JwsHeader::new, "RFC 8555 §6.2");

    private static final Field<JwsAlgorithm> ALG =
            SCHEMA.field("alg", JwsAlgorithm.CODEC).required();
    private static final Field<Jwk> JWK =
            SCHEMA.field("jwk", Codecs.message(Jwk.TYPE)).optional();
    private static final Field<String> KID = SCHEMA.field("kid", Codecs.TEXT).optional();
    private static final Field<String> NONCE = SCHEMA.field("nonce", Codecs.TEXT)
            .section("RFC 8555 §6.5.2")
            .secret()
            .optional();
    private static final Field<URI> URL =
            SCHEMA.field("url", Codecs.URL).section("RFC 8555 §6.4.1").required();
    private static final Field<List<String>> CRIT = SCHEMA.field("crit", Codecs.list(Codecs.TEXT))
            .section("RFC 7515 §4.1.11")
            .optional();

    /** Reads protected headers, from their JSON text. */
    public static final MessageType<JwsHeader> TYPE =
            SCHEMA.rules(JwsHeader::rules).done();

    private static void rules(Rules<JwsHeader> rules) {
        rules.rule(
                        Severity.ERROR,
                        "jwsHeader/alg-none",
                        "RFC 8555 §6.2",
                        "/alg",
                        "the algorithm is none: nothing is signed",
                        "sign, for example with ES256",
                        h -> h.peek(ALG).filter(a -> a.value().equals("none")).isPresent())
                .rule(
                        Severity.ERROR,
                        "jwsHeader/jwk-xor-kid",
                        "RFC 8555 §6.2",
                        "",
                        "there are both jwk and kid, or neither",
                        "send the key in jwk, or its name in kid",
                        h -> h.peek(JWK).isPresent() == h.peek(KID).isPresent())
                .rule(
                        Severity.ERROR,
                        "jwsHeader/alg-key",
                        "RFC 7518 §3.1",
                        "/alg",
                        "the algorithm is not one for this type of key",
                        "choose the algorithm by the key",
                        h -> h.peek(JWK)
                                .filter(key -> h.peek(ALG)
                                        .filter(a -> a.isKnown() && !a.fits(key))
                                        .isPresent())
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "jwsHeader/mac",
                        "RFC 8555 §6.2",
                        "/alg",
                        "a MAC algorithm stands beside a nonce",
                        "sign requests with a private key; leave the nonce out of a binding to an external account",
                        h -> h.peek(ALG).filter(JwsAlgorithm::isMac).isPresent()
                                && h.peek(NONCE).isPresent())
                .rule(
                        Severity.ERROR,
                        "jwsHeader/nonce",
                        "RFC 8555 §6.5.2",
                        "/nonce",
                        "the nonce has characters outside the base64url alphabet, or none",
                        "send the value of Replay-Nonce as it came",
                        h -> h.peek(NONCE).filter(n -> !isNonce(n)).isPresent())
                .rule(
                        Severity.ERROR,
                        "jwsHeader/crit",
                        "RFC 7515 §4.1.11",
                        "/crit",
                        "extensions are declared critical, and ACME has none",
                        "leave crit out",
                        h -> Members.of(h).has(CRIT))
                .rule(
                        Severity.ERROR,
                        "jwsHeader/b64",
                        "RFC 8555 §6.2",
                        "/b64",
                        "the payload is said to be unencoded",
                        "encode the payload in base64url and leave b64 out",
                        h -> JsonBoolean.FALSE.equals(h.extensions().get("b64")));
    }

    private JwsHeader(Members members) {
        super(members);
    }

    /**
     * Tells whether a text has the form of a nonce (RFC 8555 §6.5.1). A client is to ignore a {@code Replay-Nonce} that has
     * not.
     *
     * @param text any text
     * @return whether it is letters, digits, hyphens and underscores, and at least one of them
     */
    public static boolean isNonce(String text) {
        return !text.isEmpty() && text.chars().allMatch(Base64UrlText::isDigit);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this header}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return how the request is signed}
     */
    public JwsAlgorithm alg() {
        return require(ALG);
    }

    /**
     * {@return the key that signed, where the server does not know it by a name: new accounts, some revocations, inner
     * key changes}
     */
    public Optional<Jwk> jwk() {
        return find(JWK);
    }

    /**
     * {@return the name of the key that signed: the account's URL, byte for byte as the server gave it; in an external
     * account binding the key identifier from the CA (RFC 8555 §7.3.4)}
     */
    public Optional<String> kid() {
        return find(KID);
    }

    /**
     * {@return the nonce, opaque (RFC 8555 §6.5.2); external account bindings and inner key changes have none}
     */
    public Optional<String> nonce() {
        return find(NONCE);
    }

    /**
     * {@return the URL that the request is for (RFC 8555 §6.4.1)}
     */
    public URI url() {
        return require(URL);
    }

    /**
     * {@return the names of header parameters that must be understood (RFC 7515 §4.1.11); a request that has any is to
     * be refused}
     */
    public Optional<List<String>> crit() {
        return find(CRIT);
    }

    /** Builds a {@link JwsHeader}. */
    public static final class Builder extends ObjectBuilder<JwsHeader, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(JwsHeader start) {
            super(SCHEMA, start);
        }

        /**
         * Sets how the request is signed.
         *
         * @param alg the algorithm
         * @return this builder
         */
        public Builder alg(JwsAlgorithm alg) {
            return set(ALG, alg);
        }

        /**
         * Sets the key that signs.
         *
         * @param jwk the public key
         * @return this builder
         */
        public Builder jwk(Jwk jwk) {
            return set(JWK, jwk);
        }

        /**
         * Sets the account whose key signs.
         *
         * @param account the account's URL as the server gave it
         * @return this builder
         */
        public Builder kid(URI account) {
            return kid(account.toString());
        }

        /**
         * Sets the name of the key that signs.
         *
         * @param kid the account's URL, or for an external account binding the key identifier
         * @return this builder
         */
        public Builder kid(String kid) {
            return set(KID, kid);
        }

        /**
         * Sets the nonce.
         *
         * @param nonce the value of {@code Replay-Nonce} as it came
         * @return this builder
         */
        public Builder nonce(String nonce) {
            return set(NONCE, nonce);
        }

        /**
         * Sets the URL that the request is for.
         *
         * @param url the URL as the server gave it
         * @return this builder
         */
        public Builder url(URI url) {
            return set(URL, url);
        }
    }
}
