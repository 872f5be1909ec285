package dev.akme.bench;

/** A request of an issuance. */
enum LoadStep {
    NEW_ORDER("newOrder"),
    AUTHORIZATION("authz"),
    CHALLENGE("challenge"),
    AUTHORIZATION_AGAIN("authz again"),
    FINALIZE("finalize"),
    ORDER_AGAIN("order again"),
    CERTIFICATE("certificate");

    private final String label;

    LoadStep(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
