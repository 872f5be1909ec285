package dev.akme.ca;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** At which paths the resources are. Clients take them from the directory; only tests know them by heart. Immutable. */
final class Paths {

    /** Those that {@link Endpoint} has. */
    static final Paths OWN = new Paths(Map.of());

    /** Those of Pebble, for tests that were written for it. */
    static final Paths PEBBLE = new Paths(Map.ofEntries(
            Map.entry(Endpoint.NEW_NONCE, "/nonce-plz"),
            Map.entry(Endpoint.NEW_ACCOUNT, "/sign-me-up"),
            Map.entry(Endpoint.ACCOUNT, "/my-account/*"),
            Map.entry(Endpoint.ORDERS, "/list-orderz/*"),
            Map.entry(Endpoint.KEY_CHANGE, "/rollover-account-key"),
            Map.entry(Endpoint.NEW_ORDER, "/order-plz"),
            Map.entry(Endpoint.ORDER, "/my-order/*"),
            Map.entry(Endpoint.FINALIZE, "/finalize-order/*"),
            Map.entry(Endpoint.AUTHORIZATION, "/authZ/*"),
            Map.entry(Endpoint.CHALLENGE, "/chalZ/*/*"),
            Map.entry(Endpoint.CERTIFICATE, "/certZ/*"),
            Map.entry(Endpoint.ALTERNATE, "/certZ/*/alternate/*"),
            Map.entry(Endpoint.RENEWAL_INFO, "/draft-ietf-acme-ari-03/renewalInfo/*")));

    private final Map<Endpoint, List<String>> segments = new EnumMap<>(Endpoint.class);

    private Paths(Map<Endpoint, String> others) {
        for (Endpoint endpoint : Endpoint.values()) {
            segments.put(endpoint, segments(others.getOrDefault(endpoint, endpoint.pattern())));
        }
    }

    private List<String> of(Endpoint endpoint) {
        return segments.getOrDefault(endpoint, List.of());
    }

    /** The path of the resource with these identifiers. */
    String path(Endpoint endpoint, String... ids) {
        List<String> rest = Arrays.asList(ids);
        int[] next = {0};
        return of(endpoint).stream()
                .map(segment -> segment.equals("*") ? rest.get(next[0]++) : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    /** What a path without query stands for; empty when there is nothing. */
    Optional<Endpoint.Target> find(String path) {
        List<String> given = segments(path);
        return Arrays.stream(Endpoint.values())
                .filter(endpoint -> fits(of(endpoint), given))
                .findFirst()
                .map(endpoint -> new Endpoint.Target(endpoint, ids(of(endpoint), given)));
    }

    private static boolean fits(List<String> segments, List<String> given) {
        if (given.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            boolean any = segments.get(i).equals("*");
            if (any ? given.get(i).isEmpty() : !segments.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> ids(List<String> segments, List<String> given) {
        return IntStream.range(0, given.size())
                .filter(i -> segments.get(i).equals("*"))
                .mapToObj(given::get)
                .toList();
    }

    private static List<String> segments(String path) {
        return path.startsWith("/") ? List.of(path.substring(1).split("/", -1)) : List.of();
    }
}
