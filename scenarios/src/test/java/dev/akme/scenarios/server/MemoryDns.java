package dev.akme.scenarios.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** A DNS server in the tests' own process: every name has the address 127.0.0.1, and the records that tests add. */
public final class MemoryDns implements Network, AutoCloseable {

    /** More than any question has, with all options. */
    private static final int MAX_QUESTION = 4096;

    private static final int MAX_ALIASES = 8;

    private final DatagramSocket socket;
    private final int httpPort = Ports.free();
    private final int tlsPort = Ports.free();
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();

    private MemoryDns(DatagramSocket socket) {
        this.socket = socket;
    }

    /** Starts one, at a port that is free. */
    public static MemoryDns start() throws IOException {
        MemoryDns server = new MemoryDns(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(server::serve, "DNS of a test");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** {@return where it listens} */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    @Override
    public String resolver() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public int httpPort() {
        return httpPort;
    }

    @Override
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public void add(String name, String value) {
        texts.computeIfAbsent(lower(name), n -> new CopyOnWriteArrayList<>()).add(value);
    }

    @Override
    public void remove(String name, String value) {
        texts.getOrDefault(lower(name), new CopyOnWriteArrayList<>()).remove(value);
    }

    @Override
    public void alias(String name, String target) {
        aliases.put(lower(name), target);
    }

    /** {@return the names that have TXT records now} */
    public List<String> namesWithTexts() {
        return texts.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    // ---- answers

    private void serve() {
        byte[] buffer = new byte[MAX_QUESTION];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                byte[] answer = answer(question).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed, or no question: whoever asked asks again.
            }
        }
    }

    private Message answer(Message question) throws IOException {
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        Record asked = question.getQuestion();
        answer.addRecord(asked, Section.QUESTION);
        Name name = asked.getName();
        for (int i = 0; i < MAX_ALIASES; i++) {
            String target = aliases.get(lower(name.toString(true)));
            if (target == null) {
                break;
            }
            Name next = Name.fromString(target + ".");
            answer.addRecord(new CNAMERecord(name, DClass.IN, 0, next), Section.ANSWER);
            name = next;
        }
        if (asked.getType() == Type.A) {
            answer.addRecord(new ARecord(name, DClass.IN, 0, InetAddress.getLoopbackAddress()), Section.ANSWER);
        } else if (asked.getType() == Type.TXT) {
            for (String text : texts.getOrDefault(lower(name.toString(true)), List.of())) {
                answer.addRecord(new TXTRecord(name, DClass.IN, 0, strings(text)), Section.ANSWER);
            }
        }
        return answer;
    }

    /** A string has 255 octets at most. */
    private static List<String> strings(String text) {
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < text.length() || i == 0; i += 255) {
            strings.add(text.substring(i, Math.min(text.length(), i + 255)));
        }
        return strings;
    }

    @Override
    public void close() {
        socket.close();
    }
}
