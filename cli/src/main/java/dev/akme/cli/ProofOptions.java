package dev.akme.cli;

import dev.akme.cli.state.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How names are proven. What is given first by this list is preferred, where several are. */
final class ProofOptions {

    @Option(
            names = "--http",
            paramLabel = "[ADDRESS]:PORT",
            arity = "0..1",
            fallbackValue = ":80",
            description = "Answer http-01 with a server of its own, by default on port 80.")
    private @Nullable String http;

    @Option(
            names = "--webroot",
            paramLabel = "DIR",
            description = "Answer http-01 with files below the root of the web server that runs.")
    private @Nullable Path webRoot;

    @Option(
            names = "--tls-alpn",
            paramLabel = "[ADDRESS]:PORT",
            arity = "0..1",
            fallbackValue = ":443",
            description = "Answer tls-alpn-01 with a server of its own, by default on port 443.")
    private @Nullable String tlsAlpn;

    @Option(
            names = "--dns-rfc2136",
            paramLabel = "SERVER",
            description = "Answer dns-01 with updates (RFC 2136) to this DNS server: HOST or HOST:PORT.")
    private @Nullable String rfc2136;

    @Option(
            names = "--dns-key-file",
            paramLabel = "FILE",
            description =
                    "For --dns-rfc2136: a file with the TSIG key, as tsig-keygen writes it or ALGORITHM:NAME:SECRET.")
    private @Nullable Path dnsKeyFile;

    @Option(
            names = "--dns-zone",
            paramLabel = "ZONE",
            description = "For --dns-rfc2136: the zone; by default it is looked up.")
    private @Nullable String dnsZone;

    @Option(
            names = "--dns-hook",
            paramLabel = "CMD",
            description =
                    "Answer dns-01 with a command that finds AKME_ACTION (add or remove), AKME_NAME and AKME_VALUE in its"
                            + " environment.")
    private @Nullable String dnsHook;

    @Option(
            names = "--dns-persist",
            description = "Answer dns-persist-01 with a record that was published once and stays.")
    private boolean dnsPersist;

    @Option(names = "--manual", description = "Be told what to do, and do it.")
    private boolean manual;

    @Option(
            names = "--dns-resolver",
            paramLabel = "ADDRESS",
            description = "Ask this DNS server for aliases and zones, instead of those of the system.")
    private List<String> resolvers = new ArrayList<>();

    @Option(
            names = "--dns-no-check",
            description = "Neither follow aliases nor wait until the servers of the zone have the record.")
    private boolean noCheck;

    @Option(
            names = "--dns-settle",
            paramLabel = "SECONDS",
            description = "Wait that long after the record was put in place.")
    private int settleSeconds;

    /** In the order in which they are tried. */
    List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        if (http != null) {
            methods.add(new Method(Solving.HTTP, http, Map.of()));
        }
        if (webRoot != null) {
            methods.add(new Method(Solving.WEBROOT, webRoot.toAbsolutePath().toString(), Map.of()));
        }
        if (tlsAlpn != null) {
            methods.add(new Method(Solving.TLS_ALPN, tlsAlpn, Map.of()));
        }
        if (rfc2136 != null) {
            Map<String, String> settings = new LinkedHashMap<>(dnsSettings());
            if (dnsKeyFile != null) {
                settings.put(Solving.KEY_FILE, dnsKeyFile.toAbsolutePath().toString());
            }
            if (dnsZone != null) {
                settings.put(Solving.ZONE, dnsZone);
            }
            methods.add(new Method(Solving.RFC2136, rfc2136, Map.copyOf(settings)));
        } else if (dnsKeyFile != null || dnsZone != null) {
            throw new Failure(ExitCode.USAGE, "--dns-key-file and --dns-zone need --dns-rfc2136: name the DNS server");
        }
        if (dnsHook != null) {
            methods.add(new Method(Solving.DNS_HOOK, dnsHook, dnsSettings()));
        }
        if (dnsPersist) {
            methods.add(new Method(Solving.DNS_PERSIST, "", dnsSettings()));
        }
        if (manual) {
            methods.add(new Method(Solving.MANUAL, "", Map.of()));
        }
        return List.copyOf(methods);
    }

    private Map<String, String> dnsSettings() {
        if (settleSeconds < 0) {
            throw new Failure(ExitCode.USAGE, "--dns-settle is negative: give a number of seconds");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        if (!resolvers.isEmpty()) {
            settings.put(Solving.RESOLVERS, String.join(" ", resolvers));
        }
        if (noCheck) {
            settings.put(Solving.CHECK, "no");
        }
        if (settleSeconds > 0) {
            settings.put(Solving.SETTLE, Integer.toString(settleSeconds));
        }
        return Map.copyOf(settings);
    }
}
