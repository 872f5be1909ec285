package dev.akme.scenarios.server;

import dev.akme.client.AcmeListener;
import dev.akme.client.ObtainStep;
import dev.akme.client.RetryCause;
import dev.akme.client.WaitReason;
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
    public void failure(String method, URI url, Exception cause, Duration took) {
        add(method + " " + url + " was not answered: " + cause + " after " + took.toMillis() + " ms");
    }

    @Override
    public void retry(String method, URI url, RetryCause cause, int attempt) {
        add(method + " " + url + " again, because " + cause + " (" + attempt + ")");
    }

    @Override
    public void waiting(WaitReason reason, Instant until) {
        add("waiting until " + until + " for " + reason);
    }

    @Override
    public void step(ObtainStep step) {
        add(step.toString());
    }

    @Override
    public void skipped(ObtainStep step, String reason) {
        add("could not " + step + ": " + reason);
    }

    /** {@return the lines} */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
