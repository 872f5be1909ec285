package dev.akme.client;

import static dev.akme.client.FaultRow.CERTIFICATE;
import static dev.akme.client.FaultRow.fine;
import static dev.akme.client.FaultRow.once;
import static dev.akme.client.FaultRow.row;

import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What real servers do otherwise than the RFCs say. */
final class Deviations {

    private Deviations() {}

    static List<FaultRow> rows() {
        List<FaultRow> rows = new ArrayList<>();
        rows.addAll(directories());
        rows.addAll(accounts());
        rows.addAll(problems());
        rows.addAll(wellKnownServers());
        return rows;
    }

    private static List<FaultRow> directories() {
        return List.of(
                edited(
                        "D6: unknown resources and objects in the directory",
                        Step.DIRECTORY,
                        body -> body.replaceFirst("\\{", "{\"x1\":\"https://ca.test/why\",\"y\":{\"a\":[1]},\"z\":5,")),
                edited("D7: no meta", Step.DIRECTORY, body -> body.replaceFirst(",\"meta\":.*", "}")),
                edited("D7: meta null", Step.DIRECTORY, body -> body.replaceFirst("\"meta\":.*", "\"meta\":null}")),
                edited("D7: meta empty", Step.DIRECTORY, body -> body.replaceFirst("\"meta\":.*", "\"meta\":{}}")),
                edited("D7: blank terms", Step.DIRECTORY, body -> body.replace("https://ca.test/terms", "")),
                edited(
                        "D8: terms as data:",
                        Step.DIRECTORY,
                        body -> body.replace("https://ca.test/terms", "data:text/plain,Do%20what%20thou%20wilt")),
                edited(
                        "D9: no revokeCert, keyChange, newAuthz",
                        Step.DIRECTORY,
                        body -> body.replaceAll("\"(revokeCert|keyChange|newAuthz|renewalInfo)\":\"[^\"]*\",", "")),
                row(
                        "D9: no newOrder",
                        ca -> ca.always(Step.DIRECTORY, Fault.edit(body -> body.replace("newOrder", "new-order"))),
                        "not offered"),
                row(
                        "D10: external account required, and not said so",
                        ca -> {
                            ca.state.externalAccountRequired = true;
                            ca.always(
                                    Step.DIRECTORY,
                                    Fault.edit(body -> body.replace(
                                            "\"meta\":{", "\"meta\":{\"externalAccountRequired\":false,")));
                        },
                        "registering: problem externalAccountRequired (HTTP 403)"),
                edited("D42: relative URLs in the directory", Step.DIRECTORY, body -> body.replace(FakeCa.BASE, "")),
                edited(
                        "D59: nulls in the directory",
                        Step.DIRECTORY,
                        body -> body.replaceFirst("\"newAuthz\":\"[^\"]*\"", "\"newAuthz\":null")));
    }

    private static List<FaultRow> accounts() {
        return List.of(
                fine("D1: account without orders", ca -> ca.state.ordersList = false),
                edited(
                        "D2: extra members in the account",
                        Step.NEW_ACCOUNT,
                        body -> body.replaceFirst(
                                "\\{",
                                "{\"key\":{\"kty\":\"EC\"},\"createdAt\":\"2026-01-01T00:00:00Z\",\"id\":7,"
                                        + "\"initialIp\":\"192.0.2.1\",\"agreement\":\"\",")),
                edited(
                        "D3: no contact in the account",
                        Step.NEW_ACCOUNT,
                        body -> body.replaceFirst("\"contact\":\\[[^]]*],", "")),
                edited(
                        "D3: empty contact in the account",
                        Step.NEW_ACCOUNT,
                        body -> body.replaceFirst("\"contact\":\\[[^]]*]", "\"contact\":[]")),
                lostOrder(
                        "D4: list of orders is a bare array",
                        Fault.edit(body -> body.replace("{\"orders\":", "").replace("}", ""))),
                lostOrder("D5: list of orders answers 404", Fault.instead(Reply.problem(404, "malformed", "no")))
                        .withOrders(2),
                lostOrder("D5: list of orders is null", Fault.edit(body -> "{\"orders\":null}"))
                        .withOrders(2),
                lostOrder(
                        "D42: relative URLs in the list of orders", Fault.edit(body -> body.replace(FakeCa.BASE, ""))),
                row(
                        "D48: servers that want a contact, and no empty members",
                        ca -> ca.always(Step.NEW_ACCOUNT, (request, server, time) -> {
                            Reply reply = server.go();
                            String sent = ca.seen(Step.NEW_ACCOUNT).get(0).payload();
                            return sent.contains("mailto:") && !sent.contains("null") && !sent.contains("[]")
                                    ? reply
                                    : Reply.problem(400, "invalidContact", sent);
                        }),
                        CERTIFICATE));
    }

    private static List<FaultRow> problems() {
        return List.of(
                refused("D17: no type, message instead", "{\"message\":\"nope\"}", "problem about:blank (HTTP 400)"),
                refused("D17: no type", "{\"detail\":\"nope\"}", "problem about:blank (HTTP 400)"),
                refused(
                        "D18: a type that is no URI",
                        "{\"type\":\"urn:ietf:params:acme:error:unsupported type ACME error type '13'\"}",
                        "problem unsupported type ACME error type '13' (HTTP 400)"),
                refused(
                        "D19: subproblems null",
                        "{\"type\":\"urn:ietf:params:acme:error:malformed\",\"subproblems\":null}",
                        "problem malformed (HTTP 400)"),
                row(
                        "D20: error of a challenge is empty",
                        ca -> {
                            ca.state.failing.add("example.com");
                            ca.always(
                                    Step.AUTHORIZATION,
                                    Fault.edit(body -> body.replaceFirst("\"error\":\\{[^}]*}", "\"error\":{}")));
                        },
                        "not authorized: about:blank"),
                refused(
                        "D21: a type and members that nobody registered",
                        "{\"type\":\"urn:ietf:params:acme:error:conflict\",\"requestID\":\"7\",\"method\":\"POST\"}",
                        "problem conflict (HTTP 400)"),
                row(
                        "D23: orderNotReady with 400",
                        ca -> {
                            ca.state.readyPolls = 1;
                            ca.always(
                                    Step.FINALIZE,
                                    Fault.change(reply ->
                                            reply.text().contains("orderNotReady") ? reply.status(400) : reply));
                        },
                        CERTIFICATE),
                row(
                        "D23: accountDoesNotExist with 403, newAccount not arrived",
                        ca -> ca.once(Step.NEW_ACCOUNT, Fault.RESET_BEFORE, Fault.change(reply -> reply.status(403))),
                        CERTIFICATE),
                refused(
                        "D24: badSignatureAlgorithm without algorithms",
                        "{\"type\":\"urn:ietf:params:acme:error:badSignatureAlgorithm\"}",
                        "problem badSignatureAlgorithm (HTTP 400)"),
                refused(
                        "D58: status as text",
                        "{\"type\":\"urn:ietf:params:acme:error:malformed\",\"status\":\"400\"}",
                        "problem malformed (HTTP 400)"),
                refused(
                        "a type that is a number",
                        "{\"type\":5,\"detail\":\"nope\"}",
                        "problem of no type (HTTP 400)"));
    }

    private static List<FaultRow> wellKnownServers() {
        return List.of(
                fine(
                        "D53: extra headers",
                        ca -> ca.everywhere(Fault.change(
                                reply -> reply.header("Boulder-Requester", "1").header("Server", "nginx")))),
                fine(
                        "D25, D54, D55: ES256 alone, {} alone, url to the letter",
                        ca -> ca.everywhere(Deviations::toTheLetter)));
    }

    private static Reply toTheLetter(TransportRequest request, Fault.Rest server, FakeTime time)
            throws InterruptedException {
        if (request.method().equals("POST")) {
            Jws jws = Jws.TYPE.read(request.body());
            String payload = new String(jws.payload(), StandardCharsets.UTF_8);
            boolean answers = request.url().getPath().startsWith("/chall/");
            if (!jws.protectedHeader().alg().equals(JwsAlgorithm.ES256)
                    || !jws.protectedHeader().url().equals(request.url())
                    || (answers && !payload.isEmpty() && !payload.equals("{}"))) {
                return Reply.problem(400, "malformed", "not to the letter");
            }
        }
        return server.go();
    }

    static FaultRow edited(String name, Step step, UnaryOperator<String> change) {
        return editedAt(name, step, change, CERTIFICATE);
    }

    static FaultRow editedAt(String name, Step step, UnaryOperator<String> change, String outcome) {
        return row(name, ca -> ca.always(step, Fault.edit(change)), outcome);
    }

    private static FaultRow lostOrder(String name, Fault list) {
        return fine(name, ca -> ca.once(Step.NEW_ORDER, Fault.RESET_AFTER).always(Step.ORDERS, list));
    }

    private static FaultRow refused(String name, String problem, String outcome) {
        return once(Step.NEW_ORDER, name, Fault.instead(Reply.problem(400, problem)), outcome);
    }
}
