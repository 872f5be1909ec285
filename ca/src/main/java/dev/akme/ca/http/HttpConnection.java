package dev.akme.ca.http;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection, from the handshake of TLS to its end, one request after the other. It reads without timeouts: the server
 * closes the socket under it when its time is over, wherever it is.
 */
final class HttpConnection implements Runnable {

    /** What it is at. */
    enum State {
        /** Nothing was asked since the last answer. */
        IDLE,
        /** A handshake or a request arrives. */
        ARRIVING,
        /** The request is answered. */
        BUSY,
        /** The answer is sent. */
        ANSWERING,
        ENDED
    }

    /** Why a connection is where it is, and until when it may be. */
    record Phase(State state, long since, long until) {}

    private static final Logger LOG = System.getLogger("dev.akme.ca");

    /** How much of what a refused client still sends is read. */
    private static final int MAX_DRAINED = 1 << 20;

    private final HttpServer server;
    private final Socket socket;
    private final String remote;
    private final AtomicReference<Phase> phase;

    /** Whether the client may still send what nobody wants to read. */
    private boolean unread;

    HttpConnection(HttpServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
        this.remote = socket.getInetAddress().getHostAddress();
        this.phase = new AtomicReference<>(at(State.ARRIVING));
    }

    private Phase at(State state) {
        long now = System.nanoTime();
        return new Phase(state, now, now + server.time(state));
    }

    Phase phase() {
        return Objects.requireNonNull(phase.get());
    }

    /** Goes on to what comes next; false when the server has ended it. */
    private boolean enter(State state) {
        Phase before = phase();
        return before.state != State.ENDED && phase.compareAndSet(before, at(state));
    }

    /** Ends it, if it is still where it was seen. */
    void end(Phase seen) {
        if (phase.compareAndSet(seen, at(State.ENDED))) {
            close();
        }
    }

    /** Ends it wherever it is. */
    void close() {
        try {
            // The bare one: to say goodbye in TLS would wait for whoever does not read.
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    @Override
    public void run() {
        try {
            socket.setTcpNoDelay(true);
            @Nullable SSLContext context = server.tls();
            if (context == null) {
                serve(socket);
                return;
            }
            try (SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true)) {
                secure.startHandshake();
                serve(secure);
            }
        } catch (IOException e) {
            // The other end is gone, was too slow, or speaks no TLS.
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a connection failed", e);
        } finally {
            phase.set(at(State.ENDED));
            close();
        }
    }

    private void serve(Socket stream) throws IOException {
        HttpInput in = new HttpInput(stream.getInputStream());
        OutputStream out = stream.getOutputStream();
        boolean goesOn = true;
        while (goesOn && !server.isClosing() && enter(State.IDLE) && in.isMore()) {
            goesOn = enter(State.ARRIVING) && exchange(in, out);
        }
        if (unread && !server.isClosing() && enter(State.ANSWERING)) {
            // To close at once would take the answer away from it (RFC 9112 §9.6).
            stream.shutdownOutput();
            in.drain(MAX_DRAINED);
        }
    }

    /** Answers a request; false when it was the last. */
    private boolean exchange(HttpInput in, OutputStream out) throws IOException {
        boolean ofHead = false;
        try {
            String first = HttpHead.firstLine(in, server.maxHead());
            ofHead = first.startsWith("HEAD ");
            HttpHead head = HttpHead.read(first, in, server.maxHead());
            byte[] body = body(head, in, out);
            unread = body.length > server.maxBody();
            boolean last = unread || head.isLast();
            if (!enter(State.BUSY)) {
                return false;
            }
            HttpResponse response =
                    server.answer(new HttpRequest(head.method(), head.target(), head.headers(), body, remote));
            if (response.status() == 0) {
                close();
                return false;
            }
            last |= server.isClosing();
            return send(response, ofHead, last, out) && !last;
        } catch (HttpRefusal e) {
            unread = true;
            boolean unused = send(server.refuse(e), ofHead, true, out);
            return false;
        }
    }

    private byte[] body(HttpHead head, HttpInput in, OutputStream out) throws IOException {
        int max = server.maxBody();
        boolean chunked = head.isChunked();
        long length = head.length();
        if (length > max) {
            // Whatever it is, it is refused.
            return new byte[max + 1];
        }
        if ((chunked || length > 0) && head.expectsContinue() && !in.isAhead()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        return chunked ? in.chunks(max, server.maxHead()) : in.octets((int) length);
    }

    private boolean send(HttpResponse response, boolean head, boolean last, OutputStream out) throws IOException {
        if (!enter(State.ANSWERING)) {
            return false;
        }
        StringBuilder text = new StringBuilder(512);
        text.append("HTTP/1.1 ").append(response.status()).append(" \r\nDate: ").append(server.date());
        for (Map.Entry<String, List<String>> header : response.headers().entrySet()) {
            for (String value : header.getValue()) {
                text.append("\r\n").append(header.getKey()).append(": ").append(value);
            }
        }
        if (!head && response.status() != 204) {
            text.append("\r\nContent-Length: ").append(response.body().length);
        }
        if (last) {
            text.append("\r\nConnection: close");
        }
        text.append("\r\n\r\n");
        byte[] lines = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = head ? new byte[0] : response.body();
        byte[] all = new byte[lines.length + body.length];
        System.arraycopy(lines, 0, all, 0, lines.length);
        System.arraycopy(body, 0, all, lines.length, body.length);
        // At once, so that it is one record of TLS and one packet.
        out.write(all);
        out.flush();
        return true;
    }
}
