package dev.akme.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes down all that a client tells. */
final class Events implements AcmeListener {

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
    public void retry(String method, URI url, String reason, int attempt) {
        add("retry " + method + " " + url + " " + reason + " " + attempt);
    }

    @Override
    public void waiting(String reason, Instant until) {
        add("waiting " + reason + " until " + until);
    }

    @Override
    public void step(String step) {
        add("step " + step);
    }
}
