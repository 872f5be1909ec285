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
import java.time.Duration;

/** What a server offers of automatic renewal: {@code auto-renewal} of the directory's metadata (RFC 8739 §3.2). */
public final class MetadataAutoRenewal extends AcmeObject {

    private static final Schema<MetadataAutoRenewal> SCHEMA =
            Schema.of("metadataAutoRenewal", MetadataAutoRenewal.class, MetadataAutoRenewal::new, "RFC 8739 §3.2");

    private static final Field<Duration> MIN_LIFETIME = SCHEMA.field(
                    ObjectField.META_AUTO_RENEWAL_MIN_LIFETIME, NumberCodec.SECONDS)
            .required();
    private static final Field<Duration> MAX_DURATION = SCHEMA.field(
                    ObjectField.META_AUTO_RENEWAL_MAX_DURATION, NumberCodec.SECONDS)
            .required();
    private static final Field<Boolean> ALLOW_CERTIFICATE_GET = SCHEMA.field(
                    ObjectField.META_AUTO_RENEWAL_ALLOW_CERTIFICATE_GET, Codecs.BOOLEAN)
            .optional();

    /** Reads what a server offers of automatic renewal. */
    public static final MessageType<MetadataAutoRenewal> TYPE =
            SCHEMA.rules(MetadataAutoRenewal::rules).done();

    private static void rules(Rules<MetadataAutoRenewal> rules) {
        rules.rule(
                Severity.WARNING,
                "metadataAutoRenewal/max-duration",
                "RFC 8739 §3.2",
                "/max-duration",
                "the longest duration is shorter than the shortest lifetime: no order can have both",
                "make max-duration the longer one",
                o -> o.peek(MAX_DURATION)
                        .flatMap(max -> o.peek(MIN_LIFETIME).map(min -> max.compareTo(min) < 0))
                        .orElse(false));
    }

    private MetadataAutoRenewal(Members members) {
        super(members);
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
     * {@return the shortest lifetime of a certificate that the server accepts, in whole seconds}
     */
    public Duration minLifetime() {
        return require(MIN_LIFETIME);
    }

    /**
     * {@return the longest time from {@code start-date} to {@code end-date} that the server accepts, in whole seconds}
     */
    public Duration maxDuration() {
        return require(MAX_DURATION);
    }

    /**
     * {@return whether the server can offer the certificate to requests without a signature (RFC 8739 §3.4); absent
     * means {@code false}}
     */
    public boolean allowCertificateGet() {
        return find(ALLOW_CERTIFICATE_GET).orElse(false);
    }

    boolean offersCertificateGet() {
        return peek(ALLOW_CERTIFICATE_GET).orElse(false);
    }

    /** Builds a {@link MetadataAutoRenewal}. */
    public static final class Builder extends ObjectBuilder<MetadataAutoRenewal, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(MetadataAutoRenewal start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the shortest lifetime of a certificate.
         *
         * @param minLifetime whole seconds
         * @return this builder
         */
        public Builder minLifetime(Duration minLifetime) {
            return set(MIN_LIFETIME, minLifetime);
        }

        /**
         * Sets the longest time from start to end of an order.
         *
         * @param maxDuration whole seconds
         * @return this builder
         */
        public Builder maxDuration(Duration maxDuration) {
            return set(MAX_DURATION, maxDuration);
        }

        /**
         * Sets whether certificates can be fetched without a signature.
         *
         * @param allowed whether it is allowed
         * @return this builder
         */
        public Builder allowCertificateGet(boolean allowed) {
            return set(ALLOW_CERTIFICATE_GET, allowed);
        }
    }
}
