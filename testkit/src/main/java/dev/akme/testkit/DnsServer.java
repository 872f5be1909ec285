package dev.akme.testkit;

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
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Puts a zone on a port of the loopback address, for UDP and TCP. */
final class DnsServer implements AutoCloseable {

    /** More than any question has, with all options. */
    private static final int MAX_QUESTION = 4096;

    /** What a datagram takes without extensions (RFC 1035 §4.2.1). */
    private static final int PLAIN_DATAGRAM = 512;

    private static final int MAX_MESSAGE = 65535;

    /** How often another port is tried, when the one that TCP got is taken for UDP. */
    private static final int ATTEMPTS = 100;

    /** How long who asks nothing may hold a connection, in milliseconds. */
    private static final int IDLE = 10_000;

    private final DnsZone zone;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "akme-testkit-dns");
        thread.setDaemon(true);
        return thread;
    });

    private DnsServer(DnsZone zone, ServerSocket tcp, DatagramSocket udp) {
        this.zone = zone;
        this.tcp = tcp;
        this.udp = udp;
    }

    static DnsServer start(DnsZone zone) {
        DnsServer server = bind(zone);
        server.threads.execute(server::serveUdp);
        server.threads.execute(server::serveTcp);
        return server;
    }

    private static DnsServer bind(DnsZone zone) {
        IOException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            ServerSocket tcp = null;
            try {
                tcp = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                return new DnsServer(
                        zone, tcp, new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress()));
            } catch (IOException e) {
                last = e;
                closeQuietly(tcp);
            }
        }
        throw new UncheckedIOException(
                "no port is free for a DNS", last == null ? new IOException("nothing was tried") : last);
    }

    private static void closeQuietly(@Nullable AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception e) {
            // It is of no use any more.
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    // ---- carrying

    private void serveUdp() {
        byte[] buffer = new byte[MAX_QUESTION];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                SocketAddress from = packet.getSocketAddress();
                // Answers that take their time hold nobody else up.
                threads.execute(() -> answerDatagram(question, from));
            } catch (IOException e) {
                // Closed, or nothing that can be answered.
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    private void answerDatagram(byte[] question, SocketAddress to) {
        try {
            Optional<byte[]> answer = answer(question, DnsQuestion.Way.UDP);
            if (answer.isPresent()) {
                udp.send(new DatagramPacket(answer.get(), answer.get().length, to));
            }
        } catch (IOException e) {
            // Closed: whoever asked sees that there is no answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                connections.add(socket);
                threads.execute(() -> converse(socket));
            } catch (IOException e) {
                // Closed, or the caller is gone already.
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    /** Several questions may come over one connection (RFC 7766 §6.2.1). */
    private void converse(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] question = in.readNBytes(in.readUnsignedShort());
                Optional<byte[]> answer = answer(question, DnsQuestion.Way.TCP);
                if (answer.isEmpty()) {
                    return;
                }
                byte[] framed = new byte[answer.get().length + 2];
                framed[0] = (byte) (answer.get().length >> 8);
                framed[1] = (byte) answer.get().length;
                System.arraycopy(answer.get(), 0, framed, 2, answer.get().length);
                out.write(framed);
            }
        } catch (IOException e) {
            // The other side has had enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    // ---- answering

    /** Empty for what is no question. */
    private Optional<byte[]> answer(byte[] octets, DnsQuestion.Way way) throws InterruptedException {
        Message question;
        try {
            question = new Message(octets);
        } catch (IOException e) {
            return Optional.empty();
        }
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setOpcode(question.getHeader().getOpcode());
        for (int flag : new int[] {Flags.QR, Flags.AA, Flags.RA}) {
            answer.getHeader().setFlag(flag);
        }
        if (question.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        boolean whole = way == DnsQuestion.Way.TCP;
        Record asked = question.getQuestion();
        if (asked != null) {
            answer.addRecord(asked, Section.QUESTION);
        }
        if (question.getHeader().getOpcode() != Opcode.QUERY) {
            answer.getHeader().setRcode(Rcode.NOTIMP);
        } else if (asked == null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
        } else {
            DnsZone.Found found = zone.ask(asked.getName().toString(true), asked.getType(), way);
            answer.getHeader().setRcode(found.rcode());
            if (found.truncated() && !whole) {
                answer.getHeader().setFlag(Flags.TC);
            } else {
                found.records().forEach(record -> answer.addRecord(record, Section.ANSWER));
            }
        }
        int room = question.getOPT() == null
                ? PLAIN_DATAGRAM
                : Math.max(PLAIN_DATAGRAM, question.getOPT().getPayloadSize());
        return Optional.of(answer.toWire(whole ? MAX_MESSAGE : room));
    }

    @Override
    public void close() {
        closeQuietly(udp);
        closeQuietly(tcp);
        connections.forEach(DnsServer::closeQuietly);
        threads.shutdownNow();
        try {
            threads.awaitTermination(IDLE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
