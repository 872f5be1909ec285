package dev.akme.ca.issuer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program {@code openssl}, a peer that knows nothing of Java. */
final class Openssl {

    private final Path folder;

    private Openssl(Path folder) {
        this.folder = folder;
    }

    /** Empty on a machine without it: what it says is then left out, never what it is asked about. */
    static Optional<Openssl> in(Path folder) {
        try {
            Openssl openssl = new Openssl(folder);
            openssl.run("version");
            return Optional.of(openssl);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** What it prints; fails when it does not say that all is well. */
    String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " says: " + output);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output;
    }
}
