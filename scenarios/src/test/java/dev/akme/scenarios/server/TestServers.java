package dev.akme.scenarios.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The servers of one run: each is started when a test first asks for its settings, and stopped at the end. */
public final class TestServers implements AutoCloseable {

    private static final String PEBBLE = "akme.pebble";
    private static final String CHALLTESTSRV = "akme.challtestsrv";

    private final Map<Settings, TestServer> running = new HashMap<>();

    private final List<AkmeCaProcess> processes = new ArrayList<>();
    private final List<TestServer> fresh = new ArrayList<>();
    private final Journal journal = new Journal();

    TestServers() {}

    /** Pebble, when it is said where it is; who sets that wants it, so that no other server takes its place. */
    private static boolean isPebbleWanted() {
        return !path(PEBBLE).isEmpty() || !path(CHALLTESTSRV).isEmpty();
    }

    private static Path program(String name) {
        Path path = Path.of(path(name));
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException(
                    name + " is \"" + path + "\", which is no program that can be started. .ci/pebble installs one");
        }
        return path;
    }

    /** A system property, or an environment variable of the same name in capitals. */
    private static String path(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .orElse("");
    }

    /** {@return what clients of the test that runs are to tell what they do} */
    public Journal journal() {
        return journal;
    }

    /** {@return the server of these settings, shared by all tests that ask for them} */
    public TestServer with(Settings settings) throws IOException, InterruptedException {
        TestServer server = running.get(settings);
        if (server == null) {
            server = start(settings);
            running.put(settings, server);
        }
        return server;
    }

    /** {@return a server for the test that runs and for no other, which may spoil it} */
    public TestServer fresh(Settings settings) throws IOException, InterruptedException {
        TestServer server = start(settings);
        fresh.add(server);
        return server;
    }

    /** {@return a server in a process of its own, shared by all tests that ask for it: Pebble, or the {@code akme ca} command} */
    public TestServer process() throws IOException, InterruptedException {
        if (isPebbleWanted()) {
            return with(Settings.DEFAULT);
        }
        if (processes.isEmpty()) {
            processes.add(AkmeCaProcess.start());
        }
        return processes.get(0);
    }

    private static TestServer start(Settings settings) throws IOException, InterruptedException {
        return isPebbleWanted()
                ? Pebble.start(program(PEBBLE), program(CHALLTESTSRV), settings)
                : AkmeCa.start(settings);
    }

    /** Begins with the next test. */
    void next() {
        journal.clear();
        fresh.forEach(TestServer::close);
        fresh.clear();
    }

    /** {@return what clients and servers say after a test has failed; servers that do not work any more are stopped} */
    String reports() {
        StringBuilder reports =
                new StringBuilder("What the clients did:\n").append(journal).append('\n');
        for (TestServer server : fresh) {
            reports.append("A server of this test's own. ")
                    .append(server.report())
                    .append('\n');
        }
        for (Map.Entry<Settings, TestServer> entry : List.copyOf(running.entrySet())) {
            TestServer server = entry.getValue();
            boolean alive = server.isAlive();
            reports.append(entry.getKey())
                    .append(alive ? " still works. " : " does not work any more. ")
                    .append(server.report())
                    .append('\n');
            if (!alive) {
                running.remove(entry.getKey());
                server.close();
            }
        }
        return reports.toString();
    }

    @Override
    public void close() {
        next();
        running.values().forEach(TestServer::close);
        running.clear();
        processes.forEach(TestServer::close);
        processes.clear();
    }
}
