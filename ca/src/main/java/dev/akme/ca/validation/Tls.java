package dev.akme.ca.validation;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS with peers that have no certificate yet. Safe for use by many threads. */
final class Tls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    Tls() {
        // So that a Java without TLS is noticed when the CA starts.
        context();
    }

    /**
     * A context for one handshake. It is what remembers sessions, by address and port alone: with one for all, a validation
     * could resume the session of another that goes on at the same host, and be shown the certificate of that.
     */
    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS: install a provider of SSLContext", e);
        }
    }

    /**
     * Shakes hands over a connection. The caller closes that and not what is returned, whose closing may wait for the
     * peer.
     *
     * @param serverName the name in the extension SNI; empty for none
     * @param protocol the only protocol that is offered in the extension ALPN
     * @throws javax.net.ssl.SSLException when the peers do not agree
     * @throws IOException when the connection fails
     */
    SSLSocket shakeHands(Socket connection, Optional<SNIHostName> serverName, String protocol) throws IOException {
        String peer = connection.getInetAddress().getHostAddress();
        SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(connection, peer, connection.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setServerNames(
                serverName.map(List::<javax.net.ssl.SNIServerName>of).orElse(List.of()));
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /**
     * Takes any certificate. Who asks for a certificate has none that could be trusted: with tls-alpn-01 it is self-signed
     * by design, and what is in it is checked afterwards (RFC 8737 §3); with http-01 the answer proves control of the host
     * over HTTP without any TLS, so that a redirect to HTTPS cannot make it worse (RFC 8555 §8.3).
     *
     * <p>It extends the extended class, because the JDK adds checks of its own to a manager that does not.
     */
    private static final class AnyCertificate extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException("nobody is served here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException("nobody is served here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("nobody is served here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
