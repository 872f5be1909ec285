package dev.akme.ca.conformance;

import dev.akme.ca.Deviation;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.Map;

/** What is seen of problems of other servers. */
final class ProblemSights {

    private static final String ACCOUNTS = "https://ca.example.org/acme/account/";

    private ProblemSights() {}

    static void addTo(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.ERROR_WITHOUT_NONCE,
                ca -> ca.notFound().all("Replay-Nonce").isEmpty()
                        && ca.badNonce().all("Replay-Nonce").size() == 1);
        sights.put(
                Deviation.BAD_NONCE_WITHOUT_NONCE,
                ca -> ca.badNonce().all("Replay-Nonce").isEmpty()
                        && ca.notFound().all("Replay-Nonce").size() == 1);
        sights.put(Deviation.PROBLEM_WITHOUT_TYPE, ca -> !ca.notFound().text().contains("\"type\""));
        sights.put(Deviation.PROBLEM_WITH_MESSAGE, ca -> ca.notFound().text().startsWith("{\"message\":\""));
        sights.put(
                Deviation.UNSUPPORTED_TYPE,
                ca -> ca.failed(ProblemType.INCORRECT_RESPONSE)
                        .text()
                        .contains("\"urn:ietf:params:acme:error:unsupported type ACME error type '13'\""));
        sights.put(
                Deviation.CONTACT_AS_RESPONSE,
                ca -> ca.isRefused(ca.newAccount("{\"contact\":[\"mailto:nobody\"]}"), 400, "incorrectResponse"));
        sights.put(Deviation.SUBPROBLEMS_NULL, ca -> ca.notFound().text().contains("\"subproblems\":null"));
        sights.put(Deviation.PROBLEM_WITH_MORE, ca -> ca.notFound().text().contains("\"requestID\":\"7\""));
        sights.put(Deviation.CONFLICT, ca -> {
            ca.world
                    .ca
                    .faults()
                    .answerNext(Problem.of(ProblemType.MALFORMED, "taken").toBuilder()
                            .status(409)
                            .build());
            return ca.isRefused(ca.account(), 409, "conflict");
        });
        sights.put(
                Deviation.ERRORS_AS_HTML,
                ca -> ca.notAllowed().header("Content-Type").equals("text/html")
                        && ca.notAllowed().text().startsWith("<html>")
                        && ca.notFound().header("Content-Type").equals("application/problem+json"));
        sights.put(
                Deviation.PROBLEMS_AS_JSON,
                ca -> ca.notFound().header("Content-Type").equals("application/json"));
        sights.put(Deviation.OTHER_STATUSES, ca -> {
            ca.world.ca.faults().answerNext(Problem.of(ProblemType.RATE_LIMITED, "slow down"));
            boolean limited = ca.isRefused(ca.account(), 400, "rateLimited");
            Client other = ca.world.client();
            return limited && ca.isRefused(other.read(ca.client.kid), 401, "unauthorized");
        });
        sights.put(
                Deviation.NO_ACCOUNT_FORBIDDEN,
                ca -> ca.isRefused(ca.newAccount("{\"onlyReturnExisting\":true}"), 403, "accountDoesNotExist"));
        sights.put(
                Deviation.NO_ACCOUNT_INTERNAL,
                ca -> ca.isRefused(ca.newAccount("{\"onlyReturnExisting\":true}"), 500, "accountDoesNotExist"));
        sights.put(Deviation.ALGORITHMS_MISSING, ca -> {
            Answer answer = ca.client
                    .post(ca.client.kid, "")
                    .header("alg", "\"ES256K\"")
                    .send();
            return ca.isRefused(answer, 400, "badSignatureAlgorithm")
                    && !answer.text().contains("\"algorithms\":");
        });
        sights.put(
                Deviation.URL_MISMATCH_MALFORMED,
                ca -> ca.isRefused(
                        ca.client
                                .post(ca.client.kid, "")
                                .header("url", Json.quoted(ACCOUNTS + "other"))
                                .send(),
                        400,
                        "malformed"));
        sights.put(
                Deviation.MEDIA_TYPE_BAD_REQUEST,
                ca -> ca.isRefused(
                        ca.client
                                .post(ca.client.kid, "")
                                .http("Content-Type", "application/json")
                                .send(),
                        400,
                        "malformed"));
        sights.put(Deviation.STATUS_AS_TEXT, ca -> ca.notFound().text().contains("\"status\":\"404\""));
    }
}
