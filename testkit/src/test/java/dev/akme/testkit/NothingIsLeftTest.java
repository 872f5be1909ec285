package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.TlsAlpn01Server;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kit that is closed leaves no thread, no port and no file behind. */
class NothingIsLeftTest {

    /** What the JVM and the libraries keep for good begins with the first kit. */
    @BeforeAll
    static void warmUp() throws Exception {
        use(false);
        use(true);
    }

    /** Does all that begins something. Gives the ports. */
    private static List<Integer> use(boolean https) throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.builder()
                .https(https)
                .faults(faults -> faults.holdOrders(true))
                .start()) {
            InetSocketAddress dns = kit.dns().address();
            // An idle connection, and one whose answer takes its time.
            Socket idle = new Socket(dns.getAddress(), dns.getPort());
            kit.dns().delay("slow.example.org", Duration.ofHours(1));
            try (DatagramSocket socket = new DatagramSocket()) {
                byte[] question = org.xbill.DNS.Message.newQuery(org.xbill.DNS.Record.newRecord(
                                org.xbill.DNS.Name.fromString("slow.example.org."),
                                org.xbill.DNS.Type.A,
                                org.xbill.DNS.DClass.IN))
                        .toWire();
                socket.send(new java.net.DatagramPacket(question, question.length, dns));
            }
            if (!https) {
                try (var in = kit.directoryUrl().toURL().openConnection().getInputStream()) {
                    assertThat(in.readAllBytes()).isNotEmpty();
                }
            }
            kit.account()
                    .newOrder(dev.akme.messages.NewOrder.builder()
                            .identifiers(List.of(dev.akme.messages.Identifier.dns("www.example.org")))
                            .build());
            kit.faults().holdOrders(false).delayIssuance(Duration.ofMinutes(1), Duration.ofMinutes(1));
            kit.account().obtain(ObtainRequest.of("www.example.org", "example.org", "127.0.0.1"), kit.solver());
            try (TlsAlpn01Server solver = TlsAlpn01Server.builder()
                    .address(InetAddress.getLoopbackAddress())
                    .port(kit.tlsPort())
                    .build()) {
                kit.account().obtain(ObtainRequest.of("www.example.org"), solver);
            }
            // Left alone in the middle of it.
            kit.faults().delayValidations(Duration.ofHours(1), Duration.ofHours(1));
            kit.clock().waitingMoves(false);
            Thread left = new Thread(() -> {
                try {
                    kit.account().obtain(ObtainRequest.of("left.example.org"), kit.solver());
                } catch (Exception e) {
                    // As it must be.
                }
            });
            left.start();
            kit.clock().awaitWaiting();
            left.interrupt();
            left.join();
            idle.close();
            return List.of(dns.getPort(), kit.directoryUrl().getPort(), kit.httpPort(), kit.tlsPort());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noThreadIsLeft(boolean https) throws Exception {
        Set<Thread> before = threads();

        use(https);

        Set<Thread> left = new HashSet<>(threads());
        left.removeAll(before);
        for (Thread thread : left) {
            // Whoever was told to end needs a moment for it.
            thread.join(Duration.ofSeconds(10).toMillis());
        }
        assertThat(left.stream().filter(Thread::isAlive).filter(thread -> !isOfTheJvm(thread)))
                .isEmpty();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Those that the JVM starts when it thinks fit: compilers, cleaners, and the keeper of connections of its HTTP client. */
    private static boolean isOfTheJvm(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return (group != null && group.getName().equals("system"))
                || thread.getName().equals("Keep-Alive-Timer")
                || thread.getName().startsWith("Common-Cleaner");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPortIsFreeAgain(boolean https) throws Exception {
        // Another program may get a port at once, but hardly three times the one that served the same.
        Set<Integer> taken = new HashSet<>(Set.of(0, 1, 2, 3));
        for (int i = 0; i < 3; i++) {
            List<Integer> ports = use(https);
            taken.removeIf(which -> FreePorts.isFree(ports.get(which)));
        }
        assertThat(taken).as("of DNS, HTTP server, http-01, tls-alpn-01").isEmpty();
    }

    /** For a JVM of its own, whose folder for temporary files nobody else uses. */
    static final class Alone {

        private Alone() {}

        public static void main(String[] args) throws Exception {
            use(false);
            use(true);
        }
    }

    @Test
    void noFileIsLeft(@TempDir Path folder) throws Exception {
        Process alone = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        // The JVM's own file for tools.
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Alone.class.getName())
                .inheritIO()
                .start();

        assertThat(alone.waitFor()).isZero();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
