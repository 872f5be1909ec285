package dev.akme.bench;

import dev.akme.ca.AcmeCa;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.NewAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** How long it takes a CA to be there: in a new JVM, in a warm one, and with one certificate in between. */
public final class CaStart {

    private static final int TIMES = 20;

    private CaStart() {}

    /**
     * Measures.
     *
     * @param args how many times; 20 when there is none
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        int times = args.length == 0 ? TIMES : Integer.parseInt(args[0]);
        SSLContext anyone = trustsAnyone();
        Figures warm = new Figures();
        Figures certificate = new Figures();
        for (int i = -times; i < times; i++) {
            double start = warm(anyone);
            double whole = certificate();
            if (i >= 0) {
                warm.add(start);
                certificate.add(whole);
            }
        }
        Figures fresh = new Figures();
        for (int i = -1; i < times; i++) {
            double start = fresh(anyone);
            if (i >= 0) {
                fresh.add(start);
            }
        }
        System.out.println("JDK " + Runtime.version() + ", " + times + " times");
        System.out.println();
        System.out.println("| until | ms | aim, ms |");
        System.out.println("|---|---|---|");
        row("the first directory, new JVM", fresh, 600);
        row("the first directory, warm JVM", warm, 100);
        row("started, one certificate, stopped, warm JVM", certificate, 150);
    }

    private static void row(String what, Figures millis, int aim) {
        System.out.println("| " + what + " | " + millis.text(0) + " | " + aim + " |");
    }

    private static double fresh(SSLContext anyone) throws Exception {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CaServer.class.getName(),
                        "1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("the CA did not start");
            }
            directory(anyone, URI.create(line));
            double took = millis(start);
            process.getOutputStream().close();
            process.waitFor();
            return took;
        } finally {
            process.destroyForcibly();
        }
    }

    private static double warm(SSLContext anyone) throws Exception {
        long start = System.nanoTime();
        try (AcmeCa ca = CaServer.builder(1).start()) {
            directory(anyone, ca.directoryUrl());
            return millis(start);
        }
    }

    private static double certificate() throws Exception {
        // The account key is not the CA's business.
        SigningKey key = SigningKey.generate(KeyType.P256);
        int port = Pebble.freePort();
        try (Http01Server solver = Http01Server.builder().port(port).build()) {
            long start = System.nanoTime();
            try (AcmeCa ca = CaServer.builder(port).start()) {
                AcmeAccount account = AcmeClient.builder(ca.directoryUrl())
                        .trust(ca.roots())
                        .build()
                        .register(key, NewAccount.builder().build());
                account.obtain(ObtainRequest.of("www.example.org"), solver);
            }
            return millis(start);
        }
    }

    private static void directory(SSLContext tls, URI url) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the directory answers " + answer.statusCode());
        }
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /** Trusts whoever answers: only here, where the root of a new process is not known and nothing is at stake. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static SSLContext trustsAnyone() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
        return context;
    }
}
