package dev.akme.jose;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Pointers;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A signed request: a JWS in the flattened JSON form, all of whose header is protected (RFC 8555 §6.2, RFC 7515 §7.2.2).
 * Sent by the client; external account bindings and inner key changes have the same form.
 *
 * <p>The texts of header and payload are kept exactly as they came, because they are what was signed. A {@link SigningKey}
 * makes it. What the accessors give is not verified: for that there is {@link #verify}.
 */
public final class Jws extends AcmeObject {

    private static final Schema<Jws> SCHEMA = Schema.of("jws", Jws.class, Jws::new, "RFC 8555 §6.2");

    private static final Field<Encoded> PROTECTED =
            SCHEMA.field("protected", Encoded.HEADER).secret().required();
    private static final Field<Encoded> PAYLOAD =
            SCHEMA.field("payload", Encoded.OCTETS).secret().required();
    private static final Field<byte[]> SIGNATURE =
            SCHEMA.field("signature", Codecs.BASE64URL).secret().required();

    static final Set<String> OTHER_FORMS = Set.of("header", "signatures");

    /** Reads signed requests. */
    public static final MessageType<Jws> TYPE = SCHEMA.rules(Jws::rules).done();

    private static void rules(Rules<Jws> rules) {
        rules.rule(
                        Severity.ERROR,
                        "jws/no-signature",
                        "RFC 8555 §6.2",
                        "/signature",
                        "the signature is empty",
                        "sign the request",
                        j -> j.peek(SIGNATURE).filter(s -> s.length == 0).isPresent())
                .rule(
                        Severity.ERROR,
                        "jws/unprotected-header",
                        "RFC 8555 §6.2",
                        "/header",
                        "there is an unprotected header",
                        "put all parameters into the protected header",
                        j -> j.extensions().containsKey("header"))
                .rule(
                        Severity.ERROR,
                        "jws/signatures",
                        "RFC 8555 §6.2",
                        "/signatures",
                        "this is the form for several signatures",
                        "send the flattened form, with one signature",
                        j -> j.extensions().containsKey("signatures"))
                .rule(
                        Severity.WARNING,
                        "jws/unknown-member",
                        "RFC 7515 §7.2.2",
                        "a member beyond protected, payload and signature: nobody reads it, and it is not signed",
                        "leave it out",
                        j -> j.extensions().keySet().stream()
                                .filter(name -> !OTHER_FORMS.contains(name))
                                .map(name -> "/" + Pointers.escape(name))
                                .toList())
                .rule(
                        Severity.ERROR,
                        "jws/inner-key",
                        "RFC 8555 §7.3.5",
                        "/payload",
                        "the JWS inside does not carry the new key",
                        "send the new key in jwk of the inner header, and no kid",
                        j -> j.innerHeader()
                                .filter(inner -> inner.member("jwk").isEmpty()
                                        || inner.member("kid").isPresent())
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "jws/inner-nonce",
                        "RFC 8555 §7.3.5",
                        "/payload",
                        "the JWS inside has a nonce",
                        "leave the nonce to the outer header",
                        j -> j.innerHeader()
                                .filter(inner -> inner.member("nonce").isPresent())
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "jws/inner-url",
                        "RFC 8555 §7.3.5",
                        "/payload",
                        "the JWS inside has another URL",
                        "send the same URL in both headers",
                        j -> j.innerHeader()
                                .filter(inner -> !inner.member("url")
                                        .equals(j.protectedHeader().member("url")))
                                .isPresent());
    }

    private Jws(Members members) {
        super(members);
    }

    static Jws signed(JwsHeader header, byte[] payload, UnaryOperator<byte[]> sign) {
        byte[] json = header.toJsonBytes();
        String input = Base64Url.encode(json) + '.' + Base64Url.encode(payload);
        return builder()
                .protectedHeader(json)
                .payload(payload)
                .signature(sign.apply(input.getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    /**
     * Verifies a request by a key that is chosen when all but the key is known to be right: form, algorithm, and that
     * there is {@code jwk} or {@code kid} and not both. It does not look at {@code nonce} and {@code url}.
     *
     * @param allowed the algorithms that are accepted. A MAC never is; name every one, there is no default
     * @param keys gives the key for a header: for {@code jwk} usually {@link VerificationKey#of(Jwk)}, for {@code kid} that
     *     of the account. What it throws comes through
     * @return what was signed
     * @throws JoseException when the request is to be refused; {@link JoseException#fault()} says for what
     */
    public VerifiedJws verify(Collection<JwsAlgorithm> allowed, Function<JwsHeader, VerificationKey> keys) {
        return JwsVerification.of(this, allowed, false).byKey(keys);
    }

    /**
     * Verifies an external account binding by a key that is chosen when all but the key is known to be right, as
     * {@link #verify}.
     *
     * @param allowed the MAC algorithms that are accepted: {@code HS256}, {@code HS384}, {@code HS512}
     * @param keys gives the key for a header. What it throws comes through
     * @return what the MAC is over
     * @throws JoseException when the binding is to be refused; {@link JoseException#fault()} says for what
     */
    public VerifiedJws verifyMac(Collection<JwsAlgorithm> allowed, Function<JwsHeader, MacKey> keys) {
        return JwsVerification.of(this, allowed, true).byMacKey(keys);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this request}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the protected header}
     */
    public JwsHeader protectedHeader() {
        return read(JwsHeader.TYPE, PROTECTED);
    }

    /**
     * {@return the text of the protected header exactly as it came: base64url, the first half of what is signed (RFC
     * 7515 §5.1)}
     */
    public String protectedText() {
        return require(PROTECTED).text();
    }

    /**
     * {@return the octets of the payload; none for a POST-as-GET}
     */
    public byte[] payload() {
        return require(PAYLOAD).octets();
    }

    /**
     * Reads the payload as a message, tolerantly.
     *
     * @param <T> the class of the message
     * @param type the type of message that belongs into this request
     * @return the message
     * @throws dev.akme.json.MemberException when the payload is absent, not base64url, or not a JSON object
     */
    public <T extends AcmeObject> T payload(MessageType<T> type) {
        return read(type, PAYLOAD);
    }

    /**
     * {@return the text of the payload exactly as it came: base64url, the second half of what is signed (RFC 7515
     * §5.1); empty for a POST-as-GET}
     */
    public String payloadText() {
        return require(PAYLOAD).text();
    }

    /**
     * {@return the octets of the signature or MAC}
     */
    public byte[] signature() {
        return require(SIGNATURE);
    }

    // A JWS in a JWS is a change of keys; no other request of ACME has one as its whole payload.
    private Optional<JwsHeader> innerHeader() {
        // build() asks for every request, and hardly any has this word in it.
        if (peek(PAYLOAD)
                .filter(p -> new String(p.octets(), StandardCharsets.ISO_8859_1).contains("\"protected\""))
                .isEmpty()) {
            return Optional.empty();
        }
        try {
            Jws inner = payload(TYPE);
            protectedHeader();
            return Optional.of(inner.protectedHeader());
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return whether this only reads a resource: its payload is there and empty (RFC 8555 §6.3); a payload of
     * <code>{}</code> is not that}
     */
    public boolean isPostAsGet() {
        return peek(PAYLOAD).filter(p -> p.text().isEmpty()).isPresent();
    }

    private <T extends AcmeObject> T read(MessageType<T> type, Field<Encoded> field) {
        byte[] json = require(field).octets();
        try {
            return type.read(json);
        } catch (JsonException e) {
            throw new InvalidMemberException(
                    SCHEMA.name(),
                    "/" + field.name(),
                    field.section(),
                    "does not hold " + type.name() + " in JSON: found " + e.found() + " at octet " + e.offset());
        }
    }

    /** Builds a {@link Jws} from its parts; whoever has a key computes the signature. */
    public static final class Builder extends ObjectBuilder<Jws, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Jws start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the protected header.
         *
         * @param header the header
         * @return this builder
         */
        public Builder protectedHeader(JwsHeader header) {
            return protectedHeader(header.toJsonBytes());
        }

        /**
         * Sets the protected header to octets that were made elsewhere.
         *
         * @param json the JSON text of the header in UTF-8
         * @return this builder
         */
        public Builder protectedHeader(byte[] json) {
            return set(PROTECTED, Encoded.of(json));
        }

        /**
         * Sets the payload.
         *
         * @param message the message to send
         * @return this builder
         */
        public Builder payload(AcmeObject message) {
            return payload(message.toJsonBytes());
        }

        /**
         * Sets the payload.
         *
         * @param octets the octets to send; none for a POST-as-GET (RFC 8555 §6.3)
         * @return this builder
         */
        public Builder payload(byte[] octets) {
            return set(PAYLOAD, Encoded.of(octets));
        }

        /**
         * Sets the signature or MAC over the texts of header and payload.
         *
         * @param octets the signature; for ECDSA the two numbers in fixed length, not DER (RFC 7518 §3.4)
         * @return this builder
         */
        public Builder signature(byte[] octets) {
            return set(SIGNATURE, octets);
        }
    }
}
