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
     * A request is about to be sent again.
     *
     * @param method as in {@link #request}
     * @param url as in {@link #request}
     * @param reason why, for people
     * @param attempt which repetition it is, from 1 on
     */
    default void retry(String method, URI url, String reason, int attempt) {}

    /**
     * The client is about to wait.
     *
     * @param reason what for, for people
     * @param until until when
     */
    default void waiting(String reason, Instant until) {}

    /**
     * A step on the way to a certificate is about to be taken.
     *
     * @param step what, for people, such as {@code "answer http-01 for www.example.org"}
     */
    default void step(String step) {}
}
