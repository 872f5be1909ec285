package dev.akme.cli;

import dev.akme.cli.state.Method;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.Timekeeper;
import dev.akme.client.dns.Dns01Solver;
import dev.akme.client.dns.DnsClient;
import dev.akme.client.dns.DnsPersistSolver;
import dev.akme.client.dns.Rfc2136Records;
import dev.akme.client.dns.TsigKey;
import dev.akme.client.dns.TxtRecords;
import dev.akme.client.solver.Http01Server;
import dev.akme.client.solver.Http01WebRoot;
import dev.akme.client.solver.ManualSolver;
import dev.akme.client.solver.Solvers;
import dev.akme.client.solver.TlsAlpn01Server;
import dev.akme.messages.ChallengeType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes solvers of what the user said. Certificates that are proven in the same way share a solver, as they may share a port.
 * Safe for use by many threads.
 */
final class Solving implements AutoCloseable {

    static final String HTTP = "http";
    static final String WEBROOT = "webroot";
    static final String TLS_ALPN = "tls-alpn";
    static final String RFC2136 = "dns-rfc2136";
    static final String DNS_HOOK = "dns-hook";
    static final String DNS_PERSIST = "dns-persist";
    static final String MANUAL = "manual";

    static final String KEY_FILE = "dns-key-file";
    static final String ZONE = "dns-zone";
    static final String RESOLVERS = "dns-resolver";
    static final String CHECK = "dns-check";
    static final String SETTLE = "dns-settle";

    private final Surroundings surroundings;
    private final Timekeeper time;
    private final Map<Method, ChallengeSolver> solvers = new HashMap<>();

    Solving(Surroundings surroundings, Timekeeper time) {
        this.surroundings = surroundings;
        this.time = time;
    }

    /** One solver that can what all of these can. */
    synchronized ChallengeSolver solver(List<Method> methods) throws IOException {
        List<ChallengeSolver> all = new ArrayList<>();
        for (Method method : methods) {
            ChallengeSolver solver = solvers.get(method);
            if (solver == null) {
                try {
                    solver = make(method);
                } catch (IllegalArgumentException e) {
                    throw new Failure(ExitCode.USAGE, "--" + method.kind() + ": " + e.getMessage(), e);
                }
                solvers.put(method, solver);
            }
            all.add(solver);
        }
        return Solvers.firstOf(all.toArray(ChallengeSolver[]::new));
    }

    private ChallengeSolver make(Method method) throws IOException {
        return switch (method.kind()) {
            case HTTP -> http(method.argument());
            case WEBROOT -> Http01WebRoot.of(Path.of(method.argument()));
            case TLS_ALPN -> tlsAlpn(method.argument());
            case RFC2136 -> dns(method, rfc2136(method));
            case DNS_HOOK -> dns(method, new HookRecords(new Shell(surroundings), method.argument()));
            case DNS_PERSIST ->
                method.settings().containsKey(CHECK)
                        ? DnsPersistSolver.unchecked()
                        : DnsPersistSolver.of(resolver(method));
            case MANUAL ->
                ManualSolver.of(
                        new ManualInstructions(surroundings),
                        Set.of(ChallengeType.HTTP_01, ChallengeType.DNS_01, ChallengeType.DNS_PERSIST_01));
            default -> throw new IllegalArgumentException("this way to prove a name is unknown");
        };
    }

    private static Http01Server http(String where) throws UnknownHostException {
        Http01Server.Builder server = Http01Server.builder().port(port(where));
        Optional<InetAddress> address = address(where);
        return (address.isPresent() ? server.address(address.get()) : server).build();
    }

    private TlsAlpn01Server tlsAlpn(String where) throws UnknownHostException {
        TlsAlpn01Server.Builder server =
                TlsAlpn01Server.builder().port(port(where)).timekeeper(time);
        Optional<InetAddress> address = address(where);
        return (address.isPresent() ? server.address(address.get()) : server).build();
    }

    /** {@code 5002}, {@code :5002}, {@code 127.0.0.1:5002} or {@code [::1]:5002}. */
    private static int port(String where) {
        String port = where.substring(where.lastIndexOf(':') + 1);
        if (!port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    where + " has no port: write :5002, 192.0.2.1:5002 or [2001:db8::1]:5002");
        }
        return Integer.parseInt(port);
    }

    private static Optional<InetAddress> address(String where) throws UnknownHostException {
        String host = where.substring(0, Math.max(0, where.lastIndexOf(':'))).replaceAll("[\\[\\]]", "");
        return host.isEmpty() || host.equals("*") ? Optional.empty() : Optional.of(InetAddress.getByName(host));
    }

    // ---- DNS

    private Rfc2136Records rfc2136(Method method) throws IOException {
        Rfc2136Records.Builder records =
                Rfc2136Records.builder(method.argument()).dns(resolver(method));
        if (method.settings().containsKey(ZONE)) {
            records = records.zone(method.settings().get(ZONE));
        }
        if (method.settings().containsKey(KEY_FILE)) {
            records = records.key(tsigKey(Path.of(method.settings().get(KEY_FILE))));
        }
        return records.build();
    }

    private static TsigKey tsigKey(Path file) {
        try {
            return TsigKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw Failures.ofOption("--" + KEY_FILE, file, e);
        }
    }

    private Dns01Solver dns(Method method, TxtRecords records) {
        boolean check = !method.settings().containsKey(CHECK);
        return Dns01Solver.builder(records)
                .dns(resolver(method))
                .followAliases(check)
                .awaitServers(check)
                .settle(Duration.ofSeconds(Long.parseLong(method.settings().getOrDefault(SETTLE, "0"))))
                .build();
    }

    private DnsClient resolver(Method method) {
        String resolvers = method.settings().getOrDefault(RESOLVERS, "");
        return resolvers.isEmpty() ? DnsClient.system() : DnsClient.of(resolvers.split(" "));
    }

    /** Ends the servers. */
    @Override
    public synchronized void close() {
        for (ChallengeSolver solver : solvers.values()) {
            if (solver instanceof Http01Server server) {
                server.close();
            } else if (solver instanceof TlsAlpn01Server server) {
                server.close();
            }
        }
    }
}
