package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Base64UrlCodec;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.NumberCodec;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The CAA records of an onion service, which has no DNS to hold them: signed with the key of the service and sent along
 * with {@link Finalize} (RFC 9799 §6.4).
 */
public final class OnionCaa extends AcmeObject {

    private static final Schema<OnionCaa> SCHEMA =
            Schema.of("onionCaa", OnionCaa.class, OnionCaa::new, "RFC 9799 §6.4");

    private static final Pattern RECORD = Pattern.compile("caa [0-9]{1,3} [A-Za-z0-9]+ \".*\"");

    private static final Field<String> CAA =
            SCHEMA.field("caa", Codecs.TEXT).nullable().required();
    private static final Field<Instant> EXPIRY =
            SCHEMA.field("expiry", NumberCodec.EPOCH_SECONDS).required();
    private static final Field<byte[]> SIGNATURE =
            SCHEMA.field("signature", Base64UrlCodec.PADDING_TOLERATED).secret().required();

    /** Reads the CAA records of an onion service. */
    public static final MessageType<OnionCaa> TYPE =
            SCHEMA.rules(OnionCaa::rules).done();

    private static void rules(Rules<OnionCaa> rules) {
        rules.rule(
                        Severity.WARNING,
                        "onionCaa/caa",
                        "RFC 9799 §6.4",
                        "/caa",
                        "a line is not a CAA record as in the descriptor of an onion service",
                        "write: caa, flags, tag, value in quotes; or null when there are no records",
                        o -> o.peek(CAA)
                                .filter(caa -> !caa.lines()
                                        .allMatch(line -> RECORD.matcher(line).matches()))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "onionCaa/signature",
                        "RFC 9799 §6.4",
                        "/signature",
                        "the signature has not the 64 octets of Ed25519",
                        "sign with the key of the onion service",
                        o -> o.peek(SIGNATURE)
                                .filter(signature -> signature.length != 64)
                                .isPresent());
    }

    private OnionCaa(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of these records}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the CAA records as they stand in the service's descriptor, one on each line, lines separated by LF; empty
     * when the service has none, which the message says by {@code null}}
     */
    public Optional<String> caa() {
        return find(CAA);
    }

    /**
     * {@return when the signature ends, whole seconds; should be at most eight hours ahead}
     */
    public Instant expiry() {
        return require(EXPIRY);
    }

    /**
     * {@return the Ed25519 signature over {@link #signedOctets()}, 64 octets; padded text is read as well}
     */
    public byte[] signature() {
        return require(SIGNATURE);
    }

    /**
     * {@return the octets that the key of the onion service signs: a label, the expiry and the records; a service
     * without records signs an empty text in their place}
     */
    public byte[] signedOctets() {
        return signedOctets(caa().orElse(""), expiry());
    }

    /**
     * Gives the octets to be signed, before there is a signature.
     *
     * @param caa the records, one on each line; {@code ""} for none
     * @param expiry when the signature ends; fractions of a second do not count
     * @return what the key of the onion service is to sign
     */
    public static byte[] signedOctets(String caa, Instant expiry) {
        return ("onion-caa|" + expiry.getEpochSecond() + "|" + caa).getBytes(StandardCharsets.UTF_8);
    }

    /** Builds an {@link OnionCaa}. */
    public static final class Builder extends ObjectBuilder<OnionCaa, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(OnionCaa start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the CAA records.
         *
         * @param caa the records, one on each line, lines separated by LF
         * @return this builder
         */
        public Builder caa(String caa) {
            return set(CAA, caa);
        }

        /**
         * Says that the service has no CAA records.
         *
         * @return this builder
         */
        public Builder noCaa() {
            return setNull(CAA);
        }

        /**
         * Sets when the signature ends.
         *
         * @param expiry a time; fractions of a second are dropped
         * @return this builder
         */
        public Builder expiry(Instant expiry) {
            return set(EXPIRY, expiry);
        }

        /**
         * Sets the signature over {@link OnionCaa#signedOctets(String, Instant)}.
         *
         * @param signature 64 octets, by the Ed25519 key of the onion service
         * @return this builder
         */
        public Builder signature(byte[] signature) {
            return set(SIGNATURE, signature);
        }
    }
}
