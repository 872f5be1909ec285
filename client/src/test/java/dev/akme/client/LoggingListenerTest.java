package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is logged by default, read where the JDK sends it. */
class LoggingListenerTest {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private List<LogRecord> logged(boolean loud) throws Exception {
        Logger logger = Logger.getLogger("dev.akme.client");
        logger.setUseParentHandlers(false);
        logger.setLevel(loud ? Level.ALL : Level.INFO);
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            Scene scene = new Scene(builder -> builder.listener(new LoggingListener()));
            scene.ca.state.validationPolls = 1;
            scene.ca.once(Step.FINALIZE, Fault.instead(Reply.empty(503)));
            scene.ca.once(
                    Step.NEW_ORDER,
                    (request, server, time) ->
                            Reply.problem(400, "badNonce", "no").header("Replay-Nonce", scene.ca.newNonce()));
            scene.account().obtain(ObtainRequest.of("www.example.org"), scene.solver);
            for (LogRecord line : records) {
                assertThat(scene.ca.secrets()).noneMatch(line.getMessage()::contains);
            }
            return List.copyOf(records);
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
            logger.setLevel(null);
        }
    }

    @Test
    void stepsAndRepetitionsAreForEverybody() throws Exception {
        assertThat(logged(false))
                .extracting(LogRecord::getMessage)
                .contains(
                        "order a certificate for www.example.org",
                        "POST https://ca.test/order-new again, because the nonce was refused (1)",
                        "present http-01 for www.example.org",
                        "answer http-01 for www.example.org",
                        "finalize the order",
                        "POST https://ca.test/order/1/finalize again, because HTTP 503 (1)",
                        "got the certificate for www.example.org")
                .noneMatch(line -> line.contains(" ms"));
    }

    @Test
    void requestsAndWaitsAreForThoseWhoLookClosely() throws Exception {
        assertThat(logged(true))
                .extracting(LogRecord::getMessage)
                .contains("POST https://ca.test/order-new: 201 in 0 ms")
                .anyMatch(line -> line.startsWith("waiting until "));
    }
}
