package dev.akme.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes to the logger {@code dev.akme.client}: what did not succeed but keeps nothing up to
 * {@code WARNING}, repetitions to {@code INFO}, all else to {@code DEBUG}. So a run without
 * trouble writes nothing by default, and does not pay for the JVM's formatting of it.
 */
final class LoggingListener implements AcmeListener {

    private final Logger logger;

    LoggingListener() {
        this(System.getLogger("dev.akme.client"));
    }

    LoggingListener(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void response(String method, URI url, int status, Duration took) {
        logger.log(Level.DEBUG, () -> method + " " + url + ": " + status + " in " + took.toMillis() + " ms");
    }

    @Override
    public void failure(String method, URI url, Exception cause, Duration took) {
        logger.log(Level.DEBUG, () -> method + " " + url + ": " + cause + " after " + took.toMillis() + " ms");
    }

    @Override
    public void retry(String method, URI url, RetryCause cause, int attempt) {
        logger.log(Level.INFO, () -> method + " " + url + " again, because " + cause + " (" + attempt + ")");
    }

    @Override
    public void waiting(WaitReason reason, Instant until) {
        logger.log(Level.DEBUG, () -> "waiting until " + until + ": " + reason);
    }

    @Override
    public void step(ObtainStep step) {
        logger.log(Level.DEBUG, step::toString);
    }

    @Override
    public void skipped(ObtainStep step, String reason) {
        logger.log(Level.WARNING, () -> step + ": " + reason);
    }
}
