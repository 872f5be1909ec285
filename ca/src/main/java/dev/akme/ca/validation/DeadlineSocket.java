package dev.akme.ca.validation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;

/**
 * A connection on which no read lasts longer than to a deadline, those that TLS makes on its own included: a timeout for
 * each read alone would let a peer that sends an octet now and then hold a thread for ever.
 *
 * <p>Writing has no deadline and needs none: what validators say fits into the buffers of the system.
 */
// The socket below does its own locking.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class DeadlineSocket extends Socket {

    private final Socket socket;
    private final Deadline deadline;

    DeadlineSocket(Socket socket, Deadline deadline) throws SocketException {
        super((SocketImpl) null);
        this.socket = socket;
        this.deadline = deadline;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(socket.getInputStream()) {
            @Override
            public int read() throws IOException {
                socket.setSoTimeout(deadline.millisLeft());
                return super.read();
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                socket.setSoTimeout(deadline.millisLeft());
                return super.read(octets, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    // ---- what the TLS of the JDK asks of a socket below it

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isBound() {
        return socket.isBound();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public void setSoTimeout(int timeout) {
        // The deadline decides.
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int linger) throws SocketException {
        socket.setSoLinger(on, linger);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return socket.getSoLinger();
    }
}
