package dev.akme.ca.validation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server of one's own words, on this machine: each connection is handled by a function. */
final class RawServer implements AutoCloseable {

    /** What becomes of a connection; it is closed afterwards. */
    interface Connection {
        void talk(RawServer server, Socket socket) throws IOException, InterruptedException;
    }

    private static final int DRIPS = 300;

    private final ServerSocket door;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** The heads of the requests. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket door, Connection connection) {
        this.door = door;
        start(() -> accept(connection));
    }

    static RawServer start(Connection connection) throws IOException {
        return start(new ServerSocket(0, 50, Samples.LOOPBACK), connection);
    }

    static RawServer start(ServerSocket door, Connection connection) {
        return new RawServer(door, connection);
    }

    /** A server that says the same to everybody, octet for octet; {@code PORT} stands for its port. */
    static RawServer saying(String answer) throws IOException {
        return start((server, socket) -> {
            server.read(socket);
            write(socket, answer.replace("PORT", Integer.toString(server.port())));
        });
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Connection connection) {
        while (true) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                start(() -> talk(connection, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Connection connection, Socket socket) {
        try (socket) {
            connection.talk(this, socket);
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the test is over.
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Reads the head of a request, and keeps it. */
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
        requests.add(head.toString(StandardCharsets.ISO_8859_1));
    }

    static void write(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Says one octet after the other, with time between, for some seconds: then also who has no deadline is done. */
    void drip(Socket to, int octet) throws IOException, InterruptedException {
        for (int i = 0; i < DRIPS && !closed.await(10, TimeUnit.MILLISECONDS); i++) {
            to.getOutputStream().write(octet);
            to.getOutputStream().flush();
        }
    }

    /** Says no more until the client hangs up. */
    void hold(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
