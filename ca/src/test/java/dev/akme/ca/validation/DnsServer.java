package dev.akme.ca.validation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on this machine, by UDP and TCP at one port. */
final class DnsServer implements AutoCloseable {

    private static final int ATTEMPTS = 20;
    private static final int SILENCE = -1;

    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final Map<String, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<String, Integer> rcodes = new ConcurrentHashMap<>();

    /** The questions, such as {@code "udp TXT example.org"}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private DnsServer(ServerSocket tcp, DatagramSocket udp) {
        this.tcp = tcp;
        this.udp = udp;
        start(this::serveDatagrams);
        start(this::serveConnections);
    }

    static DnsServer start() throws IOException {
        for (int i = 0; ; i++) {
            ServerSocket tcp = new ServerSocket(0, 50, Samples.LOOPBACK);
            try {
                return new DnsServer(tcp, new DatagramSocket(tcp.getLocalPort(), Samples.LOOPBACK));
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
        return new InetSocketAddress(Samples.LOOPBACK, tcp.getLocalPort());
    }

    /** Answers a question with these records; they are written as in a zone file, with the owner first. */
    DnsServer answer(String question, String... lines) throws IOException {
        List<Record> made = new CopyOnWriteArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            made.add(Record.fromString(
                    Name.fromString(parts[0], Name.root), Type.value(parts[1]), DClass.IN, 60, parts[2], Name.root));
        }
        records.put(question, made);
        return this;
    }

    /** Answers a question with a failure. */
    DnsServer fail(String question, int rcode) {
        rcodes.put(question, rcode);
        return this;
    }

    /** Leaves a question without an answer. */
    DnsServer ignore(String question) {
        return fail(question, SILENCE);
    }

    private byte[] answer(byte[] octets, String protocol, int limit) throws IOException {
        Message query = new Message(octets);
        Record question = query.getQuestion();
        String text = Type.string(question.getType()) + " " + question.getName().toString(true);
        asked.add(protocol + " " + text);
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        int rcode = rcodes.getOrDefault(text, records.containsKey(text) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        if (rcode == SILENCE) {
            return new byte[0];
        }
        answer.getHeader().setRcode(rcode);
        records.getOrDefault(text, List.of()).forEach(each -> answer.addRecord(each, Section.ANSWER));
        return answer.toWire(limit);
    }

    private void serveDatagrams() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[0xffff], 0xffff);
        while (true) {
            packet.setLength(0xffff);
            udp.receive(packet);
            // The smallest limit that there is, so that answers need not be long to be too long.
            byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), "udp", 512);
            if (answer.length > 0) {
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveConnections() throws IOException {
        while (true) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), "tcp", 0xffff);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
            }
        }
    }

    /** What is run here ends with the server. */
    private interface Serving {
        void serve() throws IOException;
    }

    private static void start(Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.serve();
                    } catch (IOException e) {
                        // The test is over.
                    }
                },
                "dns-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
