package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.time.Instant;

/** From when to when the CA would like a certificate to be renewed (RFC 9773 §4.2). Sent by the server. */
public final class SuggestedWindow extends AcmeObject {

    private static final Schema<SuggestedWindow> SCHEMA =
            Schema.of("suggestedWindow", SuggestedWindow.class, SuggestedWindow::new, "RFC 9773 §4.2");

    private static final Field<Instant> START =
            SCHEMA.field("start", Codecs.TIMESTAMP).required();
    private static final Field<Instant> END =
            SCHEMA.field("end", Codecs.TIMESTAMP).required();

    /** Reads windows. */
    public static final MessageType<SuggestedWindow> TYPE =
            SCHEMA.rules(SuggestedWindow::rules).done();

    private static void rules(Rules<SuggestedWindow> rules) {
        rules.rule(
                Severity.ERROR,
                "suggestedWindow/end",
                "RFC 9773 §4.2",
                "/end",
                "the window does not end after its start",
                "send a window of some length; a client treats this one as no answer",
                w -> w.peek(START)
                        .filter(start ->
                                w.peek(END).filter(end -> !end.isAfter(start)).isPresent())
                        .isPresent());
    }

    private SuggestedWindow(Members members) {
        super(members);
    }

    /**
     * Makes a window.
     *
     * @param start its begin
     * @param end its end, after the begin
     * @return the window
     * @throws dev.akme.json.InvalidMemberException when it does not end after its begin
     */
    public static SuggestedWindow of(Instant start, Instant end) {
        return new Builder().start(start).end(end).build();
    }

    /**
     * {@return a builder that starts with all members of this window}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return when to renew at the earliest; often in the past, and then the time is now}
     */
    public Instant start() {
        return require(START);
    }

    /**
     * {@return when to have renewed}
     */
    public Instant end() {
        return require(END);
    }

    /** Builds a {@link SuggestedWindow}. */
    public static final class Builder extends ObjectBuilder<SuggestedWindow, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(SuggestedWindow start) {
            super(SCHEMA, start);
        }

        /**
         * Sets when to renew at the earliest.
         *
         * @param start the begin
         * @return this builder
         */
        public Builder start(Instant start) {
            return set(START, start);
        }

        /**
         * Sets when to have renewed.
         *
         * @param end the end, after the begin
         * @return this builder
         */
        public Builder end(Instant end) {
            return set(END, end);
        }
    }
}
