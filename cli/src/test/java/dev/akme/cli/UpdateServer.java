package dev.akme.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A DNS server that takes updates (RFC 2136), keeps TXT records as lines "name value" of a file, and answers questions for
 * them. With a key it takes only what is signed by that (RFC 8945).
 */
final class UpdateServer implements AutoCloseable {

    private final DatagramSocket socket;
    private final Path zone;
    private final @Nullable TSIG key;

    UpdateServer(Path zone) throws IOException {
        this(zone, null);
    }

    UpdateServer(Path zone, @Nullable TSIG key) throws IOException {
        this.zone = zone;
        this.key = key;
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
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
                Message request = new Message(octets);
                byte[] answer = answer(request, octets).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException e) {
            // Closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message answer(Message request, byte[] octets) throws IOException {
        Message answer = new Message(request.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(request.getHeader().getOpcode());
        Record question = request.getQuestion();
        answer.addRecord(question, Section.QUESTION);
        if (request.getHeader().getOpcode() == Opcode.QUERY) {
            for (String line : lines()) {
                String[] parts = line.split(" ", 2);
                if (question.getType() == Type.TXT
                        && parts[0].equalsIgnoreCase(question.getName().toString(true))) {
                    answer.addRecord(
                            new TXTRecord(question.getName(), DClass.IN, 60, quoted(parts[1])), Section.ANSWER);
                }
            }
            return answer;
        }
        TSIG wanted = key;
        int refusal = wanted == null ? Rcode.NOERROR : wanted.verify(request, octets, null);
        if (refusal == Rcode.NOERROR) {
            update(request);
        } else {
            answer.getHeader().setRcode(Rcode.NOTAUTH);
        }
        if (wanted != null) {
            wanted.apply(answer, refusal, request.getTSIG());
        }
        return answer;
    }

    /** A character string has 255 octets at most; these are short. */
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private void update(Message request) throws IOException {
        List<String> lines = new ArrayList<>(lines());
        for (Record record : request.getSection(Section.UPDATE)) {
            if (record instanceof TXTRecord txt) {
                String line = name(txt.getName()) + " " + String.join("", txt.getStrings());
                lines.remove(line);
                if (record.getDClass() == DClass.IN) {
                    lines.add(line);
                }
            }
        }
        // At once: the CA reads it meanwhile for another name.
        Path next = Files.write(zone.resolveSibling(zone.getFileName() + ".next"), lines);
        Files.move(next, zone, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> lines() throws IOException {
        return Files.exists(zone) ? Files.readAllLines(zone) : List.of();
    }

    private static String name(Name name) {
        return name.toString(true);
    }

    @Override
    public void close() {
        socket.close();
    }
}
