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
import java.time.Instant;
import java.util.Optional;

/**
 * How the certificates of a STAR order follow each other (RFC 8739 §3.1.1): short-lived ones, renewed by the server
 * until {@code end-date}. In requests the client's wish, in orders what the server made of it.
 */
public final class AutoRenewal extends AcmeObject {

    private static final Schema<AutoRenewal> SCHEMA =
            Schema.of("autoRenewal", AutoRenewal.class, AutoRenewal::new, "RFC 8739 §3.1.1");

    private static final Field<Instant> START_DATE =
            SCHEMA.field(ObjectField.AUTO_RENEWAL_START_DATE, Codecs.TIMESTAMP).optional();
    private static final Field<Instant> END_DATE =
            SCHEMA.field(ObjectField.AUTO_RENEWAL_END_DATE, Codecs.TIMESTAMP).required();
    private static final Field<Duration> LIFETIME =
            SCHEMA.field(ObjectField.AUTO_RENEWAL_LIFETIME, NumberCodec.SECONDS).required();
    private static final Field<Duration> LIFETIME_ADJUST = SCHEMA.field(
                    ObjectField.AUTO_RENEWAL_LIFETIME_ADJUST, NumberCodec.SECONDS)
            .optional();
    private static final Field<Boolean> ALLOW_CERTIFICATE_GET = SCHEMA.field(
                    ObjectField.AUTO_RENEWAL_ALLOW_CERTIFICATE_GET, Codecs.BOOLEAN)
            .optional();

    /** Reads auto-renewal objects. */
    public static final MessageType<AutoRenewal> TYPE =
            SCHEMA.rules(AutoRenewal::rules).done();

    private static void rules(Rules<AutoRenewal> rules) {
        rules.rule(
                        Severity.ERROR,
                        "autoRenewal/dates",
                        "RFC 8739 §3.1.1",
                        "/end-date",
                        "end-date is not after start-date",
                        "send a later end-date",
                        a -> a.peek(START_DATE)
                                .filter(start -> a.peek(END_DATE)
                                        .filter(end -> !end.isAfter(start))
                                        .isPresent())
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "autoRenewal/lifetime",
                        "RFC 8739 §3.1.1",
                        "/lifetime",
                        "lifetime is zero",
                        "send the seconds for which a certificate is to be valid",
                        a -> a.peek(LIFETIME).filter(Duration::isZero).isPresent());
    }

    private AutoRenewal(Members members) {
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
     * {@return when the first certificate begins at the earliest; absent means as soon as the order is authorized}
     */
    public Optional<Instant> startDate() {
        return find(START_DATE);
    }

    /**
     * {@return when the last certificate ends at the latest}
     */
    public Instant endDate() {
        return require(END_DATE);
    }

    /**
     * {@return for how long each certificate is valid, in whole seconds}
     */
    public Duration lifetime() {
        return require(LIFETIME);
    }

    /**
     * {@return by how much each certificate begins earlier than it would have to; absent means zero}
     */
    public Duration lifetimeAdjust() {
        return find(LIFETIME_ADJUST).orElse(Duration.ZERO);
    }

    /**
     * {@return whether the certificate may be fetched by a plain GET (RFC 8739 §3.4); absent means {@code false}}
     */
    public boolean allowCertificateGet() {
        return find(ALLOW_CERTIFICATE_GET).orElse(false);
    }

    /** For rules. */
    boolean peekAllowCertificateGet() {
        return peek(ALLOW_CERTIFICATE_GET).orElse(false);
    }

    /** Builds an {@link AutoRenewal}. */
    public static final class Builder extends ObjectBuilder<AutoRenewal, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(AutoRenewal start) {
            super(SCHEMA, start);
        }

        /**
         * Sets when the first certificate begins at the earliest.
         *
         * @param time the time; whole seconds are sent
         * @return this builder
         */
        public Builder startDate(Instant time) {
            return set(START_DATE, time);
        }

        /**
         * Sets when the last certificate ends at the latest. Required.
         *
         * @param time the time; whole seconds are sent
         * @return this builder
         */
        public Builder endDate(Instant time) {
            return set(END_DATE, time);
        }

        /**
         * Sets for how long each certificate is valid. Required.
         *
         * @param lifetime whole seconds, more than zero
         * @return this builder
         */
        public Builder lifetime(Duration lifetime) {
            return set(LIFETIME, lifetime);
        }

        /**
         * Sets by how much each certificate begins earlier than it would have to.
         *
         * @param lifetimeAdjust whole seconds
         * @return this builder
         */
        public Builder lifetimeAdjust(Duration lifetimeAdjust) {
            return set(LIFETIME_ADJUST, lifetimeAdjust);
        }

        /**
         * Asks that the certificate may be fetched by a plain GET (RFC 8739 §3.4).
         *
         * @param allowed whether to ask for it
         * @return this builder
         */
        public Builder allowCertificateGet(boolean allowed) {
            return set(ALLOW_CERTIFICATE_GET, allowed);
        }
    }
}
