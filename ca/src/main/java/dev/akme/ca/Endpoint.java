package dev.akme.ca;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The resources of the CA (RFC 8555 §7.1): where they are, and what may be done with them. */
enum Endpoint {
    DIRECTORY("directory", "/dir", "GET", "HEAD", "POST"),
    NEW_NONCE("newNonce", "/new-nonce", "GET", "HEAD", "POST"),
    NEW_ACCOUNT("newAccount", "/new-account", "POST"),
    ACCOUNT("account", "/account/*", "POST"),
    ORDERS("orders", "/account/*/orders", "POST"),
    KEY_CHANGE("keyChange", "/key-change", "POST"),
    NEW_ORDER("newOrder", "/new-order", "POST"),
    ORDER("order", "/order/*", "POST"),
    FINALIZE("finalize", "/order/*/finalize", "POST"),
    NEW_AUTHZ("newAuthz", "/new-authz", "POST"),
    AUTHORIZATION("authorization", "/authorization/*", "POST"),
    CHALLENGE("challenge", "/challenge/*/*", "POST"),
    CERTIFICATE("certificate", "/certificate/*", "POST"),
    ALTERNATE("certificate", "/certificate/*/*", "POST"),
    REVOKE_CERT("revokeCert", "/revoke-cert", "POST"),
    RENEWAL_INFO("renewalInfo", "/renewal-info/*", "GET", "HEAD"),
    CRL("crl", "/crl", "GET", "HEAD"),
    ISSUER("issuer", "/issuer", "GET", "HEAD"),
    HEALTH("healthz", "/healthz", "GET", "HEAD");

    /** A resource with the identifiers in its path. */
    record Target(Endpoint endpoint, List<String> ids) {

        String id() {
            return ids.get(0);
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by toList
    private static final List<String> LABELS =
            Arrays.stream(values()).map(Endpoint::label).distinct().toList();

    /** As the directory, the log and the counters name it. */
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> segments;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> methods;

    Endpoint(String label, String pattern, String... methods) {
        this.label = label;
        this.segments = segments(pattern);
        this.methods = List.of(methods);
    }

    /** The names of all, in their order. */
    static List<String> labels() {
        return LABELS;
    }

    String label() {
        return label;
    }

    boolean allows(String method) {
        return methods.contains(method);
    }

    /** For {@code Allow}. */
    String allowed() {
        return String.join(", ", methods);
    }

    /** The path of the resource with these identifiers. */
    String path(String... ids) {
        List<String> rest = Arrays.asList(ids);
        int[] next = {0};
        return segments.stream()
                .map(segment -> segment.equals("*") ? rest.get(next[0]++) : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    /** What a path without query stands for; empty when there is nothing. */
    static Optional<Target> find(String path) {
        List<String> given = segments(path);
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.fits(given))
                .findFirst()
                .map(endpoint -> new Target(endpoint, endpoint.ids(given)));
    }

    private boolean fits(List<String> given) {
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

    private List<String> ids(List<String> given) {
        return IntStream.range(0, given.size())
                .filter(i -> segments.get(i).equals("*"))
                .mapToObj(given::get)
                .toList();
    }

    private static List<String> segments(String path) {
        return path.startsWith("/") ? List.of(path.substring(1).split("/", -1)) : List.of();
    }
}
