package dev.akme.bench;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.ca.validation.Network;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.messages.CertificateChain;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CA in a process of its own, for which every name is this machine: for start-up times and load generators. */
public final class CaServer {

    /** Every name is this machine, and nobody forbids anything. */
    static final DnsResolver LOOPBACK =
            DnsResolvers.fixed(Map.of("*", InetAddress.getLoopbackAddress()), DnsResolvers.none());

    private CaServer() {}

    /** A CA that finds the answers to http-01 at a port of this machine. */
    static AcmeCaBuilder builder(int http01Port) {
        return AcmeCa.forTests()
                .resolver(LOOPBACK)
                .network((address, timeout) -> Network.direct()
                        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http01Port), timeout))
                .validation(ValidationSettings.builder()
                        .allowsPrivateAddresses(true)
                        .build())
                .requestLog(Level.DEBUG);
    }

    /**
     * Runs until its input ends. The first line of its output is the URL of the directory.
     *
     * @param args the port where http-01 is answered; then {@code root=FILE}, where to write the root to,
     *     {@code folder=FOLDER}, where to keep all instead of in memory, and {@code unvalidated}, which takes every answer to a
     *     challenge for right
     * @throws Exception when it cannot start
     */
    public static void main(String[] args) throws Exception {
        AcmeCaBuilder builder = builder(Integer.parseInt(args[0]));
        Optional<Path> root = Optional.empty();
        for (String arg : List.of(args).subList(1, args.length)) {
            if (arg.startsWith("root=")) {
                root = Optional.of(Path.of(arg.substring("root=".length())));
            } else if (arg.startsWith("folder=")) {
                builder.folder(Path.of(arg.substring("folder=".length())));
            } else if (arg.equals("unvalidated")) {
                builder.faults(faults -> faults.acceptValidations(true));
            } else {
                throw new IllegalArgumentException(arg);
            }
        }
        try (AcmeCa ca = builder.start()) {
            if (root.isPresent()) {
                Files.writeString(root.get(), CertificateChain.of(ca.roots()).toPem());
            }
            System.out.println(ca.directoryUrl());
            while (System.in.read() >= 0) {
                // Whoever started it keeps the input open as long as it is needed.
            }
        }
    }
}
