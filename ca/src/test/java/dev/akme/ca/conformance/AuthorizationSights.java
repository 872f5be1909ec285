package dev.akme.ca.conformance;

import dev.akme.ca.Deviation;
import dev.akme.messages.ProblemType;
import java.util.Map;

/** What is seen of authorizations and challenges of other servers. */
final class AuthorizationSights {

    private AuthorizationSights() {}

    static void addTo(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.CHALLENGE_ERROR_EMPTY,
                ca -> ca.failed(ProblemType.DNS).text().contains("\"error\":{}"));
        sights.put(
                Deviation.AUTHORIZATION_WITH_MORE,
                ca -> ca.authorization("a.example.org").text().contains("\"wildcard\":false"));
        sights.put(
                Deviation.ALREADY_AUTHORIZED,
                ca -> ca.order("a.example.org").string("status").equals("ready")
                        && ca.authorization("a.example.org").string("status").equals("valid"));
        sights.put(Deviation.INVALID_REUSED, ca -> {
            Answer failed = ca.failedOrder();
            return ca.order("failed.example.org").strings("authorizations").equals(failed.strings("authorizations"));
        });
        sights.put(
                Deviation.PROPRIETARY_CHALLENGE,
                ca -> ca.authorization("a.example.org").text().contains("{\"type\":\"sectigo-email-01\",\"url\""));
        sights.put(
                Deviation.UNKNOWN_CHALLENGES,
                ca -> ca.authorization("a.example.org").text().contains("\"smoke-signal-01\"")
                        && ca.authorization("a.example.org").text().contains("{\"type\":5},{}"));
        sights.put(
                Deviation.TOKENS_MISSING,
                ca -> !ca.authorization("a.example.org").text().contains("\"token\""));
        sights.put(
                Deviation.CHALLENGE_STAYS_PENDING,
                ca -> ca.answered("{}").string("status").equals("pending"));
        sights.put(Deviation.VALIDATION_LASTS, ca -> {
            String authorization = ca.authorized().authorization();
            return ca.client.read(authorization).string("status").equals("pending")
                    && ca.client.read(authorization).text().contains("\"processing\"")
                    && ca.client.read(authorization).string("status").equals("pending")
                    && ca.client.read(authorization).string("status").equals("valid");
        });
        sights.put(
                Deviation.CHALLENGE_URI,
                ca -> ca.authorization("a.example.org").text().contains("\"uri\":\"https"));
        sights.put(
                Deviation.CHALLENGE_WITHOUT_URL,
                ca -> !ca.authorization("a.example.org").text().contains("\"url\""));
        sights.put(
                Deviation.PERSIST_WITHOUT_ACCOUNT,
                ca -> ca.authorization("a.example.org").text().contains("dns-persist-01")
                        && !ca.authorization("a.example.org").text().contains("accounturi"));
        sights.put(
                Deviation.EMPTY_RESPONSE_DEMANDED,
                ca -> ca.isRefused(ca.answered("{\"resource\":\"challenge\"}"), 400, "malformed"));
        sights.put(
                Deviation.OLD_RESPONSES,
                ca -> ca.answered("{\"keyAuthorization\":\"x.y\"}").status() == 200);
    }
}
