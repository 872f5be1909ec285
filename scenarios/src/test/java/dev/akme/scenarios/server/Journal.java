package dev.akme.scenarios.server;

import dev.akme.client.AcmeListener;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what clients did in one test, to explain a failure. */
public final class Journal implements AcmeListener {

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    Journal() {}

    private void add(String text) {
        lines.add(Instant.now() + " " + Thread.currentThread().getName() + ": " + text);
    }

    void clear() {
        lines.clear();
    }

    @Override
    public void response(String method, URI url, int status, Duration took) {
        add(method + " " + url + " was answered with " + status + " after " + took.toMillis() + " ms");
    }

    @Override
    public void retry(String method, URI url, String reason, int attempt) {
        add(method + " " + url + " again, because " + reason + " (" + attempt + ")");
    }

    @Override
    public void waiting(String reason, Instant until) {
        add("waiting until " + until + " for " + reason);
    }

    @Override
    public void step(String step) {
        add(step);
    }

    /** {@return the lines} */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
