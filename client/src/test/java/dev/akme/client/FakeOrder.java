package dev.akme.client;

import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.messages.OrderUpdate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** An order at {@link FakeCa}. */
final class FakeOrder {

    final String url;
    final NewOrder wanted;
    private final List<FakeAuthorization> authorizations;
    int readyPolls;
    int issuancePolls;
    private String subproblems = "";
    private String ending = "";
    private String pem = "";
    private String otherPem = "";

    FakeOrder(String url, NewOrder wanted, List<FakeAuthorization> authorizations) {
        this.url = url;
        this.wanted = wanted;
        this.authorizations = authorizations;
    }

    String status() {
        if (!ending.isEmpty()) {
            return ending;
        }
        if (authorizations.stream().anyMatch(a -> a.status.equals("invalid") || a.status.equals("deactivated"))) {
            return "invalid";
        }
        boolean all = authorizations.stream().allMatch(a -> a.status.equals("valid"));
        if (!all || readyPolls > 0) {
            return "pending";
        }
        return pem.isEmpty() ? "ready" : issuancePolls > 0 ? "processing" : "valid";
    }

    /** Time passes at this server when somebody looks. */
    FakeOrder read() {
        if (status().equals("pending") && authorizations.stream().allMatch(a -> a.status.equals("valid"))) {
            readyPolls--;
        } else if (status().equals("processing")) {
            issuancePolls--;
        }
        return this;
    }

    FakeOrder cancel(OrderUpdate update) {
        ending = update.status().toString();
        return this;
    }

    void fail() {
        ending = "invalid";
    }

    /** Fails, and says for which identifier. */
    void fail(Identifier identifier) {
        fail();
        subproblems = ",\"subproblems\":[{\"type\":\"urn:ietf:params:acme:error:caa\",\"detail\":\"not this CA\","
                + "\"identifier\":" + identifier.toJson() + "}]";
    }

    void finalizeWith(List<X509Certificate> chain, List<X509Certificate> other) {
        pem = CertificateChain.of(chain).toPem();
        // The same certificate, as if another root had signed it.
        otherPem = CertificateChain.of(List.of(chain.get(0), other.get(1))).toPem();
    }

    String pem(boolean alternate) {
        return alternate ? otherPem : pem;
    }

    Reply reply(int httpStatus) {
        String identifiers =
                wanted.identifiers().stream().map(Identifier::toJson).collect(Collectors.joining(","));
        String urls = authorizations.stream().map(a -> "\"" + a.url() + "\"").collect(Collectors.joining(","));
        String status = status();
        String certificate = status.equals("valid") ? ",\"certificate\":\"" + url.replace("order", "cert") + "\"" : "";
        String error = ending.equals("invalid")
                ? ",\"error\":{\"type\":\"urn:ietf:params:acme:error:caa\",\"detail\":\"CAA forbids it\"" + subproblems
                        + "}"
                : "";
        String profile =
                wanted.profile().map(name -> ",\"profile\":\"" + name + "\"").orElse("");
        return Reply.json(
                httpStatus,
                "{\"status\":\"" + status + "\",\"expires\":\"2026-12-01T00:00:00Z\",\"identifiers\":[" + identifiers
                        + "],\"authorizations\":[" + urls + "],\"finalize\":\"" + url + "/finalize\"" + certificate
                        + error + profile + "}");
    }
}
