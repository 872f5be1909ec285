package dev.akme.ca;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the CA answers when it says no. */
final class Refuse {

    private Refuse() {}

    /** With the status that goes with the type. */
    static AcmeProblemException with(ProblemType type, String detail) {
        return new AcmeProblemException(Problem.of(type, detail));
    }

    static AcmeProblemException with(ProblemType type, int status, String detail) {
        return with(type, status, detail, Map.of());
    }

    static AcmeProblemException with(ProblemType type, int status, String detail, Map<String, String> headers) {
        return with(problem(type, status, detail), headers);
    }

    static AcmeProblemException with(Problem problem, Map<String, String> headers) {
        Map<String, List<String>> lines = new HashMap<>();
        headers.forEach((name, value) -> lines.put(name, List.of(value)));
        return new AcmeProblemException(problem, problem.status().orElse(400), null, lines);
    }

    static AcmeProblemException malformed(String detail) {
        return with(ProblemType.MALFORMED, detail);
    }

    static AcmeProblemException notFound(String detail) {
        return with(ProblemType.MALFORMED, 404, detail);
    }

    static AcmeProblemException unauthorized(String detail) {
        return with(ProblemType.UNAUTHORIZED, detail);
    }

    /** Refuses a request whose body has more octets. */
    static void longerThan(int octets, CaRequest request) {
        if (request.length() > octets) {
            throw with(ProblemType.MALFORMED, 413, "the body has more than " + octets + " octets");
        }
    }

    /** With the time after which another attempt makes sense, in seconds. */
    static AcmeProblemException later(ProblemType type, int status, String detail, Duration pause) {
        return with(type, status, detail, Map.of("Retry-After", seconds(pause)));
    }

    /** As somebody wants it to go wrong; {@code Retry-After} in whole seconds, from 0 on. */
    static AcmeProblemException injected(Problem problem, @Nullable Duration retryAfter) {
        AcmeProblemException plain = new AcmeProblemException(problem);
        if (retryAfter == null) {
            return plain;
        }
        String seconds = Long.toString(retryAfter.plusMillis(999).toSeconds());
        return new AcmeProblemException(problem, plain.httpStatus(), null, Map.of("Retry-After", List.of(seconds)));
    }

    static String seconds(Duration pause) {
        return Long.toString(Math.max(1, pause.plusMillis(999).toSeconds()));
    }

    static Problem problem(ProblemType type, int status, String detail) {
        return Problem.builder().type(type).status(status).detail(detail).build();
    }
}
