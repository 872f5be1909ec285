package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is logged by default. */
class LoggingListenerTest {

    private record Line(Logger.Level level, String text) {}

    private static final class Memory implements Logger {

        private final List<Line> lines = new CopyOnWriteArrayList<>();

        @Override
        public String getName() {
            return "memory";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
            lines.add(new Line(level, text));
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, String text, @Nullable Object @Nullable ... more) {
            lines.add(new Line(level, text));
        }

        List<String> at(Level level) {
            return lines.stream()
                    .filter(line -> line.level == level)
                    .map(Line::text)
                    .toList();
        }
    }

    @Test
    void repetitionsAreForEverybodyAndTheRestForThoseWhoLookClosely() throws Exception {
        Memory memory = new Memory();
        Scene scene = new Scene(builder -> builder.listener(new LoggingListener(memory)));
        scene.ca.state.validationPolls = 1;
        scene.ca.once(Step.FINALIZE, Fault.instead(Reply.empty(503)));
        scene.ca.once(
                Step.NEW_ORDER,
                (request, server, time) ->
                        Reply.problem(400, "badNonce", "no").header("Replay-Nonce", scene.ca.newNonce()));
        scene.solver.onClose = () -> {
            throw new IllegalStateException("the file is locked");
        };
        scene.ca.once(Step.AUTHORIZATION, Fault.REFUSED);
        scene.account().obtain(ObtainRequest.of("www.example.org"), scene.solver);

        assertThat(memory.at(Logger.Level.WARNING))
                .containsExactly("clean up after http-01 for www.example.org: the file is locked");
        assertThat(memory.at(Logger.Level.INFO))
                .containsExactly(
                        "POST https://ca.test/order-new again, because the nonce was refused (1)",
                        "POST https://ca.test/authz/1 again, because the network failed: POST https://ca.test/authz/1:"
                                + " connection refused (1)",
                        "POST https://ca.test/order/1/finalize again, because HTTP 503 (1)");
        assertThat(memory.at(Logger.Level.DEBUG))
                .contains(
                        "order a certificate for www.example.org",
                        "present http-01 for www.example.org",
                        "answer http-01 for www.example.org",
                        "finalize the order for www.example.org",
                        "got the certificate for www.example.org",
                        "POST https://ca.test/order-new: 201 in 0 ms")
                .anyMatch(line -> line.startsWith("waiting until "))
                .anyMatch(line -> line.startsWith("POST https://ca.test/authz/1: ")
                        && line.contains("AcmeNetworkException")
                        && line.endsWith(" after 0 ms"));
        String all = memory.lines.toString();
        assertThat(scene.ca.secrets()).isNotEmpty().noneMatch(all::contains);
    }
}
