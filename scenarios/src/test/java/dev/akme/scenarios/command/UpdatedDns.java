package dev.akme.scenarios.command;

import dev.akme.client.dns.TxtRecords;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;

/** A DNS server for updates (RFC 2136) that are signed (RFC 8945), by dnsjava; it passes TXT records on. */
final class UpdatedDns implements AutoCloseable {

    /** The key as {@code tsig-keygen} writes it. */
    static final String KEY_FILE =
            "key \"akme\" {\n\talgorithm hmac-sha256;\n\tsecret \"c2VjcmV0IHNlY3JldCBzZWNyZXQ=\";\n};\n";

    private static final TSIG KEY = new TSIG(TSIG.HMAC_SHA256, "akme", "c2VjcmV0IHNlY3JldCBzZWNyZXQ=");
    private static final int MAX_UPDATE = 65_535;

    private final DatagramSocket socket;
    private final TxtRecords records;
    private final AtomicInteger updates = new AtomicInteger();

    private UpdatedDns(DatagramSocket socket, TxtRecords records) {
        this.socket = socket;
        this.records = records;
    }

    static UpdatedDns start(TxtRecords records) throws IOException {
        UpdatedDns server = new UpdatedDns(new DatagramSocket(0, InetAddress.getLoopbackAddress()), records);
        Thread thread = new Thread(server::serve, "updates of a test");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** How many updates were good. */
    int updates() {
        return updates.get();
    }

    private void serve() {
        byte[] buffer = new byte[MAX_UPDATE];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answer = answer(octets);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                // Closed, or nothing of DNS: whoever asked asks again.
            }
        }
    }

    private byte[] answer(byte[] octets) throws IOException, InterruptedException {
        Message update = new Message(octets);
        Message answer = new Message(update.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(update.getHeader().getOpcode());
        answer.addRecord(update.getSection(Section.ZONE).get(0), Section.ZONE);
        if (update.getHeader().getOpcode() != Opcode.UPDATE
                || update.getTSIG() == null
                || KEY.verify(update, octets, null) != Rcode.NOERROR) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return answer.toWire();
        }
        for (Record record : update.getSection(Section.UPDATE)) {
            if (record instanceof TXTRecord txt) {
                String name = txt.getName().toString(true);
                String value = String.join("", txt.getStrings());
                if (record.getDClass() == DClass.IN) {
                    records.add(name, value);
                } else {
                    records.remove(name, value);
                }
            }
        }
        updates.incrementAndGet();
        answer.setTSIG(KEY, Rcode.NOERROR, update.getTSIG());
        return answer.toWire(MAX_UPDATE);
    }

    @Override
    public void close() {
        socket.close();
    }
}
