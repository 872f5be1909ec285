package dev.akme.ca.conformance;

import dev.akme.ca.Deviation;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is seen of other servers in answers of all kinds: nonces, times, URLs, headers. */
final class HttpSights {

    private HttpSights() {}

    static void addTo(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.BOULDER_REQUESTER,
                ca -> ca.account().all("Boulder-Requester").size() == 1);
        sights.put(
                Deviation.NONCE_TWICE, ca -> ca.newNonce().all("Replay-Nonce").size() == 2);
        sights.put(Deviation.NONCE_JOINED, ca -> ca.newNonce().nonce().matches("([A-Za-z0-9_-]+), \\1"));
        sights.put(Deviation.NEW_NONCE_NO_CONTENT, ca -> ca.newNonce().status() == 204);
        sights.put(
                Deviation.NEW_NONCE_WITH_TYPE,
                ca -> ca.newNonce().all("Content-Type").equals(List.of("text/html")));
        // It can be used: the account is read.
        sights.put(
                Deviation.LONG_NONCES,
                ca -> ca.newNonce().nonce().length() > 140 && ca.account().status() == 200);
        sights.put(
                Deviation.NULL_MEMBERS,
                ca -> ca.order("a.example.org").text().contains("\"error\":null")
                        && ca.directory().text().contains("\"newAuthz\":null")
                        && ca.authorization("a.example.org").text().contains("\"validated\":null"));
        sights.put(Deviation.RETRY_AFTER_AS_DATE, ca -> {
            ca.world.ca.faults().answerNext(Problem.of(ProblemType.RATE_LIMITED, "slow down"), Duration.ofSeconds(90));
            return ca.account().header("Retry-After").equals("Sat, 1 Mar 2031 12:01:30 GMT");
        });
        sights.put(
                Deviation.RETRY_AFTER_EVERYWHERE,
                ca -> ca.authorization("a.example.org").all("Retry-After").equals(List.of("1")));
        sights.put(
                Deviation.RETRY_AFTER_A_DAY,
                ca -> ca.authorization("a.example.org").all("Retry-After").equals(List.of("86400")));
        sights.put(
                Deviation.NANOSECONDS,
                ca -> ca.order("a.example.org").text().contains("\"expires\":\"2031-03-08T12:00:00.123456789Z\""));
        sights.put(
                Deviation.OFFSETS,
                ca -> ca.order("a.example.org").text().contains("\"expires\":\"2031-03-08t13:30:00.000+01:30\""));
        sights.put(Deviation.RELATIVE_URLS, ca -> {
            Answer order = ca.order("a.example.org");
            return order.string("finalize").startsWith("/acme/order/")
                    && order.location().startsWith("/acme/order/")
                    && order.links("index").equals(List.of("/acme/dir"));
        });
        sights.put(Deviation.PLAIN_URLS, ca -> {
            Answer order = ca.order("a.example.org");
            return order.string("finalize").startsWith("http://ca.example.org/acme/order/")
                    && order.location().startsWith("http://ca.example.org/acme/order/");
        });
        sights.put(
                Deviation.UP_LINK_DOUBLED,
                ca -> ca.answered("{}").links("up").get(0).matches("https://[^/]*(/acme/authorization/.*)\\1"));
        sights.put(
                Deviation.LINKS_IN_ONE_LINE,
                ca -> ca.answered("{}")
                        .all("Link")
                        .get(0)
                        .matches("<[^>]*> ; rel=\"up\", <[^>]*> ; rel=\"index\"; rel=\"ignored\""
                                + "|<[^>]*> ; rel=\"index\", <[^>]*> ; rel=\"up\"; rel=\"ignored\""));
        sights.put(
                Deviation.CHARSETS,
                ca -> ca.account().header("Content-Type").equals("application/json; charset=utf-8")
                        && ca.notFound().header("Content-Type").equals("application/problem+json; charset=utf-8"));
    }
}
