package dev.akme.client.solver;

import dev.akme.challenge.TlsAlpn01;
import dev.akme.client.TlsAlpnCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate for tls-alpn-01 by the name that the peer asks for. The names are the aliases. A peer that names
 * no host, or has not agreed on the protocol, gets none.
 */
final class TlsKeys extends X509ExtendedKeyManager {

    private final Function<String, Optional<TlsAlpnCertificate>> certificates;

    /**
     * Chooses among certificates that may come and go.
     *
     * @param certificates gives the certificate for a name in lower case
     */
    TlsKeys(Function<String, Optional<TlsAlpnCertificate>> certificates) {
        this.certificates = certificates;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        if (engine == null || !TlsAlpn01.PROTOCOL.equals(engine.getHandshakeApplicationProtocol())) {
            return null;
        }
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    String alias = host.getAsciiName().toLowerCase(Locale.ROOT);
                    return certificates
                            .apply(alias)
                            .filter(c ->
                                    c.key().exportPrivateKey().getAlgorithm().equals(keyType))
                            .map(c -> alias)
                            .orElse(null);
                }
            }
        }
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return certificates
                .apply(alias)
                .map(c -> new X509Certificate[] {c.certificate()})
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return certificates.apply(alias).map(c -> c.key().exportPrivateKey()).orElse(null);
    }

    // The rest is for clients and for blocking sockets, of which there are none here.

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
