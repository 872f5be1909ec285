package dev.akme.client.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/** A DNS server on the loopback address, by UDP and TCP at the same port, as real as a test needs it. */
final class LoopbackServer implements AutoCloseable {

    private static final int ATTEMPTS = 20;

    private final FakeTransport.Server answers;
    private final ServerSocket tcp;
    private final DatagramSocket udp;

    private LoopbackServer(FakeTransport.Server answers, ServerSocket tcp, DatagramSocket udp) {
        this.answers = answers;
        this.tcp = tcp;
        this.udp = udp;
    }

    static LoopbackServer start(FakeTransport.Server answers) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; ; i++) {
            ServerSocket tcp = new ServerSocket(0, 50, loopback);
            try {
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback);
                LoopbackServer server = new LoopbackServer(answers, tcp, udp);
                server.run(server::serveDatagrams);
                server.run(server::serveConnections);
                return server;
            } catch (IOException e) {
                // Another program has the port for UDP.
                tcp.close();
                if (i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** A network in which every address leads here. */
    DnsTransport transport() {
        return new DnsTransport() {
            @Override
            public byte[] udp(InetSocketAddress server, byte[] query, Predicate<byte[]> isAnswer, Duration timeout)
                    throws IOException, InterruptedException {
                return SYSTEM.udp(address(), query, isAnswer, timeout);
            }

            @Override
            public byte[] tcp(InetSocketAddress server, byte[] query, Duration timeout)
                    throws IOException, InterruptedException {
                return SYSTEM.tcp(address(), query, timeout);
            }
        };
    }

    private void serveDatagrams() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[0xffff], 0xffff);
        while (true) {
            packet.setLength(0xffff);
            udp.receive(packet);
            byte[] answer = answers.answer(Arrays.copyOf(packet.getData(), packet.getLength()), true);
            udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
    }

    private void serveConnections() throws IOException {
        while (true) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] answer = answers.answer(in.readNBytes(in.readUnsignedShort()), false);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                // In two pieces, as it can come over a network.
                out.writeByte(answer.length >> 8);
                out.flush();
                out.writeByte(answer.length);
                out.write(answer);
            }
        }
    }

    /** What is run here ends with the server. */
    private interface Serving {
        void serve() throws IOException;
    }

    private void run(Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.serve();
                    } catch (IOException e) {
                        if (!tcp.isClosed()) {
                            throw new UncheckedIOException(e);
                        }
                    }
                },
                "dns");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
