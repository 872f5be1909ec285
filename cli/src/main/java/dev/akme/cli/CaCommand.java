package dev.akme.cli;

import dev.akme.ca.AcmeCa;
import dev.akme.messages.CertificateChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code akme ca}: a CA in the foreground. */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        subcommands = CaRotateCommand.class,
        description = {
            "Run a CA until it is stopped: for development and tests, or with --production for others.",
            "",
            "Without --production, names below .test and .localhost are this machine, without any DNS: whatever answers at the"
                    + " ports for http-01 and tls-alpn-01 there gets certificates. What is kept is in memory, unless there is"
                    + " --dir.",
            "",
            "Pebble's command line, configuration and environment are understood: see docs/coming-from-pebble.md."
        },
        footer = {
            "",
            "Example:",
            "  akme ca --root root.pem &",
            "  akme issue -d www.test --server https://localhost:14000/dir \\",
            "    --ca-file root.pem --http :5002 --agree-tos --dir test-certificates"
        })
final class CaCommand extends AkmeCommand {

    @Option(
            names = {"--config", "-config"},
            paramLabel = "FILE",
            description = "Read settings from a file, in YAML or JSON; or from one of Pebble. Options count more.")
    private @Nullable Path config;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = Values.Address.class,
            description = "Where to listen; by default 127.0.0.1:14000.")
    private @Nullable InetSocketAddress listen;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = Values.Port.class,
            description = "The port to listen at; 0 takes a free one.")
    private @Nullable Integer port;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = Values.Url.class,
            description = "The URL that clients know, if it is not that of the address.")
    private @Nullable URI url;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            converter = Values.Port.class,
            description = "Where to offer Pebble's management interface: /roots/0, /intermediates/0,"
                    + " /cert-status-by-serial/ and so on; by default nowhere.")
    private @Nullable Integer managementPort;

    @Option(
            names = "--management-keys",
            description = "Give out the private keys of the CA there too, to whoever asks.")
    private boolean managementKeys;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Keep keys, accounts, orders and certificates in this folder; by default nothing is kept.")
    private @Nullable Path folder;

    @Option(
            names = "--production",
            description =
                    "Be a CA for others than testers: validate at ports 80 and 443, at no private addresses unless the"
                            + " configuration says so, by the DNS; certify no special names; do nothing wrong on purpose."
                            + " Needs --dir.")
    private boolean production;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            converter = Values.Port.class,
            description = "Where answers to http-01 are looked for; by default 5002.")
    private @Nullable Integer httpPort;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            converter = Values.Port.class,
            description = "Where answers to tls-alpn-01 are looked for; by default 5001.")
    private @Nullable Integer tlsPort;

    @Option(
            names = "--dns",
            paramLabel = "HOST:PORT",
            converter = Values.DnsServer.class,
            description = "The DNS server to ask; by default those of this machine.")
    private @Nullable InetSocketAddress dns;

    @Option(
            names = {"-dnsserver", "--dnsserver"},
            paramLabel = "HOST:PORT",
            hidden = true,
            converter = Values.DnsServer.class,
            description = "As Pebble has it.")
    private @Nullable InetSocketAddress pebbleDns;

    @Option(
            names = "--resolve",
            paramLabel = "PATTERN=ADDRESS",
            converter = {picocli.CommandLine.UseDefaultConverter.class, Values.Ip.class},
            description =
                    "The address of a name, or of all below one: *.example.org=192.0.2.1. May be given many times.")
    private Map<String, InetAddress> resolve = new LinkedHashMap<>();

    @Option(
            names = {"--strict", "-strict"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Refuse what RFC 8555 forbids but other servers accept.")
    private @Nullable Boolean strict;

    @Option(names = "-version", hidden = true, description = "As Pebble has it.")
    private boolean pebbleVersion;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            description =
                    "Where to write the root certificate, for --ca-file of others; by default a file that is deleted"
                            + " in the end. Without --dir it is another one at each start.")
    private @Nullable Path rootFile;

    @Mixin
    private ChaosOptions chaos = new ChaosOptions();

    /** Made by picocli. */
    CaCommand() {}

    @Override
    ExitCode run() throws IOException {
        if (pebbleVersion) {
            List.of(new Akme.Version().getVersion()).forEach(console()::line);
            return ExitCode.DONE;
        }
        if (chaos.asksForList()) {
            Chaos.deviations().forEach(console()::line);
            return ExitCode.DONE;
        }
        // SIGTERM and Ctrl-C interrupt, and the JVM waits until all is taken away.
        Interruption interruption = Interruption.allow();
        try (interruption) {
            serve(plan());
            return ExitCode.DONE;
        }
    }

    // ---- what it is to be like

    private CaPlan plan() {
        Path file = config;
        CaPlan plan = file == null
                ? new CaPlan(production)
                : CaConfig.read(file, production, surroundings().environment());
        if (!production) {
            PebbleConfig.readEnvironment(plan, surroundings().environment());
        }
        plan.clock = surroundings().clock();
        options(plan);
        chaos.addTo(plan);
        if (production) {
            checkProduction(plan);
        }
        return plan;
    }

    private void options(CaPlan plan) {
        if (listen != null) {
            plan.listen = listen;
        }
        if (port != null) {
            plan.listen = new InetSocketAddress(plan.listen.getAddress(), port);
        }
        if (url != null) {
            plan.url = url;
        }
        if (managementPort != null) {
            plan.management = new InetSocketAddress(InetAddress.getLoopbackAddress(), managementPort);
        }
        plan.managementShowsKeys |= managementKeys;
        if (folder != null) {
            plan.folder = folder;
        }
        if (httpPort != null) {
            plan.httpPort = httpPort;
        }
        if (tlsPort != null) {
            plan.tlsPort = tlsPort;
        }
        Stream.of(Optional.ofNullable(dns), Optional.ofNullable(pebbleDns))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(server -> {
                    plan.dnsServers.clear();
                    plan.dnsServers.add(server);
                });
        plan.resolve.putAll(resolve);
        if (strict != null) {
            plan.strict = strict;
        }
    }

    private void checkProduction(CaPlan plan) {
        if (plan.folder == null) {
            throw new Failure(ExitCode.USAGE, "--production: say with --dir where the CA keeps what it has promised");
        }
        if (httpPort != null || tlsPort != null || !resolve.isEmpty() || managementKeys) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--production: leave out --http-port, --tls-port, --resolve and --management-keys: they are for tests");
        }
        if (!plan.faults.isEmpty()) {
            // Whichever way they came in by.
            throw new Failure(ExitCode.USAGE, "--production: leave out what lets the CA go wrong on purpose");
        }
    }

    // ---- while it runs

    private void serve(CaPlan plan) throws IOException {
        Path temporary = Files.createTempDirectory("akme-ca-");
        Path root = Optional.ofNullable(rootFile).map(Path::toAbsolutePath).orElse(temporary.resolve("root.pem"));
        try (AcmeCa ca = start(plan)) {
            Hangup hangup = Hangup.listen(() -> readAgain(ca));
            write(root, CertificateChain.of(List.of(ca.roots().get(0))).toPem());
            say(plan, ca, root);
            try (hangup) {
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            console().note("stopped");
        } finally {
            delete(temporary.resolve("root.pem"), temporary);
        }
    }

    private static void write(Path root, String pem) {
        try {
            Files.writeString(root, pem);
        } catch (IOException e) {
            throw Failures.ofOption("--root", root, e);
        }
    }

    private AcmeCa start(CaPlan plan) {
        try {
            AcmeCa ca = plan.builder().start();
            plan.setExternalAccounts(ca);
            return ca;
        } catch (UncheckedIOException e) {
            throw cannotStart(plan, e);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private Failure cannotStart(CaPlan plan, UncheckedIOException e) {
        if (!(e.getCause() instanceof BindException bind)) {
            return new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
        InetSocketAddress management = plan.management;
        boolean isManagement = management != null
                && String.valueOf(bind.getMessage())
                        .startsWith(management.getHostString() + ":" + management.getPort() + ":");
        int taken = isManagement && management != null ? management.getPort() : plan.listen.getPort();
        return new Failure(
                ExitCode.FAILED,
                "cannot listen on port " + taken + ", " + bind.getMessage()
                        + ": if another program has it, stop that, or choose another port with "
                        + (isManagement ? "--management-port" : "--port"),
                e);
    }

    private void say(CaPlan plan, AcmeCa ca, Path root) {
        Optional<String> management = ca.managementUrl().map(URI::toString);
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("directory", ca.directoryUrl().toString())
                            .put("root", root.toString())
                            .put("management", management)
                            .object());
            return;
        }
        console().line("directory: " + ca.directoryUrl());
        console().line("root:      " + root);
        management.ifPresent(at -> console().line("management: " + at));
        plan.notes.forEach(note -> console().note("note: " + note));
        console()
                .note("http-01 is validated at port " + plan.httpPort + ", tls-alpn-01 at " + plan.tlsPort
                        + (plan.resolve.containsKey("*.test") ? "; *.test and *.localhost are 127.0.0.1" : "")
                        + ". Stop with Ctrl-C.");
    }

    /** Keys, profiles, policy and external accounts as they are now in folder and file; if they are wrong, everything stays. */
    private void readAgain(AcmeCa ca) {
        Optional<X509Certificate> before = issuing(ca);
        try {
            if (config == null) {
                ca.reloadKeys();
                console().note("the keys were read again; for other settings there is no --config");
            } else {
                CaPlan plan = CaConfig.read(config, production, surroundings().environment());
                plan.applyTo(ca);
                console()
                        .note(config + " was read again: keys, profiles, policy and external accounts are those of it");
                // At the start the CA itself says what is missing.
                plan.missingKeys(ca, surroundings().clock().instant())
                        .forEach(missing -> console().note("warning: " + missing));
            }
        } catch (RuntimeException e) {
            console().note(Failures.message(e) + "; what was set stays");
        }
        issuing(ca)
                .filter(now -> !Optional.of(now).equals(before))
                .ifPresent(now -> console().note(now.getSubjectX500Principal().getName() + " issues from now on"));
    }

    private static Optional<X509Certificate> issuing(AcmeCa ca) {
        return ca.intermediates().get(0).certificate();
    }

    private static void delete(Path... files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It is in the folder for temporary files.
            }
        }
    }
}
