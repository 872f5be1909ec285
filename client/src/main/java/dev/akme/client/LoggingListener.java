package dev.akme.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes to the logger {@code dev.akme.client}: repetitions to {@code INFO}, all else to {@code DEBUG}. So a run without
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
    public void retry(String method, URI url, String reason, int attempt) {
        logger.log(Level.INFO, () -> method + " " + url + " again, because " + reason + " (" + attempt + ")");
    }

    @Override
    public void waiting(String reason, Instant until) {
        logger.log(Level.DEBUG, () -> "waiting until " + until + ": " + reason);
    }

    @Override
    public void step(String step) {
        logger.log(Level.DEBUG, step);
    }
}
