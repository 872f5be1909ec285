package dev.akme.client;

import static dev.akme.client.Deviations.edited;
import static dev.akme.client.Deviations.editedAt;
import static dev.akme.client.FaultRow.CERTIFICATE;
import static dev.akme.client.FaultRow.fine;
import static dev.akme.client.FaultRow.once;
import static dev.akme.client.FaultRow.row;

import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What real servers do otherwise than the RFCs say, on the way from an order to its certificate. */
final class OrderDeviations {

    private OrderDeviations() {}

    static List<FaultRow> rows() {
        List<FaultRow> rows = new ArrayList<>();
        rows.addAll(orders());
        rows.addAll(authorizations());
        rows.addAll(waits());
        rows.addAll(certificates());
        return rows;
    }

    private static List<FaultRow> orders() {
        String dates = "\"notBefore\":\"2026-11-24T08:00:00Z\",\"notAfter\":\"2027-02-24T08:00:00.123456789+01:00\",";
        return List.of(
                editedOrders(
                        "D26: notBefore and notAfter without being asked",
                        body -> body.replaceFirst("\\{", "{\"id\":\"1\"," + dates)),
                once(
                                Step.NEW_ORDER,
                                "D27: notBefore is refused",
                                Fault.instead(Reply.problem(400, "malformed", "no notBefore here")),
                                "problem malformed (HTTP 400)")
                        .asks(builder -> builder.notBefore(FakeTime.START)),
                row(
                        "D29: error of the order is text",
                        ca -> ca.always(
                                Step.ORDER,
                                Fault.edit(body -> body.replaceFirst("\"status\":\"[^\"]*\"", "\"status\":\"invalid\"")
                                        .replaceFirst(
                                                "\\{", "{\"csr\":\"\",\"resource\":\"order\",\"error\":\"no luck\","))),
                        "problem about:blank (HTTP 400)"),
                editedOrders(
                        "D30: identifiers in other words", body -> body.replace("www.example.org", "WWW.Example.Org")),
                row(
                        "D30: a name is missing in the order",
                        ca -> ca.always(
                                Step.NEW_ORDER,
                                Fault.edit(body ->
                                        body.replaceFirst(",\\{\"type\":\"dns\",\"value\":\"example.com\"}", ""))),
                        "protocol"),
                row(
                        "D30: a name was added to the order",
                        ca -> ca.always(
                                Step.NEW_ORDER,
                                Fault.edit(body -> body.replaceFirst(
                                        "\"identifiers\":\\[",
                                        "\"identifiers\":[{\"type\":\"dns\",\"value\":\"mail.example.com\"},"))),
                        "protocol"),
                editedOrders("D30: no identifiers in the order", body -> body.replace("\"identifiers\"", "\"names\"")),
                editedOrders(
                        "D30: identifiers twice, in another order",
                        body -> body.replaceFirst(
                                "\"identifiers\":\\[",
                                "\"identifiers\":[{\"type\":\"dns\",\"value\":\"example.com\"},")),
                fine("D31: the same order for the same request, lost answer", ca -> {
                    ca.state.sameOrder = true;
                    ca.state.ordersList = false;
                    ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
                }),
                fine("D32: no authorizations in the order", ca -> {
                    alreadyValid(ca);
                    ca.always(
                            Step.NEW_ORDER,
                            Fault.edit(body ->
                                    body.replaceFirst("\"authorizations\":\\[[^]]*]", "\"authorizations\":[]")));
                }),
                row("D35: pending long after everything is valid", ca -> ca.state.readyPolls = 3, CERTIFICATE),
                row(
                        "D35: pending for ever after everything is valid",
                        ca -> ca.state.readyPolls = Integer.MAX_VALUE,
                        "timeout"),
                fine(
                        "D36: Location with the answer to finalize",
                        ca -> ca.always(
                                Step.FINALIZE,
                                Fault.change(reply -> reply.header("Location", "https://ca.test/elsewhere")))),
                editedOrders(
                        "D40: times in all forms",
                        body -> body.replace("2026-12-01T00:00:00Z", "2026-12-01t00:00:00.123456789+01:30")),
                editedOrders("D42: relative URLs in the order", body -> body.replace(FakeCa.BASE, "")),
                editedOrders(
                        "D59: nulls in the order",
                        body -> body.replaceFirst(
                                "\\{", "{\"error\":null,\"notBefore\":null,\"certificate2\":null,\"profile\":null,")),
                row(
                        "order becomes invalid",
                        ca -> ca.always(Step.ORDER, (request, server, time) -> {
                            ca.state.orders.get(0).fail();
                            return server.go();
                        }),
                        "problem caa (HTTP 403)"),
                editedAt(
                        "order has a status that nobody knows",
                        Step.ORDER,
                        body -> body.replaceFirst("\"status\":\"[^\"]*\"", "\"status\":\"lost\""),
                        "problem about:blank (HTTP 400)"),
                fine("replaces is refused", ca -> ca.state.replacesRefused = true)
                        .asks(builder ->
                                builder.replaces(CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"))));
    }

    private static List<FaultRow> authorizations() {
        String token = "\"token\":\"[^\"]*\",";
        return List.of(
                edited(
                        "D28: wildcard: false, extra error",
                        Step.AUTHORIZATION,
                        body -> body.replaceFirst("\\{", "{\"wildcard\":false,\"error\":{\"type\":\"none\"},")),
                fine("D32: authorizations are valid already", OrderDeviations::alreadyValid),
                edited(
                        "D32: proprietary challenge without token",
                        Step.AUTHORIZATION,
                        body -> body.replace(
                                "\"challenges\":[",
                                "\"challenges\":[{\"type\":\"sectigo-email-01\",\"url\":\"https://ca.test/x\"},")),
                edited(
                        "D33: challenges that are none",
                        Step.AUTHORIZATION,
                        body -> body.replace(
                                "\"challenges\":[",
                                "\"challenges\":[{},{\"type\":5},{\"type\":\"http-01\"},{\"type\":\"http-01\",\"url\":\"/x\"},")),
                editedAt(
                        "D33: no challenge that anybody knows",
                        Step.AUTHORIZATION,
                        body -> body.replace("\"http-01\"", "\"smoke-signal-01\""),
                        "not authorized: about:blank"),
                editedAt(
                        "D33: no token",
                        Step.AUTHORIZATION,
                        body -> body.replaceAll(token, ""),
                        "not authorized: about:blank"),
                edited("D34: challenge stays pending", Step.ANSWER, body -> body.replace("processing", "pending")),
                fine(
                        "D34: challenge is valid at once",
                        ca -> ca.always(Step.ANSWER, (request, server, time) -> {
                            server.go();
                            return Reply.json(
                                            200,
                                            "{\"type\":\"http-01\",\"status\":\"valid\",\"url\":\"" + request.url()
                                                    + "\"}")
                                    .header("Replay-Nonce", ca.newNonce());
                        })),
                row(
                        "D34: authorization stays in processing for ever",
                        ca -> {
                            ca.state.validationPolls = Integer.MAX_VALUE;
                            ca.always(
                                    Step.AUTHORIZATION,
                                    Fault.edit(body -> ca.count(Step.ANSWER) == 0
                                            ? body
                                            : body.replaceFirst("\"pending\"", "\"processing\"")));
                        },
                        "timeout"),
                edited(
                        "D34: authorization is in processing before it is answered",
                        Step.AUTHORIZATION,
                        body -> body.replaceFirst("\"pending\"", "\"processing\"")),
                row(
                        "D39: an invalid authorization is used again",
                        ca -> {
                            ca.state.reuse = true;
                            ca.state.authorization(Identifier.dns("example.com")).status = "invalid";
                        },
                        "not authorized: unauthorized"),
                edited(
                        "D41: uri instead of url",
                        Step.AUTHORIZATION,
                        body -> body.replace("\"url\":\"https://ca.test/chall", "\"uri\":\"https://ca.test/chall")),
                edited(
                        "D42: relative URLs in the authorization",
                        Step.AUTHORIZATION,
                        body -> body.replace(FakeCa.BASE, "")),
                edited(
                        "D52: authKey is text",
                        Step.AUTHORIZATION,
                        body -> body.replace(
                                "{\"type\":\"http-01\"", "{\"authKey\":\"thumbprint\",\"type\":\"http-01\"")),
                row("a challenge fails", ca -> ca.state.failing.add("example.com"), "not authorized: connection"),
                editedAt(
                                "authorization has a status that nobody knows",
                                Step.AUTHORIZATION,
                                body -> body.replaceFirst("\"status\":\"[^\"]*\"", "\"status\":\"lost\""),
                                "not authorized: unauthorized")
                        .leavingPending());
    }

    private static List<FaultRow> waits() {
        return List.of(
                fine(
                        "D37: Retry-After as a date on everything",
                        ca -> ca.everywhere(
                                Fault.change(reply -> reply.header("Retry-After", "Tue, 24 Nov 2026 08:01:00 GMT")))),
                fine("D37: Retry-After in RFC 850 and asctime form", ca -> {
                    ca.always(
                            Step.ANSWER,
                            Fault.change(reply -> reply.header("Retry-After", "Tuesday, 24-Nov-26 08:01:00 GMT")));
                    ca.always(
                            Step.FINALIZE,
                            Fault.change(reply -> reply.header("Retry-After", "Tue Nov 24 08:02:00 2026")));
                }),
                fine(
                        "D38: Retry-After: 86400 while processing",
                        ca -> ca.everywhere(Fault.change(reply -> reply.header("Retry-After", "86400")))),
                row(
                        "D38: Retry-After: 86400, processing for ever",
                        ca -> {
                            ca.state.issuancePolls = Integer.MAX_VALUE;
                            ca.everywhere(Fault.change(reply -> reply.header("Retry-After", "86400")));
                        },
                        "timeout"),
                row(
                        "D38: Retry-After: 5, for ever",
                        ca -> {
                            ca.state.issuancePolls = Integer.MAX_VALUE;
                            ca.always(Step.ORDER, Fault.change(reply -> reply.header("Retry-After", "5")));
                        },
                        "timeout"),
                row(
                        "Retry-After: 0, for ever",
                        ca -> {
                            ca.state.issuancePolls = Integer.MAX_VALUE;
                            ca.always(Step.ORDER, Fault.change(reply -> reply.header("Retry-After", "0")));
                        },
                        "timeout"));
    }

    private static List<FaultRow> certificates() {
        return List.of(
                edited("D44: CRLF", Step.CERTIFICATE, body -> body.replace("\n", "\r\n")),
                edited(
                        "D44: blank lines, no end of line, text",
                        Step.CERTIFICATE,
                        body -> "subject=CN = x\n"
                                + body.replace("-----BEGIN", "\n\n-----BEGIN").strip()),
                edited(
                        "D44: one certificate only",
                        Step.CERTIFICATE,
                        body -> body.substring(0, body.indexOf("-----BEGIN", 10))),
                fine(
                        "D46: certificate of another media type",
                        ca -> ca.always(
                                Step.CERTIFICATE,
                                Fault.change(reply -> reply.set("Content-Type", "application/octet-stream")))),
                editedAt(
                        "D44: a private key instead of a certificate",
                        Step.CERTIFICATE,
                        body -> body.replace("CERTIFICATE-----", "PRIVATE KEY-----"),
                        "protocol"),
                fine(
                                "D43: several links in one header",
                                ca -> ca.always(
                                        Step.CERTIFICATE,
                                        Fault.change(reply -> reply.set(
                                                "Link",
                                                "<https://ca.test/dir> ; rel=index , </cert/1/alt>; title=\"a, b; c\"; rel=\"x"
                                                        + " alternate\""))))
                        .asks(builder -> builder.preferredChain(ChainPreference.issuer("Other Root"))),
                fine(
                                "alternate chain is not there",
                                ca -> ca.once(
                                        Step.CERTIFICATE,
                                        Fault.NONE,
                                        Fault.instead(Reply.problem(404, "malformed", "no such chain"))))
                        .asks(builder -> builder.preferredChain(ChainPreference.issuer("Other Root"))));
    }

    private static void alreadyValid(FakeCa ca) {
        ca.state.reuse = true;
        for (String name : List.of("www.example.org", "example.com")) {
            ca.state.authorization(Identifier.dns(name)).status = "valid";
        }
    }

    private static FaultRow editedOrders(String name, UnaryOperator<String> change) {
        return fine(name, ca -> {
            for (Step step : List.of(Step.NEW_ORDER, Step.ORDER, Step.FINALIZE)) {
                ca.always(step, Fault.edit(change));
            }
        });
    }
}
