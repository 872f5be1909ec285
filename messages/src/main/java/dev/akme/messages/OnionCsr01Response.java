package dev.akme.messages;

import dev.akme.der.DerShape;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;

/** The response to an {@code onion-csr-01} challenge: a request signed by the service's key (RFC 9799 §3.2). */
public final class OnionCsr01Response extends ChallengeResponse {

    private static final Schema<OnionCsr01Response> SCHEMA =
            schema(ChallengeType.ONION_CSR_01, OnionCsr01Response.class, OnionCsr01Response::new);

    private static final Field<byte[]> CSR =
            SCHEMA.field("csr", Codecs.BASE64URL).required();

    /** Reads responses of this type. */
    public static final MessageType<OnionCsr01Response> TYPE =
            SCHEMA.rules(OnionCsr01Response::rules).done();

    private static void rules(Rules<OnionCsr01Response> rules) {
        rules.rule(
                Severity.ERROR,
                "challengeResponse/csr-der",
                "RFC 9799 §3.2",
                "/csr",
                "the octets do not begin like a certification request in DER",
                "send a PKCS #10 request in DER, without armour",
                r -> r.peek(CSR).filter(csr -> !DerShape.beginsLikeRequest(csr)).isPresent());
    }

    private OnionCsr01Response(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this response}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the certificate request, in DER}
     */
    public byte[] csr() {
        return require(CSR);
    }

    /** Builds an {@link OnionCsr01Response}. */
    public static final class Builder extends ObjectBuilder<OnionCsr01Response, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(OnionCsr01Response start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the certificate request.
         *
         * @param csr the request in DER, with the nonces in its attributes
         * @return this builder
         */
        public Builder csr(byte[] csr) {
            return set(CSR, csr);
        }
    }
}
