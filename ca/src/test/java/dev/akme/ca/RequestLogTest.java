package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.messages.Authorization;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.TokenChallenge;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The line that is logged for each request. */
@ResourceLock("dev.akme.ca.requests")
class RequestLogTest {

    private static final Logger LOG = Logger.getLogger("dev.akme.ca.requests");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void eachRequestIsALine() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).requestLog(Level.INFO).start()) {
            AcmeAccount account = Loopback.account(ca);
            account.obtain(ObtainRequest.of("www.example.org"), solver);
            String id = account.url().getPath().replaceAll(".*/", "");
            assertThat(lines)
                    .hasSize((int) ca.counters().requests().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .allMatch(line -> line.matches("method=(?:GET|HEAD|POST) resource=[A-Za-z]+ account=[A-Za-z0-9_-]+"
                            + " status=\\d{3} problem=[A-Za-z-]+ ms=\\d+\\.\\d remote=\\S+"))
                    .anyMatch(
                            line -> line.startsWith("method=POST resource=newAccount account=- status=201 problem=- "))
                    .anyMatch(line -> line.startsWith("method=POST resource=finalize account=" + id + " status=200 "));
        }
    }

    @Test
    void aRefusalSaysWhyAndNothingOfTheRequest() {
        try (AcmeCa ca = AcmeCa.forTests()
                .mountedAt(URI.create("https://ca.test"))
                .requestLog(Level.INFO)
                .start()) {
            Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/jose+json"));
            byte[] body = "{\"protected\":\"c2VjcmV0\"}".getBytes(StandardCharsets.UTF_8);
            ca.handle(CaRequest.of("POST", "/new-order", headers, body, "192.0.2.7"));
            ca.handle(CaRequest.of("GE\nT", "/no\nsuch", Map.of(), new byte[0], ""));
            assertThat(lines).hasSize(2).noneMatch(line -> line.contains("c2VjcmV0") || line.contains("\n"));
            assertThat(lines.get(0))
                    .contains(
                            "resource=newOrder account=- status=400 problem=malformed",
                            "remote=192.0.2.7",
                            "detail=\"");
            assertThat(lines.get(1)).contains("method=GE?T resource=- account=- status=404", "remote=-");
        }
    }

    @Test
    void noTokenIsLogged() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).requestLog(Level.INFO).start()) {
            AcmeAccount account = Loopback.account(ca);
            Authorization authorization = account.newAuthorization(
                            NewAuthorization.of(Identifier.dns("www.example.org")))
                    .body();
            String token = ((TokenChallenge)
                            authorization.challenge(ChallengeType.HTTP_01).orElseThrow())
                    .token();
            account.obtain(ObtainRequest.of("www.example.org"), solver);
            assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(token));
        }
    }

    @Test
    void testsAreNotToldOfIt() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).start()) {
            Loopback.account(ca);
            assertThat(lines).isEmpty();
        }
    }
}
