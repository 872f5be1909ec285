package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.NewAccount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CaCommandTest {

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void namesBelowTestGetCertificatesWithoutAnyDns() throws Exception {
        int http = freePort();
        PipedInputStream read = new PipedInputStream();
        PrintStream out = new PrintStream(new PipedOutputStream(read), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                new Console(out, err, false, Map.of()),
                new ByteArrayInputStream(new byte[0]),
                Map.of(),
                Path.of("no-home"),
                Clock.systemUTC());
        AtomicInteger exitCode = new AtomicInteger(-1);
        Thread program = new Thread(() -> exitCode.set(Akme.run(
                surroundings, "ca", "--port", "0", "--http-port", Integer.toString(http), "--dns", "127.0.0.1:1")));
        program.start();
        Path root;
        try (Scanner lines = new Scanner(read, StandardCharsets.UTF_8);
                Http01Server solver = Http01Server.builder().port(http).build()) {
            URI directory = URI.create(lines.nextLine().replace("directory: ", ""));
            assertThat(directory.getPath()).isEqualTo("/dir");
            root = Path.of(lines.nextLine().replace("root:      ", ""));
            AcmeAccount account = AcmeClient.builder(directory)
                    .trust(CertificateChain.read(Files.readString(root)).certificates())
                    .build()
                    .register(
                            SigningKey.generate(KeyType.P256),
                            NewAccount.builder().build());
            assertThat(account.obtain(ObtainRequest.of("a.b.test", "x.localhost"), solver)
                            .chain()
                            .size())
                    .isEqualTo(2);
        } finally {
            program.interrupt();
            program.join();
        }
        assertThat(exitCode).hasValue(0);
        assertThat(root).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("ca", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
            assertThat(run.err())
                    .contains("port " + taken.getLocalPort(), "--port")
                    .hasLineCount(1);
        }
    }

    @Test
    void whatIsNoAddressIsNamed() {
        for (String[] wrong : new String[][] {
            {"--resolve", "a.test=nowhere"}, {"--dns", "127.0.0.1:x"}, {"--dns", "no.such.host.invalid:53"}
        }) {
            Run run = Run.of("ca", "--port", "0", wrong[0], wrong[1]);
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.err()).contains(wrong[0]).hasLineCount(1);
        }
    }
}
