package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.conformance.WebServer;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredOrder;
import dev.akme.ca.store.sqlite.SqliteStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A CA in a folder that is killed again and again while clients are at it. {@code -Dakme.kills=50} kills it more often, and
 * {@code -Dakme.seed=...} at the same moments as a run before.
 */
@Timeout(3_600)
class KillTest {

    private static final Logger LOG = System.getLogger("dev.akme.ca");
    private static final int KILLS = Integer.getInteger("akme.kills", 5);
    private static final int CUSTOMERS = 4;

    private final long seed = Long.getLong("akme.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    /** What http-01 finds, by path. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);
    private final List<Customer> customers = new ArrayList<>();
    private WebServer answering;
    private Process process;
    private int port;

    @TempDir
    private Path folder;

    @TempDir
    private Path logs;

    @TempDir
    private Path temporary;

    @BeforeEach
    void answer() throws IOException {
        answering = WebServer.saying(request -> answers.getOrDefault(request.target(), "nothing"));
    }

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        if (process != null) {
            kill();
        }
        answering.close();
    }

    @Test
    void whatWasAnsweredSurvives() throws Exception {
        try {
            int unanswered = 0;
            for (int i = 0; i < KILLS; i++) {
                List<Customer> served = load(start());
                customers.addAll(served);
                unanswered = checkFolder();
                if (random.nextInt(4) == 0) {
                    // In the middle of what it goes on with.
                    start();
                    kill();
                    checkFolder();
                }
                URI directory = start();
                finish(served, directory);
                kill();
                checkFolder();
            }
            URI directory = start();
            finish(customers, directory);
            assertThat(temporary).isEmptyDirectory();
            LOG.log(
                    Level.INFO,
                    "{0} kills: {1} accounts, {2} certificates of {3} orders, {4} revoked; {5} things that nobody was told of",
                    KILLS,
                    customers.stream()
                            .filter(customer -> customer.account().isPresent())
                            .count(),
                    customers.stream().flatMap(Customer::chains).count(),
                    customers.stream()
                            .mapToLong(customer -> customer.orders().size())
                            .sum(),
                    customers.stream().flatMap(Customer::revoked).count(),
                    unanswered);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("with akme.seed=" + seed, e);
        }
    }

    /** Lets customers at a CA until it is killed, after some answers. */
    private List<Customer> load(URI directory) throws Exception {
        CountDownLatch left = new CountDownLatch(1 + random.nextInt(150));
        List<Customer> served = new ArrayList<>();
        List<Future<?>> working = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            Customer customer = new Customer("c" + (customers.size() + i), answers, left::countDown);
            served.add(customer);
            working.add(threads.submit(() -> customer.buyUntilNobodyAnswers(directory)));
        }
        assertThat(left.await(5, TimeUnit.MINUTES)).isTrue();
        kill();
        for (Future<?> work : working) {
            work.get(1, TimeUnit.MINUTES);
        }
        return served;
    }

    private void finish(List<Customer> of, URI directory) throws Exception {
        List<Future<?>> working = new ArrayList<>();
        for (Customer customer : of) {
            working.add(threads.submit(() -> customer.finishAndCompare(directory)));
        }
        for (Future<?> work : working) {
            work.get(5, TimeUnit.MINUTES);
        }
    }

    // ---- the process

    private URI start() throws IOException {
        Path log = logs.resolve("log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillableCa.class.getName(),
                        folder.toString(),
                        String.valueOf(port),
                        String.valueOf(answering.address().getPort()))
                .redirectError(log.toFile())
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        assertThat(line).as(() -> text(log)).isNotNull();
        URI directory = URI.create(line);
        port = directory.getPort();
        return directory;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    // ---- what is in the folder

    /** Looks for all that was answered; says how much more there is. */
    private int checkFolder() {
        int unanswered = 0;
        try (CaStore store = SqliteStore.open(folder)) {
            for (Customer customer : customers) {
                unanswered += check(store, customer);
            }
        }
        return unanswered;
    }

    private static int check(CaStore store, Customer customer) {
        Optional<String> account = store.accountOfKey(customer.thumbprint()).map(found -> found.id());
        customer.account().ifPresent(url -> assertThat(account).contains(id(url)));
        if (account.isEmpty()) {
            return 0;
        }
        List<String> orders = store.orders(account.get(), Optional.empty(), Integer.MAX_VALUE).stream()
                .map(StoredOrder::id)
                .toList();
        assertThat(orders).doesNotHaveDuplicates();
        assertThat(orders)
                .containsAll(
                        customer.orders().stream().map(order -> id(order.url())).toList());
        // Whoever waits for an answer asks for nothing else.
        int more =
                orders.size() - customer.orders().size() + (customer.account().isEmpty() ? 1 : 0);
        assertThat(more).isLessThanOrEqualTo(1);
        for (Customer.Bought bought : customer.orders()) {
            List<StoredCertificate> certificates = store.certificatesOfKey(bought.keyId());
            assertThat(certificates).hasSizeLessThanOrEqualTo(1);
            bought.chain().ifPresent(chain -> {
                assertThat(certificates).hasSize(1);
                assertThat(new HashSet<>(certificates.get(0).identifiers())).isEqualTo(new HashSet<>(bought.names()));
                assertThat(certificates.get(0).id())
                        .isEqualTo(Certificates.id(chain.leaf().getSerialNumber()));
            });
            if (bought.isRevoked()) {
                assertThat(certificates.get(0).revokedAt()).isPresent();
            }
        }
        return more;
    }

    private static String id(URI url) {
        return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }
}
