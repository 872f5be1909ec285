package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/**
 * The status of an account, order, authorization or challenge (RFC 8555 §7.1.6). Which of them an object can have, and
 * what may follow, is in {@link StateMachine}.
 */
public final class Status extends Term {

    private static final Vocabulary<Status> WORDS = new Vocabulary<>("status", Status::new);

    /** {@code pending}: waiting for the client. */
    public static final Status PENDING =
            WORDS.add("pending", "RFC 8555 §7.1.6", "The server waits for the client to act.");
    /** {@code ready}: an order whose authorizations are all valid. */
    public static final Status READY =
            WORDS.add("ready", "RFC 8555 §7.1.6", "All authorizations are valid: the order can be finalized.");
    /** {@code processing}: the server is at work. */
    public static final Status PROCESSING =
            WORDS.add("processing", "RFC 8555 §7.1.6", "The server is issuing or validating: ask again later.");
    /** {@code valid}: usable, or done with success. */
    public static final Status VALID = WORDS.add("valid", "RFC 8555 §7.1.6", "In force: usable, validated or issued.");
    /** {@code invalid}: failed. */
    public static final Status INVALID =
            WORDS.add("invalid", "RFC 8555 §7.1.6", "Failed for good: the error member says why.");
    /** {@code deactivated}: given up by the client. */
    public static final Status DEACTIVATED =
            WORDS.add("deactivated", "RFC 8555 §7.1.6", "Given up by the client, for good.");
    /** {@code expired}: an authorization past its time. */
    public static final Status EXPIRED = WORDS.add("expired", "RFC 8555 §7.1.6", "Past its time.");
    /** {@code revoked}: taken back by the server. */
    public static final Status REVOKED = WORDS.add("revoked", "RFC 8555 §7.1.6", "Taken back by the server, for good.");
    /** {@code canceled}: a STAR order that the client ended. */
    public static final Status CANCELED =
            WORDS.add("canceled", "RFC 8739 §3.1.2", "The client ended the automatic renewal of this order.");
    /** {@code unknown}: a left-over of Python's library, in no RFC. */
    public static final Status UNKNOWN =
            WORDS.add("unknown", "pre-RFC drafts", "Nothing is known; in no RFC, kept for data that has it.");

    static final Codec<Status> CODEC = WORDS.codec();

    private Status(TermSpec spec) {
        super(spec);
    }

    /**
     * Gives the status of that name.
     *
     * @param value the word as it stands in a message; any text
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static Status of(String value) {
        return WORDS.of(value);
    }

    /**
     * {@return all known statuses}
     */
    public static List<Status> known() {
        return WORDS.known();
    }
}
