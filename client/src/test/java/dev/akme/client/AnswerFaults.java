package dev.akme.client;

import static dev.akme.client.FaultRow.CERTIFICATE;
import static dev.akme.client.FaultRow.always;
import static dev.akme.client.FaultRow.fine;
import static dev.akme.client.FaultRow.once;
import static dev.akme.client.FaultRow.row;

import dev.akme.messages.CertificateChain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Answers that are no answers: cut off, from something in front of the server, or asking to come back later. */
final class AnswerFaults {

    private static final String PAGE =
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>";

    private static final Fault CUT_OFF = Fault.edit(body -> body.substring(0, body.length() / 2));

    private static final List<Step> JSON_STEPS = List.of(
            Step.DIRECTORY,
            Step.NEW_ACCOUNT,
            Step.NEW_ORDER,
            Step.AUTHORIZATION,
            Step.ANSWER,
            Step.FINALIZE,
            Step.ORDER,
            Step.CERTIFICATE);

    private AnswerFaults() {}

    static List<FaultRow> rows() {
        List<FaultRow> rows = new ArrayList<>();
        for (Step step : JSON_STEPS) {
            String prefix = step.compareTo(Step.NEW_ACCOUNT) <= 0 ? "registering: " : "";
            // Without the order nobody knows of its authorizations.
            FaultRow cut = once(step, "body cut off", CUT_OFF, prefix + "protocol");
            rows.add(step == Step.NEW_ORDER ? cut.leavingPending() : cut);
        }
        for (Step step : JSON_STEPS) {
            boolean survives = step != Step.NEW_ACCOUNT && step != Step.NEW_ORDER;
            boolean survives500 = survives && step != Step.ANSWER && step != Step.FINALIZE;
            String prefix = step == Step.NEW_ACCOUNT ? "registering: " : "";
            rows.add(once(step, "HTML 502", instead(() -> Reply.html(502, PAGE)), CERTIFICATE));
            rows.add(once(
                    step,
                    "empty 500",
                    instead(() -> Reply.empty(500)),
                    survives500 ? CERTIFICATE : prefix + "problem about:blank (HTTP 500)"));
            rows.add(once(step, "503", instead(() -> Reply.empty(503)), CERTIFICATE));
            rows.add(once(step, "429, Retry-After: 30", later(429, "30"), CERTIFICATE));
        }
        rows.add(
                always(Step.ORDER, "HTML 502", instead(() -> Reply.html(502, PAGE)), "problem about:blank (HTTP 502)"));
        rows.add(always(
                        Step.AUTHORIZATION,
                        "HTML 502",
                        instead(() -> Reply.html(502, PAGE)),
                        "problem about:blank (HTTP 502)")
                .leavingPending());
        rows.add(
                always(Step.NEW_ORDER, "empty 500", instead(() -> Reply.empty(500)), "problem about:blank (HTTP 500)"));
        rows.add(always(
                Step.NEW_ORDER, "HTML 502", instead(() -> Reply.html(502, PAGE)), "problem about:blank (HTTP 502)"));
        rows.add(always(Step.NEW_ORDER, "503", instead(() -> Reply.empty(503)), "problem about:blank (HTTP 503)"));
        rows.addAll(later());
        rows.addAll(problems());
        rows.addAll(headers());
        rows.addAll(places());
        return rows;
    }

    private static List<FaultRow> later() {
        return List.of(
                once(Step.NEW_ORDER, "503, Retry-After: 120", later(503, "120"), CERTIFICATE),
                once(
                        Step.NEW_ORDER,
                        "429, Retry-After as a date (D37)",
                        later(429, "Tue, 24 Nov 2026 08:05:00 GMT"),
                        CERTIFICATE),
                once(
                        Step.NEW_ORDER,
                        "429, Retry-After in the past",
                        later(429, "Tue, 24 Nov 2026 07:00:00 GMT"),
                        CERTIFICATE),
                once(Step.NEW_ORDER, "429, Retry-After: soon", later(429, "soon"), CERTIFICATE),
                always(Step.NEW_ORDER, "429, Retry-After: 0", later(429, "0"), "problem rateLimited (HTTP 429)"),
                always(Step.NEW_ORDER, "429, Retry-After: 60", later(429, "60"), "problem rateLimited (HTTP 429)"),
                once(
                        Step.NEW_ORDER,
                        "429, Retry-After beyond the deadline",
                        later(429, "3600"),
                        "problem rateLimited (HTTP 429)"),
                once(
                        Step.FINALIZE,
                        "429, Retry-After beyond the deadline",
                        later(429, "Wed, 25 Nov 2026 08:00:00 GMT"),
                        "problem rateLimited (HTTP 429)"),
                once(
                        Step.AUTHORIZATION,
                        "503, Retry-After beyond the deadline",
                        later(503, "99999999999999"),
                        "problem rateLimited (HTTP 503)"),
                once(Step.AUTHORIZATION, "500, Retry-After: 60", later(500, "60"), CERTIFICATE));
    }

    private static List<FaultRow> problems() {
        String rejected = "{\"type\":\"urn:ietf:params:acme:error:rejectedIdentifier\",\"detail\":\"not that one\"}";
        return List.of(
                once(
                        Step.NEW_ORDER,
                        "problem as application/json (D22)",
                        instead(() -> Reply.json(403, rejected)),
                        "problem rejectedIdentifier (HTTP 403)"),
                once(
                        Step.NEW_ORDER,
                        "problem as text/html (D22)",
                        instead(() -> Reply.html(403, rejected)),
                        "problem rejectedIdentifier (HTTP 403)"),
                once(
                        Step.NEW_ORDER,
                        "HTML 405 (D22)",
                        instead(() -> Reply.html(405, PAGE)),
                        "problem about:blank (HTTP 405)"),
                once(
                        Step.NEW_ORDER,
                        "not even text",
                        instead(() -> Reply.empty(400).body(new byte[] {(byte) 0xff, 0, 27, '[', '2', 'J'})),
                        "problem about:blank (HTTP 400)"),
                once(Step.AUTHORIZATION, "HTML with 200", instead(() -> Reply.html(200, PAGE)), "protocol"),
                once(Step.CERTIFICATE, "HTML with 200", instead(() -> Reply.html(200, PAGE)), "protocol"),
                once(Step.CERTIFICATE, "nothing with 200", instead(() -> Reply.empty(200)), "protocol"),
                once(Step.ORDER, "[] instead of an order", Fault.edit(body -> "[]"), "protocol"),
                once(
                                Step.AUTHORIZATION,
                                "without status",
                                Fault.edit(body -> body.replaceFirst("\"status\":\"pending\",", "")),
                                "protocol")
                        .leavingPending(),
                once(
                        Step.NEW_ORDER,
                        "without finalize",
                        Fault.edit(body -> body.replace("\"finalize\"", "\"finish\"")),
                        "protocol"),
                once(
                                Step.NEW_ORDER,
                                "authorizations that are no URLs",
                                Fault.edit(body -> body.replace("https://ca.test/authz/", "file:///authz/")),
                                "protocol")
                        .leavingPending(),
                once(
                                Step.NEW_ORDER,
                                "authorizations over http (D42)",
                                Fault.edit(body -> body.replace("https://ca.test/authz/", "http://ca.test/authz/")),
                                "protocol")
                        .leavingPending(),
                once(Step.NEW_ORDER, "without Location", Fault.change(reply -> reply.without("Location")), "protocol")
                        .leavingPending(),
                row(
                        "ORDER: certificate for another key",
                        ca -> ca.always(Step.CERTIFICATE, Fault.instead(Reply.json(200, foreign(ca)))),
                        "protocol"));
    }

    private static String foreign(FakeCa ca) {
        return CertificateChain.of(List.of(ca.state.issuer.root())).toPem();
    }

    private static List<FaultRow> headers() {
        return List.of(
                fine("headers in lower case", ca -> ca.everywhere(Fault.change(Reply::lowerCaseHeaders))),
                fine(
                        "media types with parameters, in capitals (D45)",
                        ca -> ca.everywhere(Fault.change(
                                reply -> reply.set("Content-Type", "APPLICATION/JSON ; charset=\"UTF-8\"")))),
                fine("no media types", ca -> ca.everywhere(Fault.change(reply -> reply.without("Content-Type")))),
                fine(
                        "odd headers",
                        ca -> ca.everywhere(Fault.change(reply -> reply.header("Link", "<<;;rel=,\"")
                                .header("Retry-After", "")
                                .header("Cache-Control", "max-age=x, max-age=99999999999999999999")
                                .header("Expires", "-1")
                                .header("Set-Cookie", "a=b")))),
                fine(
                        "Location relative to the request (D42)",
                        ca -> ca.everywhere(Fault.change(reply -> {
                            List<String> location = reply.headers("Location");
                            return location.isEmpty()
                                    ? reply
                                    : reply.set("Location", location.get(0).replace(FakeCa.BASE, ""));
                        }))));
    }

    private static List<FaultRow> places() {
        return List.of(
                fine(
                        "redirect of the directory (D12)",
                        ca -> ca.once(
                                Step.DIRECTORY, instead(() -> Reply.empty(301).header("Location", "/dir?moved")))),
                fine(
                        "redirect of the directory, 308",
                        ca -> ca.once(
                                Step.DIRECTORY,
                                instead(() -> Reply.empty(308).header("Location", "https://ca.test/dir")))),
                row(
                        "redirect of the directory in a circle",
                        ca -> ca.always(
                                Step.DIRECTORY, instead(() -> Reply.empty(302).header("Location", "/dir"))),
                        "registering: protocol"),
                row(
                        "redirect of the directory to http",
                        ca -> ca.always(
                                Step.DIRECTORY,
                                instead(() -> Reply.empty(302).header("Location", "http://ca.test/dir"))),
                        "registering: protocol"),
                row(
                        "redirect of the directory to no URL",
                        ca -> ca.always(
                                Step.DIRECTORY, instead(() -> Reply.empty(302).header("Location", "::: :"))),
                        "registering: protocol"),
                row(
                        "redirect of the directory to nowhere",
                        ca -> ca.always(Step.DIRECTORY, instead(() -> Reply.empty(302))),
                        "registering: problem about:blank (HTTP 302)"),
                once(
                        Step.NEW_ORDER,
                        "redirect of a POST",
                        instead(() -> Reply.empty(307).header("Location", "/order-new")),
                        "problem about:blank (HTTP 307)"),
                once(
                        Step.CERTIFICATE,
                        "redirect of a POST-as-GET",
                        instead(() -> Reply.empty(303).header("Location", "/cert/1")),
                        "problem about:blank (HTTP 303)"));
    }

    /** A fresh answer each time. */
    private static Fault instead(Supplier<Reply> reply) {
        return (request, server, time) -> reply.get();
    }

    private static Fault later(int status, String retryAfter) {
        return instead(() -> Reply.problem(status, "rateLimited", "not now").header("Retry-After", retryAfter));
    }
}
