package dev.akme.scenarios.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certbot with folders of its own. */
final class Certbot {

    private final Path program;
    private final PeerCa ca;
    private final Path folder;
    private final String help;

    Certbot(Path program, PeerCa ca) throws IOException, InterruptedException {
        this.program = program;
        this.ca = ca;
        this.folder = ca.folder().resolve("certbot");
        this.help = Programs.run(ca.folder(), Map.of(), List.of(program.toString(), "--help", "all"))
                .requireSuccess()
                .text();
    }

    /** Whether this version has an option. */
    boolean knows(String option) {
        return help.contains(option);
    }

    /** Runs a command of it, with such options. */
    Programs.Said run(String command, String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                program.toString(),
                command,
                "--non-interactive",
                "--server",
                ca.directory(),
                "--config-dir",
                folder.resolve("config").toString(),
                "--work-dir",
                folder.resolve("work").toString(),
                "--logs-dir",
                folder.resolve("logs").toString()));
        line.addAll(List.of(options));
        return Programs.run(ca.folder(), Map.of("REQUESTS_CA_BUNDLE", ca.root().toString()), line);
    }

    /** Orders the first certificate, and makes an account for that. */
    Programs.Said certonly(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--agree-tos", "--email", "admin@example.org", "--no-eff-email"));
        all.addAll(List.of(options));
        return run("certonly", all.toArray(String[]::new));
    }

    /** Makes an account. */
    Programs.Said register(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--agree-tos", "--email", "admin@example.org", "--no-eff-email"));
        all.addAll(List.of(options));
        return run("register", all.toArray(String[]::new));
    }

    Path chain(String name) {
        return live(name, "fullchain.pem");
    }

    Path key(String name) {
        return live(name, "privkey.pem");
    }

    private Path live(String name, String file) {
        return folder.resolve("config").resolve("live").resolve(name).resolve(file);
    }
}
