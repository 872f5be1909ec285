package dev.akme.scenarios.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP clients that trust a server's own certificate. */
public final class Trust {

    private Trust() {}

    /** {@return a client that trusts these certificates, follows no redirects and keeps no cookies} */
    public static HttpClient client(List<X509Certificate> anchors) {
        return HttpClient.newBuilder().sslContext(context(anchors)).build();
    }

    private static SSLContext context(List<X509Certificate> anchors) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate anchor : anchors) {
                store.setCertificateEntry(anchor.getSerialNumber().toString(), anchor);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime cannot trust a certificate of its own", e);
        }
    }
}
