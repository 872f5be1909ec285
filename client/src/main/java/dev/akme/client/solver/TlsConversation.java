package dev.akme.client.solver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * One TLS handshake, and the end of the connection: after it nothing is exchanged for tls-alpn-01 (RFC 8737 §3).
 */
final class TlsConversation implements Conversation {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    // A handshake of a client without certificates needs some hundred octets, some thousand with large key shares.
    private static final int MAX_OCTETS = 64 * 1024;

    private final SSLEngine engine;

    /** What came in and is no whole record yet. */
    private final ByteBuffer received;

    private final ByteBuffer sent;
    private final ByteBuffer plain;
    private int octets;
    private boolean begun;

    TlsConversation(SSLEngine engine) {
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(packet);
        this.sent = ByteBuffer.allocate(packet);
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    @Override
    public boolean hear(ByteBuffer in, ByteArrayOutputStream out) {
        octets += in.remaining();
        if (octets > MAX_OCTETS) {
            return false;
        }
        try {
            if (!begun) {
                begun = true;
                engine.beginHandshake();
            }
            while (in.hasRemaining()) {
                int count = Math.min(in.remaining(), received.remaining());
                if (count == 0) {
                    // A record that is longer than records can be.
                    return false;
                }
                received.put(received.position(), in, in.position(), count);
                received.position(received.position() + count);
                in.position(in.position() + count);
                if (!shakeHands(out)) {
                    return false;
                }
            }
            return true;
        } catch (SSLException e) {
            // The engine has an alert for the peer, which tells it why.
            farewell(out);
            return false;
        }
    }

    /** Goes on until it needs more; false when the handshake is over. */
    private boolean shakeHands(ByteArrayOutputStream out) throws SSLException {
        received.flip();
        try {
            while (true) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> wrap(out);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        SSLEngineResult result = engine.unwrap(received, plain.clear());
                        if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                            return true;
                        }
                        if (result.getStatus() != Status.OK) {
                            farewell(out);
                            return false;
                        }
                    }
                    default -> {
                        farewell(out);
                        return false;
                    }
                }
            }
        } finally {
            received.compact();
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private SSLEngineResult wrap(ByteArrayOutputStream out) throws SSLException {
        SSLEngineResult result = engine.wrap(NOTHING, sent.clear());
        out.write(sent.array(), 0, sent.position());
        return result;
    }

    /** Says all that is left to be said, the alert that closes included. */
    private void farewell(ByteArrayOutputStream out) {
        // A session that could be resumed would let a peer in without a look at the certificate.
        engine.getSession().invalidate();
        engine.closeOutbound();
        try {
            while (!engine.isOutboundDone()) {
                if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    runTasks();
                }
                if (wrap(out).getStatus() != Status.OK) {
                    return;
                }
            }
        } catch (SSLException e) {
            // There is nothing left to say.
            return;
        }
    }
}
