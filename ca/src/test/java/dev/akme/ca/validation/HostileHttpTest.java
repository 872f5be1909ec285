package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers say when they answer http-01 rightly in an odd way, wrongly, or not at all. */
@Timeout(60)
class HostileHttpTest {

    private static final String ANSWER = Samples.EXPECTED.text();
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeResolver resolver = new FakeResolver().address("example.org", "127.0.0.1");
    private Duration timeout = Samples.PATIENCE;

    private Optional<Problem> validate(RawServer server) throws InterruptedException {
        ValidationSettings settings =
                Samples.local().http01Port(server.port()).timeout(timeout).build();
        return Validators.of(settings, resolver, Network.direct(), Samples.CLOCK)
                .validate(Samples.request(Samples.http()));
    }

    private Optional<Problem> validate(String answer) throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(answer)) {
            return validate(server);
        }
    }

    private void assertProblem(Optional<Problem> found, ProblemType type, String part) {
        Problem problem = found.orElseThrow();
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.status()).contains(type.httpStatus());
        assertThat(problem.detail().orElseThrow())
                .contains("example.org", "127.0.0.1")
                .contains(part)
                .doesNotContain(Samples.TOKEN, Samples.KEY.thumbprint())
                .matches("[\\x20-\\x7e§]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\nBODY",
                "HTTP/1.0 200 OK\r\n\r\nBODY\r\n",
                "HTTP/1.1 200\r\ncontent-lengTH:  LENGTH\r\n\r\nBODY and more than that",
                "HTTP/1.1 200 OK\nContent-Length: LENGTH\n\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: LENGTH\r\nContent-Length: LENGTH\r\n\r\nBODY",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nHEX\r\nBODY\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n000HEX ; a=b\r\nBODY\r\n1\r\n\n\r\n0\r\nT: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nHEX\r\nBODY\r\n0\r\n\r\n",
            })
    void areUnderstood(String answer) throws IOException, InterruptedException {
        assertThat(validate(answer.replace("LENGTH", Integer.toString(ANSWER.length()))
                        .replace("HEX", Integer.toHexString(ANSWER.length()))
                        .replace("BODY", ANSWER)))
                .isEmpty();
    }

    @Test
    void thatAreTheAnswerAloneOrAnEchoAreNotRepeated() throws IOException, InterruptedException {
        for (String answer : List.of(
                ANSWER + "\r\n\r\n", "GET /.well-known/acme-challenge/" + Samples.TOKEN + " HTTP/1.1\r\n\r\n")) {
            assertProblem(validate(answer), ProblemType.CONNECTION, "does not begin as HTTP/1.1 does");
            // Not cut off in the middle either.
            assertThat(validate(answer).orElseThrow().toText()).doesNotContain(Samples.TOKEN.substring(0, 8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\nA: b\r\n",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/2 200 OK\r\n\r\nBODY",
                "HTTP/1.1 2000 OK\r\n\r\nBODY",
                "HTTP/1.1 099 OK\r\n\r\nBODY",
                "HTTP/1.1 -20 OK\r\n\r\nBODY",
                "HTTP/1.1  200 OK\r\n\r\nBODY",
                "\u0000\u001b[31m\u0007\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\n: no name\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nA: b\r\n folded: x\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n57\r\nBODY",
                "HTTP/1.1 100 A\r\n\r\nHTTP/1.1 100 A\r\n\r\nHTTP/1.1 100 A\r\n\r\nHTTP/1.1 100 A\r\n\r\nHTTP/1.1 100 A\r\n\r\n",
            })
    void areNoHttp(String answer) throws IOException, InterruptedException {
        assertProblem(validate(answer.replace("BODY", ANSWER)), ProblemType.CONNECTION, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 206, 300, 304, 305, 400, 401, 404, 500, 503})
    void haveAnotherStatus(int status) throws IOException, InterruptedException {
        assertProblem(
                validate("HTTP/1.1 " + status + " X\r\n\r\n" + ANSWER),
                ProblemType.UNAUTHORIZED,
                "status " + status + ", not 200");
    }

    @Test
    void holdSomethingElse() throws IOException, InterruptedException {
        assertProblem(
                validate("HTTP/1.1 200 OK\r\n\r\n<html>\u001b[2J\u00e9\"hello\""),
                ProblemType.UNAUTHORIZED,
                "\"<html>?[2J??hello?\"");
        assertProblem(validate("HTTP/1.1 200 OK\r\n\r\n"), ProblemType.UNAUTHORIZED, "empty");
        assertProblem(validate("HTTP/1.1 200 OK\r\n\r\n " + ANSWER), ProblemType.UNAUTHORIZED, "");
        assertProblem(validate("HTTP/1.1 200 OK\r\n\r\nyou want " + Samples.TOKEN), ProblemType.UNAUTHORIZED, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 10000000000\r\n", "Transfer-Encoding: chunked\r\n"})
    void areReadAsFarAsTheyCouldBeRight(String fields) throws IOException, InterruptedException {
        String length = fields.startsWith("T") ? "ffffff\r\n" : "";
        try (RawServer server = RawServer.start((self, socket) -> {
            self.read(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + length + ANSWER + "x".repeat(1000));
            self.hold(socket);
        })) {
            assertProblem(validate(server), ProblemType.UNAUTHORIZED, "more octets");
        }
    }

    @Test
    void haveNoEndBeforeTheBody() throws IOException, InterruptedException {
        try (RawServer server = RawServer.start((self, socket) -> {
            self.read(socket);
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nA: " + "x".repeat(20_000));
            self.hold(socket);
        })) {
            assertProblem(validate(server), ProblemType.CONNECTION, "16384 octets");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nA: ",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 150\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
            })
    void doNotComeInTime(String beginning) throws IOException, InterruptedException {
        timeout = SHORT;
        try (RawServer server = RawServer.start((self, socket) -> {
            self.read(socket);
            RawServer.write(socket, beginning);
            self.drip(socket, 'x');
        })) {
            assertProblem(validate(server), ProblemType.CONNECTION, "did not answer in time");
        }
        try (RawServer server = RawServer.start((self, socket) -> {
            RawServer.write(socket, beginning);
            self.hold(socket);
        })) {
            assertProblem(validate(server), ProblemType.CONNECTION, "did not answer in time");
        }
    }

    @Test
    void areResetConnections() throws IOException, InterruptedException {
        try (RawServer server = RawServer.start((self, socket) -> {
            self.read(socket);
            socket.setSoLinger(true, 0);
        })) {
            assertProblem(validate(server), ProblemType.CONNECTION, "");
        }
    }
}
