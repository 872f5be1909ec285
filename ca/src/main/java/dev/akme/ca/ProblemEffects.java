package dev.akme.ca;

import dev.akme.json.JsonNull;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.messages.ProblemType;
import java.util.List;
import java.util.Map;

/** Problems as other servers have them. */
final class ProblemEffects {

    private static final String TYPE = "type";
    private static final String STATUS = "status";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String REPLAY_NONCE = "Replay-Nonce";

    /** As nginx has it. */
    private static final String PAGE = "<html>\r\n<head><title>Error</title></head>\r\n<body>nginx</body></html>\r\n";

    /** What step-ca gives these. */
    private static final Map<ProblemType, Integer> OTHER_STATUSES = Map.of(
            ProblemType.UNAUTHORIZED, 401,
            ProblemType.ORDER_NOT_READY, 400,
            ProblemType.CAA, 400,
            ProblemType.RATE_LIMITED, 400);

    private ProblemEffects() {}

    static void addTo(Map<Deviation, Effect> effects) {
        effects.put(
                Deviation.ERROR_WITHOUT_NONCE,
                Effect.refusals(answer -> isOf(answer, ProblemType.BAD_NONCE) ? answer : withoutNonce(answer)));
        effects.put(
                Deviation.BAD_NONCE_WITHOUT_NONCE,
                Effect.refusals(answer -> isOf(answer, ProblemType.BAD_NONCE) ? withoutNonce(answer) : answer));
        effects.put(Deviation.PROBLEM_WITHOUT_TYPE, Effect.problems(problem -> Effect.without(problem, TYPE)));
        effects.put(
                Deviation.PROBLEM_WITH_MESSAGE,
                Effect.problems(problem -> Effect.with(JsonObject.EMPTY, "message", Effect.text(problem, "detail"))));
        effects.put(
                Deviation.UNSUPPORTED_TYPE,
                Effect.problems(problem -> Effect.replaceText(
                        problem,
                        TYPE,
                        ProblemType.INCORRECT_RESPONSE.value(),
                        "urn:ietf:params:acme:error:unsupported type ACME error type '13'")));
        effects.put(
                Deviation.CONTACT_AS_RESPONSE,
                Effect.problems(problem -> Effect.replaceText(
                        problem, TYPE, ProblemType.INVALID_CONTACT.value(), ProblemType.INCORRECT_RESPONSE.value())));
        effects.put(
                Deviation.SUBPROBLEMS_NULL,
                Effect.problems(problem -> Effect.with(problem, "subproblems", JsonNull.NULL)));
        effects.put(
                Deviation.PROBLEM_WITH_MORE,
                Effect.problems(
                        problem -> Effect.withMore(problem, "{\"requestID\":\"7\",\"method\":\"POST\",\"more\":[1]}")));
        effects.put(
                Deviation.CONFLICT,
                Effect.refusals(answer -> answer.status() == 409
                        ? answer.withJson(problem -> Effect.with(problem, TYPE, "urn:ietf:params:acme:error:conflict"))
                        : answer));
        effects.put(
                Deviation.ERRORS_AS_HTML,
                Effect.refusals(answer -> answer.status() == 405 || answer.status() >= 500
                        ? answer.withBody(PAGE).withOnly(CONTENT_TYPE, List.of("text/html"))
                        : answer));
        effects.put(
                Deviation.PROBLEMS_AS_JSON,
                Effect.refusals(answer -> answer.jsonObject().isPresent()
                        ? answer.withOnly(CONTENT_TYPE, List.of("application/json"))
                        : answer));
        effects.put(
                Deviation.OTHER_STATUSES,
                Effect.refusals(answer -> OTHER_STATUSES.entrySet().stream()
                        .filter(other -> isOf(answer, other.getKey()))
                        .findFirst()
                        .map(other -> withStatus(answer, other.getValue()))
                        .orElse(answer)));
        effects.put(Deviation.NO_ACCOUNT_FORBIDDEN, statusOf(ProblemType.ACCOUNT_DOES_NOT_EXIST, 403));
        effects.put(Deviation.NO_ACCOUNT_INTERNAL, statusOf(ProblemType.ACCOUNT_DOES_NOT_EXIST, 500));
        effects.put(
                Deviation.ALGORITHMS_MISSING,
                Effect.refusals(answer -> answer.withJson(problem -> Effect.without(problem, "algorithms"))));
        effects.put(Deviation.URL_MISMATCH_MALFORMED, Effect.refusals(ProblemEffects::malformedMismatch));
        effects.put(
                Deviation.MEDIA_TYPE_BAD_REQUEST,
                Effect.refusals(answer -> answer.status() == 415 ? withStatus(answer, 400) : answer));
        effects.put(
                Deviation.STATUS_AS_TEXT,
                Effect.problems(problem -> problem.get(STATUS)
                        .map(status -> Effect.with(problem, STATUS, status.toJson()))
                        .orElse(problem)));
    }

    private static boolean isOf(CaResponse answer, ProblemType type) {
        return answer.jsonObject()
                .filter(problem -> Effect.text(problem, TYPE).equals(type.value()))
                .isPresent();
    }

    private static CaResponse withoutNonce(CaResponse answer) {
        return answer.withOnly(REPLAY_NONCE, List.of());
    }

    static CaResponse withStatus(CaResponse answer, int status) {
        return answer.withStatus(status).withJson(problem -> Effect.with(problem, STATUS, JsonNumber.of(status)));
    }

    private static Effect statusOf(ProblemType type, int status) {
        return Effect.refusals(answer -> isOf(answer, type) ? withStatus(answer, status) : answer);
    }

    /** It has no type of its own: told by what it says. */
    private static CaResponse malformedMismatch(CaResponse answer) {
        boolean isMismatch = isOf(answer, ProblemType.UNAUTHORIZED)
                && answer.jsonObject()
                        .filter(problem -> Effect.text(problem, "detail").startsWith("url in the header"))
                        .isPresent();
        return isMismatch
                ? withStatus(answer, 400).withJson(problem -> Effect.with(problem, TYPE, ProblemType.MALFORMED.value()))
                : answer;
    }
}
