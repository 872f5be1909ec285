package dev.akme.testkit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.akme.client.ObtainedCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server with HTTPS, as a program has it that is tested with a kit. */
final class OwnHttps {

    private OwnHttps() {}

    /** What a client gets that trusts as this context does, from a server with that certificate. */
    static String answer(ObtainedCertificate certificate, SSLContext trust) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(showing(certificate)));
        server.createContext("/", exchange -> {
            byte[] answer = "it is me".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            HttpsURLConnection connection = (HttpsURLConnection)
                    new URL("https://localhost:" + server.getAddress().getPort() + "/").openConnection();
            connection.setSSLSocketFactory(trust.getSocketFactory());
            connection.setRequestProperty("Connection", "close");
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext showing(ObtainedCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                certificate.key().orElseThrow().exportPrivateKey(),
                new char[0],
                certificate.chain().certificates().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
