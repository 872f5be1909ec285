package dev.akme.ca.conformance;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.CaRequest;
import dev.akme.ca.CaResponse;
import dev.akme.ca.IdentifierPolicy;
import dev.akme.ca.MovableClock;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.validation.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A CA that listens nowhere, with a clock, a DNS and a network that the test rules. */
final class World implements AutoCloseable {

    static final String BASE = "https://ca.example.org/acme";
    private static final int ORIGIN = "https://ca.example.org".length();

    static final Instant START = Instant.parse("2031-03-01T12:00:00Z");

    final MovableClock clock;
    final FakeDns dns;

    /** Where connections of validators end, whatever they are for. */
    volatile Network network = (address, timeout) -> {
        throw new IOException("refused");
    };

    /** Whether every answer must be as the RFCs have it; not when the CA is told to do otherwise. */
    boolean decent = true;

    /** What the CA keeps; null when that is in a folder. */
    final @Nullable CaStore store;

    final AcmeCa ca;
    private final Map<String, Object> directory;

    private World(MovableClock clock, FakeDns dns, @Nullable CaStore store, UnaryOperator<AcmeCaBuilder> settings) {
        this.store = store;
        this.clock = clock;
        this.dns = dns;
        AcmeCaBuilder builder = AcmeCa.forTests()
                .identifiers(IdentifierPolicy.builder().privateAddresses(true).build())
                .mountedAt(URI.create(BASE))
                .clock(clock)
                .resolver(dns)
                .network((InetSocketAddress address, Duration timeout) -> network.connect(address, timeout))
                // Tests do not wait: they are told when something is done.
                .answerWithin(Duration.ofSeconds(20));
        this.ca = settings.apply(builder).start();
        this.directory = get(ca.directoryUrl().toString()).json();
    }

    static World start() {
        return start(builder -> builder);
    }

    static World start(UnaryOperator<AcmeCaBuilder> settings) {
        return on(new MovableClock(World.START), new MemoryStore(), settings);
    }

    static World on(MovableClock clock, CaStore store, UnaryOperator<AcmeCaBuilder> settings) {
        return on(clock, store, new FakeDns(), settings);
    }

    static World on(MovableClock clock, CaStore store, FakeDns dns, UnaryOperator<AcmeCaBuilder> settings) {
        return new World(clock, dns, store, builder -> settings.apply(builder.store(store)));
    }

    /** With everything in a folder. */
    static World in(Path folder, MovableClock clock, FakeDns dns, UnaryOperator<AcmeCaBuilder> settings) {
        return new World(clock, dns, null, builder -> settings.apply(builder.folder(folder)));
    }

    /** The URL of a resource, from the directory. */
    String url(String name) {
        return (String) directory.get(name);
    }

    Map<String, Object> directory() {
        return directory;
    }

    String nonce() {
        return send("HEAD", url("newNonce"), Map.of(), new byte[0]).nonce();
    }

    Answer get(String url) {
        return send("GET", url, Map.of("User-Agent", List.of("conformance/1")), new byte[0]);
    }

    /** Sends a request to a URL of this CA. */
    Answer send(String method, String url, Map<String, List<String>> headers, byte[] body) {
        CaResponse response = ca.handle(CaRequest.of(method, url.substring(ORIGIN), headers, body, "192.0.2.1"));
        Answer answer = Answer.of(response.status(), response.headers(), response.body());
        return decent ? answer.isDecent(method, url.equals(ca.directoryUrl().toString())) : answer;
    }

    /** A client with an account of its own. */
    Client client() {
        return client(ClientKey.es256());
    }

    Client client(ClientKey key) {
        return new Client(this, key).register();
    }

    @Override
    public void close() {
        dns.gate.countDown();
        ca.close();
    }
}
