package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.NewAccount;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Obtains a certificate by way of the JDK's HTTP client and real connections, of which one goes wrong: whatever it is, there
 * is the certificate or the right exception, and never a second order. The rows join those of {@link FaultTest}.
 */
class SocketFaultTest {

    /** Each silence takes that long, and a slow machine must not take longer for anything else. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final List<Step> STEPS =
            List.of(Step.NEW_ORDER, Step.AUTHORIZATION, Step.ANSWER, Step.FINALIZE, Step.ORDER, Step.CERTIFICATE);

    private final FakeTime time = new FakeTime();
    private final FakeCa ca = new FakeCa(time);
    private final FakeSolver solver = new FakeSolver();
    private final Map<Step, SocketFault> planned = new EnumMap<>(Step.class);
    private final AtomicReference<SocketFault> next = new AtomicReference<>(SocketFault.NONE);
    private final RawServer server;
    private final JdkTransport sockets = JdkTransport.of(HttpClient.newHttpClient());

    SocketFaultTest() throws IOException {
        this.server = RawServer.start(this::serve);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void writeTable() throws IOException {
        FaultTable.write();
    }

    static List<Arguments> rows() {
        List<Arguments> rows = new ArrayList<>();
        for (SocketFault fault : SocketFault.values()) {
            boolean slow = fault == SocketFault.SILENT || fault == SocketFault.TRICKLE;
            List<Step> steps = slow ? List.of(Step.NEW_ORDER, Step.FINALIZE) : STEPS;
            for (Step step : fault == SocketFault.NONE ? List.of(Step.NEW_ORDER) : steps) {
                // Half of a message is no message: nothing that can be repeated, as the server says that it is whole.
                rows.add(Arguments.of(step, fault, fault == SocketFault.TRUNCATED ? "protocol" : FaultRow.CERTIFICATE));
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    @Timeout(60)
    void endsWell(Step step, SocketFault fault, String expected) throws Exception {
        ca.state.issuancePolls = 1;
        AcmeAccount account = AcmeClient.builder(FakeCa.DIRECTORY)
                .transport(this::send)
                .time(time)
                .random(new Random(1))
                .executor(Runnable::run)
                .requestTimeout(PATIENCE)
                .listener(AcmeListener.NONE)
                .build()
                .register(
                        Requests.P256,
                        NewAccount.builder().termsOfServiceAgreed(true).build());
        planned.put(step, fault);
        String outcome;
        try {
            account.obtain(ObtainRequest.of("www.example.org", "example.com"), solver);
            outcome = FaultRow.CERTIFICATE;
        } catch (ObtainException e) {
            outcome = FaultTest.inShort(e);
        }
        assertThat(planned).as("the fault has happened").isEmpty();
        assertThat(outcome).isEqualTo(expected);
        assertThat(ca.state.orders).hasSize(1);
        assertThat(solver.closed).containsExactlyInAnyOrderElementsOf(solver.presented);
        FaultTable.add("socket, " + step + ": " + fault, outcome, ca, Duration.between(FakeTime.START, time.now()));
    }

    // ---- the way there

    /** To the letter as it is signed, but to another place. */
    private TransportResponse send(TransportRequest request) throws InterruptedException {
        Step step = Step.of(request.url(), isPostAsGet(request));
        SocketFault fault = planned.remove(step);
        next.set(fault == null ? SocketFault.NONE : fault);
        return sockets.send(new TransportRequest(
                request.method(),
                server.addressUrl(request.url().getRawPath()),
                request.headers(),
                request.body(),
                request.timeout(),
                request.maxBody()));
    }

    private static boolean isPostAsGet(TransportRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8).contains("\"payload\":\"\"");
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        SocketFault fault = next.getAndSet(SocketFault.NONE);
        if (fault.comesBeforeTheRequest(client)) {
            return;
        }
        server.read(client);
        List<String> requests = server.requests();
        TransportResponse response = ca.send(parse(requests.get(requests.size() - 1)));
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " Fine\r\n");
        response.headers()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        fault.answer(client, head.toString(), new String(response.body(), StandardCharsets.ISO_8859_1), server);
    }

    private static TransportRequest parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
        }
        return new TransportRequest(
                first[0],
                URI.create(FakeCa.BASE + first[1]),
                headers,
                text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1),
                PATIENCE,
                1024 * 1024);
    }
}
