package dev.akme.cli;

import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeClientBuilder;
import dev.akme.client.Timekeeper;
import dev.akme.messages.CertificateChain;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One client for each CA. Safe for use by many threads. */
final class Clients {

    private final Progress progress;
    private final Timekeeper time;
    private final Map<List<String>, AcmeClient> clients = new HashMap<>();

    Clients(Surroundings surroundings, Progress progress) {
        this.progress = progress;
        this.time = new ClockTimekeeper(surroundings.clock());
    }

    Timekeeper time() {
        return time;
    }

    synchronized AcmeClient client(URI server, Optional<Path> caFile) throws IOException {
        List<String> key = List.of(server.toString(), caFile.map(Path::toString).orElse(""));
        AcmeClient known = clients.get(key);
        if (known != null) {
            return known;
        }
        AcmeClientBuilder builder =
                AcmeClient.builder(server).listener(progress).time(time).userAgent("akme-cli");
        if (caFile.isPresent()) {
            builder.trust(roots(caFile.get()).certificates());
        }
        AcmeClient made = builder.build();
        clients.put(key, made);
        return made;
    }

    static CertificateChain roots(Path file) {
        try {
            return CertificateChain.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "--ca-file " + file + " cannot be used: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "the roots of the CA, --ca-file " + file + ", are not there: give the file in which they are now",
                    e);
        } catch (IOException e) {
            throw Failures.ofOption("--ca-file", file, e);
        }
    }
}
