package dev.akme.messages;

import dev.akme.der.DerShape;
import dev.akme.der.Pem;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Pointers;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.Map;
import java.util.Optional;

/** The request for the certificate of an order that is ready (RFC 8555 §7.4). Sent by the client. */
public final class Finalize extends AcmeObject {

    private static final Schema<Finalize> SCHEMA =
            Schema.of("finalize", Finalize.class, Finalize::new, "RFC 8555 §7.4");

    private static final Field<byte[]> CSR =
            SCHEMA.field("csr", Codecs.BASE64URL).required();
    private static final Field<Map<String, OnionCaa>> ONION_CAA = SCHEMA.field(
                    "onionCAA", Codecs.map(Codecs.message(OnionCaa.TYPE)))
            .section("RFC 9799 §6.4")
            .optional();

    /** Reads finalize requests. */
    public static final MessageType<Finalize> TYPE =
            SCHEMA.rules(Finalize::rules).done();

    private static void rules(Rules<Finalize> rules) {
        rules.rule(
                        Severity.ERROR,
                        "finalize/csr-pem",
                        "RFC 8555 §7.4",
                        "/csr",
                        "there is PEM inside the base64url",
                        "send the DER octets, without armour",
                        f -> f.peek(CSR).filter(DerShape::isPem).isPresent())
                .rule(
                        Severity.ERROR,
                        "finalize/csr-der",
                        "RFC 8555 §7.4",
                        "/csr",
                        "the octets do not begin like a certification request in DER",
                        "send a PKCS #10 request in DER",
                        f -> f.peek(CSR)
                                .filter(csr -> !DerShape.isPem(csr) && !DerShape.beginsLikeRequest(csr))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "finalize/onion-caa-name",
                        "RFC 9799 §6.4",
                        "CAA records stand under a name that is not an onion name of version 3",
                        "use the name of the service: 56 characters of base32 and .onion",
                        f -> f.peek(ONION_CAA).orElse(Map.of()).keySet().stream()
                                .filter(name -> !DomainNames.isOnion(name))
                                .map(name -> "/onionCAA/" + Pointers.escape(name))
                                .toList());
    }

    private Finalize(Members members) {
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
     * {@return the certification request (PKCS #10) in DER, not parsed}
     */
    public byte[] csr() {
        return require(CSR);
    }

    /**
     * {@return the certification request in PEM (RFC 7468 §7), as tools want it}
     */
    public String csrPem() {
        return Pem.encode("CERTIFICATE REQUEST", csr());
    }

    /**
     * {@return the CAA records of onion names, by onion name, unmodifiable (RFC 9799 §6.4); the directory says whether
     * they are required}
     */
    public Optional<Map<String, OnionCaa>> onionCaa() {
        return find(ONION_CAA);
    }

    /** Builds a {@link Finalize}. */
    public static final class Builder extends ObjectBuilder<Finalize, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Finalize start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the certification request.
         *
         * @param der a PKCS #10 request in DER
         * @return this builder
         */
        public Builder csr(byte[] der) {
            return set(CSR, der);
        }

        /**
         * Sets the CAA records of onion names (RFC 9799 §6.4).
         *
         * @param onionCaa records by onion name, the name without labels before its 56 characters
         * @return this builder
         */
        public Builder onionCaa(Map<String, OnionCaa> onionCaa) {
            return set(ONION_CAA, onionCaa);
        }
    }
}
