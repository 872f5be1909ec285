package dev.akme.bench;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.CaRequest;
import dev.akme.ca.CaResponse;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.store.sqlite.SqliteStore;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.Csr;
import dev.akme.client.Transport;
import dev.akme.client.TransportResponse;
import dev.akme.jose.Base64Url;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Authorization;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Dns01Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the stores of the CA cost: certificates each second, and memory that is kept for each order, quarter by quarter, so that
 * one that grows shows. Clients are in the same process and talk to the CA without a network; each order has a key and a name of
 * its own.
 */
public final class CaStores {

    private static final int ORDERS = 20_000;
    private static final int CLIENTS = 8;
    private static final int PARTS = 4;

    /** What dns-01 finds, by name. */
    private final Map<String, String> records = new ConcurrentHashMap<>();

    private final AtomicInteger ordered = new AtomicInteger();
    private final AcmeCa ca;
    private final int clients;

    private CaStores(CaStore store, int clients) {
        this.clients = clients;
        this.ca = AcmeCa.forTests()
                .mountedAt(URI.create("https://ca.test"))
                .store(store)
                .resolver(new Records())
                .answerWithin(Duration.ofMinutes(1))
                .start();
    }

    /**
     * Measures.
     *
     * @param args how many orders, 20,000 when nothing is said; how many clients at once, 8 when nothing is said; which stores,
     *     {@code memory} or {@code sqlite}, both when nothing is said
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        int orders = args.length > 0 ? Integer.parseInt(args[0]) : ORDERS;
        int clients = args.length > 1 ? Integer.parseInt(args[1]) : CLIENTS;
        System.out.println("JDK " + Runtime.version() + ", " + clients + " clients");
        System.out.println();
        System.out.println("| store | orders | certificates per s | heap, bytes for each order | sweep, ms |");
        System.out.println("|---|---|---|---|---|");
        if (args.length < 3 || args[2].equals("memory")) {
            run("memory", new MemoryStore(), orders, clients);
        }
        if (args.length < 3 || args[2].equals("sqlite")) {
            Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "store-");
            try (CaStore store = SqliteStore.open(folder)) {
                run("sqlite", store, orders, clients);
                System.out.printf(
                        Locale.ROOT,
                        "%nThe file of SQLite has %,d bytes for each order.%n",
                        Files.size(folder.resolve("ca.db")) / orders);
            } finally {
                delete(folder);
            }
        }
    }

    private static void run(String label, CaStore store, int orders, int clients) throws Exception {
        int quarter = orders / PARTS;
        CaStores measured = new CaStores(store, clients);
        try (AcmeCa ca = measured.ca) {
            // So that what is there once does not count.
            measured.issue(Math.min(orders, 500));
            long before = heap();
            for (int part = 0; part < PARTS; part++) {
                long start = System.nanoTime();
                measured.issue(quarter);
                double seconds = (System.nanoTime() - start) / 1e9;
                long after = heap();
                long swept = System.nanoTime();
                store.sweep(Instant.now(), Instant.now());
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %,d | %.0f | %,d | %.1f |%n",
                        label,
                        (part + 1) * quarter,
                        quarter / seconds,
                        (after - before) / quarter,
                        (System.nanoTime() - swept) / 1e6);
                before = after;
            }
            if (ca.counters().certificates() < orders) {
                throw new IllegalStateException("only " + ca.counters().certificates() + " were issued");
            }
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    // ---- clients

    private void issue(int orders) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            AtomicInteger left = new AtomicInteger(orders);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> {
                    AcmeAccount account = account();
                    while (left.getAndDecrement() > 0) {
                        issue(account);
                    }
                    return true;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private AcmeAccount account() throws InterruptedException {
        Transport transport = request -> {
            List<String> type = request.headers().containsKey("Content-Type")
                    ? List.of(request.headers().get("Content-Type"))
                    : List.of();
            CaResponse response = ca.handle(CaRequest.of(
                    request.method(),
                    request.url().getRawPath(),
                    type.isEmpty()
                            ? Map.of("User-Agent", List.of("bench"))
                            : Map.of("User-Agent", List.of("bench"), "Content-Type", type),
                    request.body(),
                    "192.0.2.1"));
            return TransportResponse.of(response.status(), response.headers(), response.body());
        };
        return AcmeClient.builder(ca.directoryUrl())
                .transport(transport)
                .build()
                .register(key(), NewAccount.builder().build());
    }

    private static SigningKey key() {
        return SigningKey.generate(
                KeyType.P256, CryptoProvider.CORRETTO.isAvailable() ? CryptoProvider.CORRETTO.provider() : null, null);
    }

    private void issue(AcmeAccount account) throws InterruptedException {
        Identifier name = Identifier.dns("n" + ordered.incrementAndGet() + ".example.org");
        Resource<Order> order =
                account.newOrder(NewOrder.builder().identifiers(List.of(name)).build());
        Authorization authorization =
                account.authorization(order.body().authorizations().get(0)).body();
        Dns01Challenge challenge =
                (Dns01Challenge) authorization.challenge(ChallengeType.DNS_01).orElseThrow();
        String record = "_acme-challenge." + name.value();
        records.put(
                record,
                Base64Url.encode(
                        KeyAuthorization.of(challenge.token(), account.key().publicKey())
                                .sha256()));
        account.answer(challenge.url(), ChallengeResponse.empty());
        Csr csr = Csr.builder().key(key()).identifiers(List.of(name)).build();
        Order done = account.finalizeOrder(order, csr).body();
        if (!done.status().equals(Status.VALID)) {
            throw new IllegalStateException(done.toString());
        }
        account.certificate(done.certificate().orElseThrow());
        records.remove(record);
    }

    private final class Records implements DnsResolver {

        @Override
        public List<InetAddress> addresses(String name) {
            return List.of();
        }

        @Override
        public List<List<String>> txt(String name) {
            @Nullable String found = records.get(name);
            return found == null ? List.of() : List.of(List.of(found));
        }

        @Override
        public List<CaaRecord> caa(String name) {
            return List.of();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walked = Files.walk(folder)) {
            files = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
