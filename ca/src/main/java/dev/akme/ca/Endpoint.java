package dev.akme.ca;

import java.util.Arrays;
import java.util.List;

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
    CRL_OF("crl", "/crl/*", "GET", "HEAD"),
    ISSUER("issuer", "/issuer", "GET", "HEAD"),
    ISSUER_OF("issuer", "/issuer/*", "GET", "HEAD"),
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

    private final String pattern;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> methods;

    Endpoint(String label, String pattern, String... methods) {
        this.label = label;
        this.pattern = pattern;
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

    /** The path, with {@code *} for each identifier. */
    String pattern() {
        return pattern;
    }
}
