package dev.akme.ca.http;

import java.io.IOException;

/** What came is no request that this server reads. */
final class HttpRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean ofHead;

    HttpRefusal(int status, String detail) {
        this(status, detail, false);
    }

    private HttpRefusal(int status, String detail, boolean ofHead) {
        super(detail);
        this.status = status;
        this.ofHead = ofHead;
    }

    /** The same, of a request whose answer has no body. */
    HttpRefusal ofHead() {
        return new HttpRefusal(status, detail(), true);
    }

    boolean isOfHead() {
        return ofHead;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
