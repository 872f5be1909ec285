package dev.akme.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Is told what a client does, for logs, metrics and progress. Called by the thread that does it; returns soon and throws
 * nothing. No event has a key, a token, a nonce or a MAC in it. Implementations are safe for use by many threads.
 */
public interface AcmeListener {

    /** Nobody listens. */
    AcmeListener NONE = new AcmeListener() {};

    /**
     * A request is about to be sent.
     *
     * @param method {@code GET}, {@code HEAD} or {@code POST}
     * @param url where to
     */
    default void request(String method, URI url) {}

    /**
     * A response has arrived.
     *
     * @param method as in {@link #request}
     * @param url as in {@link #request}
     * @param status the HTTP status
     * @param took from the request to the last octet of the response
     */
    default void response(String method, URI url, int status, Duration took) {}

    /**
     * A request has ended without a response. Each request ends in this or in {@link #response}.
     *
     * @param method as in {@link #request}
     * @param url as in {@link #request}
     * @param cause why: mostly an {@link AcmeNetworkException}, or an {@link InterruptedException}
     * @param took how long it was under way
     */
    default void failure(String method, URI url, Exception cause, Duration took) {}

    /**
     * A request is about to be sent again.
     *
     * @param method as in {@link #request}
     * @param url as in {@link #request}
     * @param cause why
     * @param attempt which repetition it is, from 1 on
     */
    default void retry(String method, URI url, RetryCause cause, int attempt) {}

    /**
     * The client is about to wait.
     *
     * @param reason what for
     * @param until until when
     */
    default void waiting(WaitReason reason, Instant until) {}

    /**
     * A step on the way to a certificate is about to be taken.
     *
     * @param step what
     */
    default void step(ObtainStep step) {}

    /**
     * A step did not succeed, and it is gone on without it: such as cleaning up, or finding another chain.
     *
     * @param step which
     * @param reason why, for people
     */
    default void skipped(ObtainStep step, String reason) {}
}
