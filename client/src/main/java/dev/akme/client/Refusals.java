package dev.akme.client;

import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an exception of an answer that is no success, whatever it looks like (RFC 8555 §6.7). */
final class Refusals {

    /** Enough of an HTML page to see whose it is. */
    private static final int EXCERPT = 200;

    private Refusals() {}

    static AcmeProblemException of(Answer answer) {
        return new AcmeProblemException(
                problem(answer),
                answer.status(),
                answer.retryAfter().orElse(null),
                answer.response().headers());
    }

    /** A problem document of any media type; else one that tells of the status and the beginning of the body. */
    private static Problem problem(Answer answer) {
        byte[] body = answer.response().body();
        try {
            Problem problem = Problem.TYPE.read(body);
            if (isBadNonce(problem)) {
                // Servers quote the nonce there, and what is thrown ends up in logs.
                return Problem.builder()
                        .type(ProblemType.BAD_NONCE)
                        .status(answer.status())
                        .build();
            }
            if (problem.member("type").isPresent()
                    || problem.member("detail").isPresent()
                    || problem.member("title").isPresent()) {
                return problem;
            }
        } catch (JsonException e) {
            // HTML, nothing, or cut off.
        }
        Problem.Builder made = Problem.builder()
                .type(ProblemType.ABOUT_BLANK)
                .title("HTTP " + answer.status() + " from " + answer.url().getHost())
                .status(answer.status());
        String excerpt = excerpt(body);
        return excerpt.isEmpty() ? made.build() : made.detail(excerpt).build();
    }

    private static boolean isBadNonce(Problem problem) {
        try {
            return problem.type().equals(ProblemType.BAD_NONCE);
        } catch (MemberException e) {
            return false;
        }
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 8 * EXCERPT), StandardCharsets.UTF_8)
                .replaceAll("[\\p{C}\\p{Z}\\s\uFFFD]+", " ")
                .strip();
        if (text.codePointCount(0, text.length()) <= EXCERPT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "...";
    }

    /**
     * What a problem says of single identifiers (RFC 8555 §6.7.1): in subproblems, or in itself as some servers do. What
     * cannot be read is left out, as something has failed already.
     */
    static Map<Identifier, Problem> byIdentifier(Problem problem) {
        Map<Identifier, Problem> found = new LinkedHashMap<>();
        List<Problem> parts = new ArrayList<>();
        try {
            parts.addAll(problem.subproblems());
        } catch (MemberException e) {
            // Then there is only the whole.
        }
        parts.add(problem);
        for (Problem part : parts) {
            try {
                part.identifier().ifPresent(identifier -> found.putIfAbsent(identifier, part));
            } catch (MemberException e) {
                // Nobody knows whom it is about.
            }
        }
        return found;
    }

    /** Whether nobody knows what became of the request: the network failed, or a gateway says that it did behind it. */
    static boolean isLost(RuntimeException e) {
        return e instanceof AcmeNetworkException network
                ? network.mayHaveArrived()
                : e instanceof AcmeProblemException problem
                        && (problem.httpStatus() == 502 || problem.httpStatus() == 504);
    }

    /** Whether the same may succeed later, so that nothing should be given up. */
    static boolean isPassing(RuntimeException e) {
        return e instanceof AcmeNetworkException
                || e instanceof AcmeTimeoutException
                || (e instanceof AcmeProblemException problem
                        && (problem.retryAfter().isPresent() || isPassing(problem.httpStatus())));
    }

    /** Whether a server, or something in front of it, has trouble or too much to do. */
    static boolean isPassing(int status) {
        return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
    }

    /** Whether a server said no for that reason. */
    static boolean is(RuntimeException e, ProblemType type) {
        try {
            return e instanceof AcmeProblemException problem
                    && problem.problem().type().equals(type);
        } catch (MemberException noType) {
            return false;
        }
    }
}
