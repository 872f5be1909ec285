package dev.akme.client.solver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A validator of tls-alpn-01, as far as the handshake goes: it trusts every certificate. */
record TlsPeer(
        List<String> protocols,
        List<String> versions,
        @Nullable String name) {

    /** What a handshake brought about; the end of the connection is heard. */
    record Seen(X509Certificate certificate, String protocol, int next) {}

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    static TlsPeer of(@Nullable String name) {
        return new TlsPeer(List.of("acme-tls/1"), List.of("TLSv1.3", "TLSv1.2"), name);
    }

    TlsPeer offering(String... others) {
        return new TlsPeer(List.of(others), versions, name);
    }

    TlsPeer version(String version) {
        return new TlsPeer(protocols, List.of(version), name);
    }

    Seen shakeHands(Optional<InetSocketAddress> server) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        try (Peer peer = new Peer(server);
                SSLSocket socket = (SSLSocket) context.getSocketFactory()
                        .createSocket(peer.socket(), name, server.orElseThrow().getPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(protocols.toArray(String[]::new));
            parameters.setProtocols(versions.toArray(String[]::new));
            List<SNIServerName> names = name == null ? List.of() : List.of(new SNIHostName(name));
            parameters.setServerNames(names);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            X509Certificate[] chain = (X509Certificate[]) socket.getSession().getPeerCertificates();
            if (chain.length != 1) {
                throw new IOException("a chain of " + chain.length);
            }
            return new Seen(
                    chain[0],
                    socket.getApplicationProtocol(),
                    socket.getInputStream().read());
        }
    }
}
