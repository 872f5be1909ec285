package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.Optional;

/**
 * When the CA would like a certificate to be renewed (RFC 9773 §4.2). Sent by the server to anybody who asks, under the
 * URL that {@link CertificateIdentifier#renewalInfoUrl} gives.
 */
public final class RenewalInfo extends AcmeObject {

    private static final Schema<RenewalInfo> SCHEMA =
            Schema.of("renewalInfo", RenewalInfo.class, RenewalInfo::new, "RFC 9773 §4.2");

    private static final Field<SuggestedWindow> SUGGESTED_WINDOW = SCHEMA.field(
                    ObjectField.RENEWAL_INFO_SUGGESTED_WINDOW, Codecs.message(SuggestedWindow.TYPE))
            .required();
    private static final Field<URI> EXPLANATION_URL =
            SCHEMA.field(ObjectField.RENEWAL_INFO_EXPLANATION_URL, Codecs.URL).optional();

    /** Reads renewal information. */
    public static final MessageType<RenewalInfo> TYPE = SCHEMA.done();

    private RenewalInfo(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this answer}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return from when to when to renew}
     */
    public SuggestedWindow suggestedWindow() {
        return require(SUGGESTED_WINDOW);
    }

    /**
     * {@return a page for people that says why, where there is one; a client should show it to its operator}
     */
    public Optional<URI> explanationUrl() {
        return find(EXPLANATION_URL);
    }

    /** Builds a {@link RenewalInfo}. */
    public static final class Builder extends ObjectBuilder<RenewalInfo, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(RenewalInfo start) {
            super(SCHEMA, start);
        }

        /**
         * Sets from when to when to renew.
         *
         * @param suggestedWindow the window
         * @return this builder
         */
        public Builder suggestedWindow(SuggestedWindow suggestedWindow) {
            return set(SUGGESTED_WINDOW, suggestedWindow);
        }

        /**
         * Sets the page that says why.
         *
         * @param explanationUrl a page for people
         * @return this builder
         */
        public Builder explanationUrl(URI explanationUrl) {
            return set(EXPLANATION_URL, explanationUrl);
        }
    }
}
