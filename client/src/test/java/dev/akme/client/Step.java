package dev.akme.client;

import java.net.URI;

/** What a request to {@link FakeCa} is for. */
enum Step {
    DIRECTORY("/dir"),
    NEW_NONCE("/nonce"),
    NEW_ACCOUNT("/acct-new"),
    ACCOUNT("/acct/\\d+"),
    ACCOUNT_UPDATE("/acct/\\d+"),
    ORDERS("/acct/\\d+/orders"),
    NEW_ORDER("/order-new"),
    ORDER("/order/\\d+"),
    CANCEL("/order/\\d+"),
    NEW_AUTHORIZATION("/authz-new"),
    AUTHORIZATION("/authz/\\d+"),
    DEACTIVATION("/authz/\\d+"),
    CHALLENGE("/chall/\\d+"),
    ANSWER("/chall/\\d+"),
    FINALIZE("/order/\\d+/finalize"),
    CERTIFICATE("/cert/\\d+(/alt)?"),
    REVOKE("/revoke"),
    KEY_CHANGE("/key-change"),
    RENEWAL_INFO("/ari/.+"),
    DELEGATIONS("/acct/\\d+/delegations"),
    DELEGATION("/delegation/\\d+");

    private final String path;

    Step(String path) {
        this.path = path;
    }

    /** The step of a request; of two with the same path, the second is the one that changes something. */
    static Step of(URI url, boolean onlyReads) {
        Step found = null;
        for (Step step : values()) {
            if (url.getPath().matches(step.path) && (found == null || !onlyReads)) {
                found = step;
            }
        }
        if (found == null) {
            throw new AssertionError("nothing is at " + url);
        }
        return found;
    }
}
