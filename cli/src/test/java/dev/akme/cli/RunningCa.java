package dev.akme.cli;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.NewAccount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code akme ca} inside of a test, from its first lines to its end. */
final class RunningCa implements AutoCloseable {

    final URI directory;
    final Path root;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger exitCode = new AtomicInteger(-1);
    private final Scanner lines;
    private final Thread program;

    RunningCa(Map<String, String> environment, String... args) throws IOException {
        PipedInputStream read = new PipedInputStream();
        PrintStream out = new PrintStream(new PipedOutputStream(read), true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8), false, Map.of()),
                new ByteArrayInputStream(new byte[0]),
                environment,
                Optional.empty(),
                Clock.systemUTC());
        this.program = new Thread(() -> {
            exitCode.set(Akme.run(surroundings, args));
            out.close();
        });
        program.start();
        this.lines = new Scanner(read, StandardCharsets.UTF_8);
        if (!lines.hasNextLine()) {
            throw new AssertionError(err());
        }
        this.directory = URI.create(next("directory: "));
        this.root = Path.of(next("root:      "));
    }

    /** The next line of the output, without what it begins with. */
    String next(String label) {
        String line = lines.nextLine();
        if (!line.startsWith(label)) {
            throw new AssertionError(line);
        }
        return line.substring(label.length());
    }

    AcmeAccount account() throws Exception {
        return AcmeClient.builder(directory)
                .trust(CertificateChain.read(Files.readString(root)).certificates())
                .build()
                .register(
                        SigningKey.generate(KeyType.P256),
                        NewAccount.builder().termsOfServiceAgreed(true).build());
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Ends it. */
    int stop() throws InterruptedException {
        program.interrupt();
        program.join();
        return exitCode.get();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
