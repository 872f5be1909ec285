package dev.akme.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down all that a client tells. */
final class Events implements AcmeListener {

    final List<ObtainStep> steps = new CopyOnWriteArrayList<>();
    private final List<String> lines = new ArrayList<>();

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized void add(String line) {
        lines.add(line);
    }

    @Override
    public void request(String method, URI url) {
        add("request " + method + " " + url);
    }

    @Override
    public void response(String method, URI url, int status, Duration took) {
        add("response " + method + " " + url + " " + status + " " + took);
    }

    @Override
    public void failure(String method, URI url, Exception cause, Duration took) {
        add("failure " + method + " " + url + " " + cause + " " + took);
    }

    @Override
    public void retry(String method, URI url, RetryCause cause, int attempt) {
        add("retry " + method + " " + url + " " + cause + " " + attempt);
    }

    @Override
    public void waiting(WaitReason reason, Instant until) {
        add("waiting " + reason + " until " + until);
    }

    @Override
    public void step(ObtainStep step) {
        steps.add(step);
        add("step " + step);
    }

    @Override
    public void skipped(ObtainStep step, String reason) {
        add("skipped " + step + ": " + reason);
    }
}
