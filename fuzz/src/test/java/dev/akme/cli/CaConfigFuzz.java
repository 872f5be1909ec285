package dev.akme.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.fuzz.Expect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The configuration file of {@code akme ca}, that of Pebble too. */
final class CaConfigFuzz {

    private static final Path FILE = file();

    private static Path file() {
        try {
            Path file = Files.createTempFile("akme-fuzz", ".yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new AssertionError("no place for a file", e);
        }
    }

    @FuzzTest
    void reads(byte[] input) throws IOException {
        Files.write(FILE, input);
        for (boolean production : new boolean[] {false, true}) {
            Expect.read(() -> CaConfig.read(FILE, production, Map.of()), Failure.class);
        }
    }
}
