package dev.akme.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server of one's own words, on this machine: each connection is handled by a function. */
final class RawServer implements AutoCloseable {

    /** What becomes of a connection; it is closed afterwards. */
    interface Connection {
        void talk(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final String scheme;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Goes down when a client has hung up on {@link #hold}. */
    final CountDownLatch hungUp = new CountDownLatch(1);

    private RawServer(ServerSocket socket, String scheme, Connection connection) {
        this.socket = socket;
        this.scheme = scheme;
        Thread acceptor = new Thread(() -> accept(connection), "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static RawServer start(Connection connection) throws IOException {
        return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", connection);
    }

    static RawServer start(ServerSocket tls, Connection connection) {
        return new RawServer(tls, "https", connection);
    }

    private void accept(Connection connection) {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                open.add(accepted);
                Thread thread = new Thread(
                        () -> {
                            try (accepted) {
                                connection.talk(accepted);
                            } catch (IOException | InterruptedException e) {
                                // The client hung up, or the test is over.
                            }
                        },
                        "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    URI url(String path) {
        return URI.create(scheme + "://localhost:" + socket.getLocalPort() + path);
    }

    URI addressUrl(String path) {
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + path);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Reads a request with its body, and keeps it. */
    void read(Socket from) throws IOException {
        InputStream in = from.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed");
            }
            head.write(octet);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        requests.add(text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    static void write(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Closes with a reset instead of an end. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says no more, until the client hangs up. */
    void hold(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // A client that has asked has nothing more to say.
            }
        } catch (IOException e) {
            // A reset is an end too.
        }
        hungUp.countDown();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
