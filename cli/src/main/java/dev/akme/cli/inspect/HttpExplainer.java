package dev.akme.cli.inspect;

import dev.akme.jose.Jws;
import dev.akme.jose.JwsHeader;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Explains requests and answers with their headers. */
final class HttpExplainer {

    private static final String JOSE = "application/jose+json";
    private static final String PROBLEM = "application/problem+json";

    /** A header that ACME uses. */
    private record Known(String meaning, String section) {}

    private static final Map<String, Known> KNOWN = Map.ofEntries(
            Map.entry("content-type", new Known("What the body is.", "RFC 8555 §6.2")),
            Map.entry("accept", new Known("What the client would like to have.", "RFC 8555 §7.4.2")),
            Map.entry("accept-language", new Known("The language for texts of errors.", "RFC 8555 §6.1")),
            Map.entry("host", new Known("The host that is asked.", "RFC 9110 §7.2")),
            Map.entry("user-agent", new Known("The client; every client must say.", "RFC 8555 §6.1")),
            Map.entry("content-length", new Known("How many octets the body has.", "RFC 9110 §8.6")),
            Map.entry("date", new Known("When the server answered.", "RFC 9110 §6.6.1")),
            Map.entry("cache-control", new Known("no-store, with each nonce.", "RFC 8555 §7.2")),
            Map.entry("retry-after", new Known("When to ask again: seconds, or a date.", "RFC 8555 §7.5.1")),
            Map.entry("location", new Known("The URL of what was made: of an account, its name too.", "RFC 8555 §7.3")),
            Map.entry(
                    "link",
                    new Known("The directory (index), other chains (alternate), more (next).", "RFC 8555 §7.1")),
            Map.entry("replay-nonce", new Known("The nonce for the next request.", "RFC 8555 §6.5.1")));

    Explanation explain(HttpText http, List<Explanation> bodies) {
        Explanation.Builder out = http.isRequest()
                ? new Explanation.Builder("httpRequest", "RFC 8555 §6.1", "A request, as it goes over the wire.")
                        .fact("method", http.method(), method(http), "RFC 8555 §6.3")
                        .fact("target", Shown.text(http.target()), "What is asked for.", "RFC 9112 §3.2")
                : new Explanation.Builder("httpAnswer", "RFC 8555 §6.1", "An answer, as it came over the wire.")
                        .fact("status", String.valueOf(http.status()), status(http.status()), "RFC 9110 §15");
        out.members(headers(http));
        if (bodies.size() == 1) {
            out.part("body", bodies.get(0));
        } else {
            bodies.forEach(body -> out.oneOf("bodies", body));
        }
        if (http.isRequest()) {
            checkRequest(http, bodies, out);
        } else {
            checkAnswer(http, bodies, out);
        }
        return out.build();
    }

    private static String method(HttpText http) {
        return switch (http.method()) {
            case "POST" -> "Signed, by a JWS in the body.";
            case "GET", "HEAD" -> "Not signed: for the directory, nonces and renewalInfo only.";
            default -> "ACME has no requests of this method.";
        };
    }

    private static String status(int status) {
        return switch (status / 100) {
            case 2 -> "Done.";
            case 3 -> "It is elsewhere: a signed request must not follow.";
            case 4 -> "Refused: the problem document says why.";
            case 5 -> "The server failed: try later.";
            default -> "";
        };
    }

    private List<Entry> headers(HttpText http) {
        List<Entry> entries = new ArrayList<>();
        for (HttpText.Header header : http.headers()) {
            Known known = KNOWN.get(header.name().toLowerCase(Locale.ROOT));
            String text = known == null ? "(not shown)" : Shown.text(header.value());
            Entry entry = Entry.fact(
                    header.name(),
                    text,
                    known == null ? "Not a header of ACME." : known.meaning(),
                    known == null ? "" : known.section());
            entries.add(
                    header.name().equalsIgnoreCase("retry-after") ? entry.remark(retryAfter(header.value())) : entry);
        }
        return entries;
    }

    private static String retryAfter(String value) {
        return value.matches("[0-9]{1,9}") ? Times.length(Duration.ofSeconds(Long.parseLong(value))) : "";
    }

    // ---- what the message alone does not show

    private void checkRequest(HttpText http, List<Explanation> bodies, Explanation.Builder out) {
        boolean signed = bodies.stream().anyMatch(body -> body.kind().equals("jws"));
        if (!http.method().equals("POST")) {
            if (!bodies.isEmpty()) {
                out.warning(
                        "http/method",
                        "",
                        "RFC 8555 §6.2",
                        "a " + http.method() + " request has a body",
                        "send signed requests by POST");
            }
            return;
        }
        if (!signed) {
            out.error(
                    "http/unsigned",
                    "",
                    "RFC 8555 §6.2",
                    "the body is no signed request",
                    "send a JWS in the flattened JSON form");
            return;
        }
        http.header("content-type").ifPresent(type -> {
            if (!media(type).equals(JOSE)) {
                out.error(
                        "http/content-type",
                        "",
                        "RFC 8555 §6.2",
                        "the content type is not " + JOSE,
                        "send Content-Type: " + JOSE);
            }
        });
        url(http).ifPresent(url -> {
            if (!isFor(url, http)) {
                out.error(
                        "http/url",
                        "",
                        "RFC 8555 §6.4.1",
                        "the url in the signed header is not the one that the request goes to",
                        "sign the URL that is posted to, to the letter");
            }
        });
    }

    private static Optional<URI> url(HttpText http) {
        try {
            return Optional.of(Jws.TYPE.read(http.body()).protectedHeader().url());
        } catch (JsonException | MemberException e) {
            return Optional.empty(); // The linter says it.
        }
    }

    private static boolean isFor(URI url, HttpText http) {
        if (http.target().startsWith("http")) {
            return url.toString().equals(http.target());
        }
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        return path.equals(http.target())
                && http.header("host")
                        .map(host -> host.equalsIgnoreCase(url.getRawAuthority()))
                        .orElse(true);
    }

    private void checkAnswer(HttpText http, List<Explanation> bodies, Explanation.Builder out) {
        boolean problem = bodies.stream().anyMatch(body -> body.kind().equals("problem"));
        Optional<String> type = http.header("content-type").map(HttpExplainer::media);
        if (problem && http.status() >= 400 && type.isPresent() && !type.get().equals(PROBLEM)) {
            out.error(
                    "http/content-type",
                    "",
                    "RFC 8555 §6.7",
                    "the content type of an error is not " + PROBLEM,
                    "send Content-Type: " + PROBLEM);
        }
        http.header("replay-nonce").ifPresent(nonce -> {
            if (!JwsHeader.isNonce(nonce)) {
                out.error(
                        "http/replay-nonce",
                        "",
                        "RFC 8555 §6.5.1",
                        "Replay-Nonce is not base64url",
                        "send letters, digits, hyphens and underscores only");
            }
        });
    }

    private static String media(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
