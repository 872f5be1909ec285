package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.NumberCodec;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.Optional;
import java.util.Set;

/** A type of key, and of signature, that a {@link CsrTemplate} allows (RFC 9115 §3.1, Appendix A). */
public final class CsrTemplateKeyType extends AcmeObject {

    private static final Schema<CsrTemplateKeyType> SCHEMA =
            Schema.of("csrTemplateKeyType", CsrTemplateKeyType.class, CsrTemplateKeyType::new, "RFC 9115 §3.1");

    private static final Field<String> PUBLIC_KEY_TYPE =
            SCHEMA.field("PublicKeyType", Codecs.TEXT).required();
    private static final Field<Integer> PUBLIC_KEY_LENGTH =
            SCHEMA.field("PublicKeyLength", NumberCodec.INTEGER).optional();
    private static final Field<String> NAMED_CURVE =
            SCHEMA.field("namedCurve", Codecs.TEXT).optional();
    private static final Field<String> SIGNATURE_TYPE =
            SCHEMA.field("SignatureType", Codecs.TEXT).required();

    private static final String RSA = "rsaEncryption";
    private static final String EC = "id-ecPublicKey";
    private static final Set<String> CURVES = Set.of("secp256r1", "secp384r1", "secp521r1");
    private static final Set<String> EC_SIGNATURES =
            Set.of("ecdsa-with-SHA256", "ecdsa-with-SHA384", "ecdsa-with-SHA512");
    private static final Set<String> RSA_SIGNATURES = Set.of(
            "sha256WithRSAEncryption",
            "sha384WithRSAEncryption",
            "sha512WithRSAEncryption",
            "sha256WithRSAandMGF1",
            "sha384WithRSAandMGF1",
            "sha512WithRSAandMGF1");

    /** Reads types of keys. */
    public static final MessageType<CsrTemplateKeyType> TYPE =
            SCHEMA.rules(CsrTemplateKeyType::rules).done();

    private static void rules(Rules<CsrTemplateKeyType> rules) {
        rules.rule(
                        Severity.ERROR,
                        "csrTemplateKeyType/combination",
                        "RFC 9115 Appendix A",
                        "",
                        "length, curve or signature do not go with the kind of key",
                        "send PublicKeyLength and an RSA signature with rsaEncryption, namedCurve and an ECDSA signature with id-ecPublicKey",
                        CsrTemplateKeyType::isMismatch)
                .rule(
                        Severity.WARNING,
                        "csrTemplateKeyType/kind",
                        "RFC 9115 Appendix A",
                        "/PublicKeyType",
                        "a kind of key that the schema does not have",
                        "use rsaEncryption or id-ecPublicKey",
                        k -> k.peek(PUBLIC_KEY_TYPE)
                                .filter(type -> !type.equals(RSA) && !type.equals(EC))
                                .isPresent());
    }

    private CsrTemplateKeyType(Members members) {
        super(members);
    }

    private static boolean isMismatch(CsrTemplateKeyType key) {
        String signature = key.peek(SIGNATURE_TYPE).orElse("");
        boolean length = key.peek(PUBLIC_KEY_LENGTH).filter(bits -> bits > 0).isPresent();
        return switch (key.peek(PUBLIC_KEY_TYPE).orElse("")) {
            case RSA -> !length || key.member(NAMED_CURVE.name()).isPresent() || !RSA_SIGNATURES.contains(signature);
            case EC ->
                key.member(PUBLIC_KEY_LENGTH.name()).isPresent()
                        || !CURVES.contains(key.peek(NAMED_CURVE).orElse(""))
                        || !EC_SIGNATURES.contains(signature);
            default -> false;
        };
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this object}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the kind of key: {@code rsaEncryption} or {@code id-ecPublicKey}}
     */
    public String publicKeyType() {
        return require(PUBLIC_KEY_TYPE);
    }

    /**
     * {@return for {@code rsaEncryption}: the length of the modulus in bits}
     */
    public Optional<Integer> publicKeyLength() {
        return find(PUBLIC_KEY_LENGTH);
    }

    /**
     * {@return for {@code id-ecPublicKey}: the curve, such as {@code secp256r1}}
     */
    public Optional<String> namedCurve() {
        return find(NAMED_CURVE);
    }

    /**
     * {@return how the request is to be signed, such as {@code ecdsa-with-SHA256}}
     */
    public String signatureType() {
        return require(SIGNATURE_TYPE);
    }

    /** Builds a {@link CsrTemplateKeyType}. */
    public static final class Builder extends ObjectBuilder<CsrTemplateKeyType, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(CsrTemplateKeyType start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the kind of key.
         *
         * @param type {@code rsaEncryption} or {@code id-ecPublicKey}
         * @return this builder
         */
        public Builder publicKeyType(String type) {
            return set(PUBLIC_KEY_TYPE, type);
        }

        /**
         * Sets the length of an RSA key.
         *
         * @param bits length of the modulus in bits
         * @return this builder
         */
        public Builder publicKeyLength(Integer bits) {
            return set(PUBLIC_KEY_LENGTH, bits);
        }

        /**
         * Sets the curve of an EC key.
         *
         * @param curve {@code secp256r1}, {@code secp384r1} or {@code secp521r1}
         * @return this builder
         */
        public Builder namedCurve(String curve) {
            return set(NAMED_CURVE, curve);
        }

        /**
         * Sets how the request is to be signed.
         *
         * @param type such as {@code ecdsa-with-SHA256} or {@code sha256WithRSAEncryption}
         * @return this builder
         */
        public Builder signatureType(String type) {
            return set(SIGNATURE_TYPE, type);
        }
    }
}
