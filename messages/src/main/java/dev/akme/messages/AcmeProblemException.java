package dev.akme.messages;

import java.io.Serial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The server said no: carries its {@link Problem}. Thrown by a client that was refused, and by a server's code to
 * refuse; the message is {@link Problem#toText()}, after the HTTP status
 * and the time to try again if the server gave one.
 *
 * @serial exclude
 */
public final class AcmeProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String REPLAY_NONCE = "replay-nonce";

    /** The problem as JSON, which survives serialization; the message object itself does not offer it. */
    private final String problem;

    /** The status of the response. */
    private final int httpStatus;

    /** When to try again, if the server said so. */
    private final @Nullable Instant retryAfter;

    /** The headers of the response by their names in lower case; immutable collections of the JDK, which serialize. */
    @SuppressWarnings("serial")
    private final Map<String, List<String>> headers;

    /**
     * Makes an exception with the HTTP status of the problem.
     *
     * @param problem what went wrong
     */
    public AcmeProblemException(Problem problem) {
        this(problem, statusOf(problem), null);
    }

    /**
     * Makes an exception without headers.
     *
     * @param problem what went wrong
     * @param httpStatus the status of the response, which counts more than the copy of it in the body
     * @param retryAfter when the request may be tried again; null when the server did not say
     */
    public AcmeProblemException(Problem problem, int httpStatus, @Nullable Instant retryAfter) {
        this(problem, httpStatus, retryAfter, Map.of());
    }

    /**
     * Makes an exception.
     *
     * @param problem what went wrong
     * @param httpStatus the status of the response, which counts more than the copy of it in the body
     * @param retryAfter when the request may be tried again; null when the server did not say
     * @param headers the values of each header of the response, one for each line, names in any case. {@code Replay-Nonce}
     *     is left out, as an exception ends up in logs
     */
    public AcmeProblemException(
            Problem problem, int httpStatus, @Nullable Instant retryAfter, Map<String, List<String>> headers) {
        super(message(problem, httpStatus, retryAfter));
        this.problem = problem.toJson();
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
        this.headers = withoutNonce(headers);
    }

    private static Map<String, List<String>> withoutNonce(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> {
            List<String> all = new ArrayList<>(copy.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
            all.addAll(values);
            copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(all));
        });
        copy.remove(REPLAY_NONCE);
        return Collections.unmodifiableMap(copy);
    }

    private static String message(Problem problem, int httpStatus, @Nullable Instant retryAfter) {
        String when = retryAfter == null ? "" : ", try again after " + retryAfter;
        return "HTTP " + httpStatus + when + ": " + problem.toText();
    }

    private static int statusOf(Problem problem) {
        return problem.peekStatus().orElse(problem.peekType().httpStatus());
    }

    /**
     * {@return what went wrong}
     */
    public Problem problem() {
        return Problem.TYPE.read(problem);
    }

    /**
     * {@return the HTTP status of the response}
     */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * {@return when the request may be tried again; empty when the server did not say}
     */
    public Optional<Instant> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Gives the headers of the response, such as {@code link} or the {@code location} of the account that has a key already.
     *
     * @return the values of each header by its name in lower case, one for each line; immutable. Without
     *     {@code replay-nonce}; empty when the exception was made without headers
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * Tells whether an error is an ACME server's refusal with a type of the ACME namespace.
     *
     * @param error any error; null is none
     * @return whether it is an {@code AcmeProblemException} whose type begins with {@link ProblemType#PREFIX}
     */
    public static boolean isAcmeError(@Nullable Throwable error) {
        return error instanceof AcmeProblemException e && e.problem().peekType().isAcme();
    }
}
