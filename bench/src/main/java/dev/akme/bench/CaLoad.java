package dev.akme.bench;

import com.sun.net.httpserver.HttpServer;
import dev.akme.client.Csr;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What an issuance costs a CA: the same load on Pebble and on Akme, one after the other. */
public final class CaLoad {

    private static final int ORDERS = 20_000;
    private static final int WARM_UP = 0;
    private static final List<Integer> CLIENTS = List.of(8, 32);

    private static final int PEBBLE_ALONE = 1_000;

    /** So many tell whether the cost of an order grows. */
    private static final int PARTS = 4;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final int port;

    private CaLoad(int port) {
        this.port = port;
    }

    /**
     * Measures.
     *
     * @param args how many orders, how many before those to get warm, how many clients at once; 20,000, 0, and 8 and 32 when
     *     there is none
     * @throws Exception when a run fails
     */
    public static void main(String[] args) throws Exception {
        int orders = args.length > 0 ? Integer.parseInt(args[0]) : ORDERS;
        int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : WARM_UP;
        List<Integer> clients = args.length > 2 ? List.of(Integer.valueOf(args[2])) : CLIENTS;
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        Path folder = Pebble.folder();
        ExecutorService webThreads = Executors.newFixedThreadPool(4);
        try {
            CaLoad load = new CaLoad(web.getAddress().getPort());
            load.answerHttp01(web, webThreads);
            System.out.println("JDK " + Runtime.version() + ", "
                    + Runtime.getRuntime().availableProcessors() + " CPUs, " + orders + " orders after " + warmUp);
            System.out.println();
            System.out.println("| server | clients | orders | per s | requests each | server CPU, ms each |"
                    + " without the compiler | by quarters | memory, MiB | " + header());
            System.out.println("|---|---|---|---|---|---|---|---|---|" + "---|".repeat(LoadStep.values().length + 1));
            // With more clients than one it hangs sooner or later, whatever they do.
            load.run(LoadedServer.pebble(folder), 1, Math.min(orders, PEBBLE_ALONE), 0);
            for (int count : clients) {
                load.run(LoadedServer.pebble(folder), count, orders, 0);
                for (LoadedServer.Setup setup : LoadedServer.Setup.values()) {
                    if (setup.isAvailable()) {
                        load.run(LoadedServer.akme(folder, setup, load.port), count, orders, warmUp);
                    }
                }
            }
        } finally {
            web.stop(0);
            webThreads.shutdownNow();
            Pebble.delete(folder);
        }
    }

    private static String header() {
        StringBuilder header = new StringBuilder("all, p50 / p99, ms |");
        for (LoadStep step : LoadStep.values()) {
            header.append(' ').append(step.label()).append(" |");
        }
        return header.toString();
    }

    private void answerHttp01(HttpServer web, ExecutorService threads) {
        web.createContext("/.well-known/acme-challenge/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String answer = answers.get(path.substring(path.lastIndexOf('/') + 1));
            byte[] body = String.valueOf(answer).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        web.setExecutor(threads);
        web.start();
    }

    // ---- one server

    /** What happened: how many orders were finished, how long each took, and why no more were. */
    private static final class Outcome {
        private final List<Long> nanos = new ArrayList<>();
        private @Nullable String failure;
    }

    private void run(LoadedServer server, int count, int orders, int warmUp) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try (server) {
            HttpClient http = HttpClient.newBuilder()
                    .sslContext(server.trust())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            List<LoadClient> clients = clients(http, server, count);
            Outcome warm = issue(threads, clients, "w", warmUp);
            if (warm.failure != null) {
                say(server, count, 0, "hangs after " + warm.nanos.size() + ": " + warm.failure);
                return;
            }
            clients.forEach(LoadClient::reset);
            double start = server.cpu();
            long wall = System.nanoTime();
            List<Long> all = new ArrayList<>();
            List<String> parts = new ArrayList<>();
            double compiling = server.compiling();
            double before = start;
            double compiledBefore = compiling;
            @Nullable String failure = null;
            for (int part = 0; part < PARTS && failure == null; part++) {
                Outcome outcome = issue(threads, clients, "p" + part, orders / PARTS);
                failure = outcome.failure;
                all.addAll(outcome.nanos);
                double now = server.cpu();
                double compiledNow = server.compiling();
                parts.add(String.format(
                        Locale.ROOT,
                        "%.2f",
                        (now - before - compiledNow + compiledBefore) * 1000 / outcome.nanos.size()));
                before = now;
                compiledBefore = compiledNow;
            }
            double seconds = (System.nanoTime() - wall) / 1e9;
            StringBuilder rest = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s | %.2f | %.2f | %.2f | %s | %.0f | %s |",
                    failure == null ? String.format(Locale.ROOT, "%.0f", all.size() / seconds) : "hangs",
                    clients.stream().mapToLong(LoadClient::requests).sum() / (double) all.size(),
                    (before - start) * 1000 / all.size(),
                    (before - start - compiledBefore + compiling) * 1000 / all.size(),
                    String.join(" ", parts),
                    server.memory(),
                    percentiles(all)));
            for (LoadStep step : LoadStep.values()) {
                List<Long> times = new ArrayList<>();
                clients.forEach(client -> times.addAll(client.times(step)));
                rest.append(' ').append(percentiles(times)).append(" |");
            }
            say(server, count, all.size(), rest.toString());
            if (failure != null) {
                System.err.println(server.label() + ": " + failure);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void say(LoadedServer server, int count, int orders, String rest) {
        System.out.println("| " + server.label() + " | " + count + " | " + orders + " | " + rest);
    }

    private List<LoadClient> clients(HttpClient http, LoadedServer server, int count)
            throws IOException, InterruptedException {
        @Nullable Provider fast = CryptoProvider.CORRETTO.isAvailable() ? CryptoProvider.CORRETTO.provider() : null;
        List<LoadClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SigningKey account = SigningKey.generate(KeyType.P256);
            SigningKey certificate = SigningKey.generate(KeyType.P256);
            LoadClient client = new LoadClient(
                    http,
                    server.directory(),
                    fast == null ? account : account.withProvider(fast),
                    fast == null ? certificate : certificate.withProvider(fast),
                    answers::put);
            client.register();
            clients.add(client);
        }
        return clients;
    }

    private Outcome issue(ExecutorService threads, List<LoadClient> clients, String label, int orders)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Outcome outcome = new Outcome();
        List<Future<List<Long>>> running = new ArrayList<>();
        List<List<Long>> done = new ArrayList<>();
        for (LoadClient client : clients) {
            List<Long> nanos = new ArrayList<>();
            done.add(nanos);
            running.add(threads.submit(() -> {
                int i;
                while ((i = next.getAndIncrement()) < orders) {
                    String name = label + "-" + i + ".example.org";
                    Csr csr = client.csr(name);
                    long start = System.nanoTime();
                    try {
                        client.issue(name, csr);
                    } catch (IOException e) {
                        next.set(orders);
                        throw e;
                    }
                    nanos.add(System.nanoTime() - start);
                }
                return nanos;
            }));
        }
        for (Future<List<Long>> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                outcome.failure = String.valueOf(e.getCause());
            }
        }
        done.forEach(outcome.nanos::addAll);
        answers.clear();
        return outcome;
    }

    private static String percentiles(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return "–";
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f",
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6);
    }
}
