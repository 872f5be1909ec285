package dev.akme.client;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Passes events on; what a listener throws is logged and goes no further, so that it cannot keep anything from being done. */
final class GuardedListener implements AcmeListener {

    private final AcmeListener listener;

    GuardedListener(AcmeListener listener) {
        this.listener = listener;
    }

    @Override
    public void request(String method, URI url) {
        guard(() -> listener.request(method, url));
    }

    @Override
    public void response(String method, URI url, int status, Duration took) {
        guard(() -> listener.response(method, url, status, took));
    }

    @Override
    public void failure(String method, URI url, Exception cause, Duration took) {
        guard(() -> listener.failure(method, url, cause, took));
    }

    @Override
    public void retry(String method, URI url, RetryCause cause, int attempt) {
        guard(() -> listener.retry(method, url, cause, attempt));
    }

    @Override
    public void waiting(WaitReason reason, Instant until) {
        guard(() -> listener.waiting(reason, until));
    }

    @Override
    public void step(ObtainStep step) {
        guard(() -> listener.step(step));
    }

    @Override
    public void skipped(ObtainStep step, String reason) {
        guard(() -> listener.skipped(step, reason));
    }

    private static void guard(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            System.getLogger("dev.akme.client").log(Level.WARNING, "a listener failed", e);
        }
    }
}
