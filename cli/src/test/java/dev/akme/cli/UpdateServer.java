package dev.akme.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A DNS server that takes updates (RFC 2136) without a key and keeps TXT records as lines "name value" of a file. */
final class UpdateServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int CLASS_IN = 1;

    private final DatagramSocket socket;
    private final Path zone;

    UpdateServer(Path zone) throws IOException {
        this.zone = zone;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "update-server");
        server.setDaemon(true);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
                socket.receive(packet);
                ByteBuffer message = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                update(message);
                message.put(2, (byte) (message.get(2) | 0x80)); // it is an answer now, and all went well
                socket.send(packet);
            }
        } catch (SocketException e) {
            // Closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void update(ByteBuffer message) throws IOException {
        message.position(HEADER);
        name(message);
        message.position(message.position() + 4);
        String name = name(message);
        message.getShort();
        boolean adds = message.getShort() == CLASS_IN;
        message.getInt();
        message.getShort();
        byte[] text = new byte[message.get()];
        message.get(text);
        List<String> lines = new ArrayList<>(Files.exists(zone) ? Files.readAllLines(zone) : List.of());
        String line = name + " " + new String(text, StandardCharsets.US_ASCII);
        lines.remove(line);
        if (adds) {
            lines.add(line);
        }
        Files.write(zone, lines);
    }

    /** Follows pointers (RFC 1035 §4.1.4). */
    private static String name(ByteBuffer message) {
        List<String> labels = new ArrayList<>();
        for (int length = message.get(); length != 0; length = message.get()) {
            if ((length & 0xc0) == 0xc0) {
                int target = ((length & 0x3f) << 8) | (message.get() & 0xff);
                labels.add(name(message.duplicate().position(target)));
                break;
            }
            byte[] label = new byte[length];
            message.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        return String.join(".", labels);
    }

    @Override
    public void close() {
        socket.close();
    }
}
