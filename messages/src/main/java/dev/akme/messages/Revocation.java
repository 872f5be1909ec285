package dev.akme.messages;

import dev.akme.der.DerShape;
import dev.akme.der.Pem;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The request to revoke a certificate (RFC 8555 §7.6). Sent by the client, signed with the account's key or with that of
 * the certificate.
 */
public final class Revocation extends AcmeObject {

    private static final Schema<Revocation> SCHEMA =
            Schema.of("revocation", Revocation.class, Revocation::new, "RFC 8555 §7.6");

    private static final Field<byte[]> CERTIFICATE =
            SCHEMA.field("certificate", Codecs.BASE64URL).required();
    private static final Field<RevocationReason> REASON =
            SCHEMA.field("reason", RevocationReason.CODEC).optional();

    /** Reads revocations. */
    public static final MessageType<Revocation> TYPE =
            SCHEMA.rules(Revocation::rules).done();

    private static void rules(Rules<Revocation> rules) {
        rules.rule(
                        Severity.ERROR,
                        "revocation/certificate-pem",
                        "RFC 8555 §7.6",
                        "/certificate",
                        "there is PEM inside the base64url",
                        "send the DER octets, without armour",
                        r -> r.peek(CERTIFICATE).filter(DerShape::isPem).isPresent())
                .rule(
                        Severity.ERROR,
                        "revocation/certificate-der",
                        "RFC 8555 §7.6",
                        "/certificate",
                        "the octets do not begin like a certificate in DER",
                        "send the certificate in DER",
                        r -> r.peek(CERTIFICATE)
                                .filter(der -> !DerShape.isPem(der) && !DerShape.beginsLikeCertificate(der))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "revocation/reason",
                        "RFC 5280 §5.3.1",
                        "/reason",
                        "the reason is not one of 0 to 6 and 8 to 10",
                        "send one of these, or none",
                        r -> r.peek(REASON).filter(reason -> !reason.isKnown()).isPresent());
    }

    private Revocation(Members members) {
        super(members);
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
     * {@return the certificate in DER, not parsed}
     */
    public byte[] certificate() {
        return require(CERTIFICATE);
    }

    /**
     * {@return the certificate, parsed at each call}
     *
     * @throws dev.akme.json.MemberException when it is absent, or not a certificate
     */
    public X509Certificate x509() {
        try {
            return Pem.x509(certificate());
        } catch (CertificateException e) {
            throw new InvalidMemberException(
                    SCHEMA.name(), "/certificate", CERTIFICATE.section(), "not an X.509 certificate");
        }
    }

    /**
     * {@return why; empty when the client gives no reason, and then the server should state none}
     */
    public Optional<RevocationReason> reason() {
        return find(REASON);
    }

    /** Builds a {@link Revocation}. */
    public static final class Builder extends ObjectBuilder<Revocation, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Revocation start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the certificate.
         *
         * @param der the certificate in DER
         * @return this builder
         */
        public Builder certificate(byte[] der) {
            return set(CERTIFICATE, der);
        }

        /**
         * Sets why.
         *
         * @param reason the reason; which ones the client may give is up to the server
         * @return this builder
         */
        public Builder reason(RevocationReason reason) {
            return set(REASON, reason);
        }
    }
}
