package dev.akme.ca.http;

import java.io.IOException;

/** What came is no request that this server reads. */
final class HttpRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    HttpRefusal(int status, String detail) {
        super(detail);
        this.status = status;
    }

    int status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
