package dev.akme.client;

import dev.akme.messages.Identifier;
import java.util.Set;

/** An authorization at {@link FakeCa}, with one challenge. */
final class FakeAuthorization {

    final Identifier identifier;
    final String token;
    String status = "pending";

    private final int number;
    private String challenge = "pending";
    private boolean willFail;
    int polls;

    FakeAuthorization(int number, Identifier identifier) {
        this.number = number;
        this.identifier = identifier;
        this.token = "token-of-authorization-" + String.format("%06d", number);
    }

    String url() {
        return FakeCa.BASE + "/authz/" + number;
    }

    FakeAuthorization answer(Set<String> failing, int validationPolls) {
        if (status.equals("pending") && challenge.equals("pending")) {
            challenge = "processing";
            willFail = failing.contains(identifier.value());
            polls = validationPolls;
        }
        return this;
    }

    /** Time passes at this server when somebody looks. */
    FakeAuthorization read() {
        if (challenge.equals("processing") && polls-- <= 0) {
            challenge = willFail ? "invalid" : "valid";
            status = challenge;
        }
        return this;
    }

    FakeAuthorization deactivate() {
        status = "deactivated";
        return this;
    }

    private String challengeJson() {
        String more = switch (challenge) {
            case "valid" -> ",\"validated\":\"2026-11-24T08:00:00Z\"";
            case "invalid" ->
                ",\"error\":{\"type\":\"urn:ietf:params:acme:error:connection\",\"detail\":\"nobody there\"}";
            default -> "";
        };
        return "{\"type\":\"http-01\",\"url\":\"" + FakeCa.BASE + "/chall/" + number + "\",\"token\":\"" + token
                + "\",\"status\":\"" + challenge + "\"" + more + "}";
    }

    Reply challengeReply() {
        return Reply.json(200, challengeJson()).header("Link", "<" + url() + ">;rel=\"up\"");
    }

    Reply reply() {
        String wildcard = identifier.isWildcard() ? ",\"wildcard\":true" : "";
        String name = identifier.isWildcard() ? identifier.value().substring(2) : identifier.value();
        return Reply.json(
                200,
                "{\"status\":\"" + status + "\",\"expires\":\"2026-12-01T00:00:00Z\",\"identifier\":{\"type\":\""
                        + identifier.type() + "\",\"value\":\"" + name + "\"}" + wildcard + ",\"challenges\":["
                        + challengeJson() + "]}");
    }
}
