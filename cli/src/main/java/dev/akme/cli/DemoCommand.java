package dev.akme.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akme demo}: a certificate from order to revocation, message by message. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Watch a certificate being issued, renewed and revoked, by a CA and a client in this program.",
            "",
            "Nothing leaves this machine: the CA listens on its loopback address, at a free port."
        },
        footer = {"", "Example:", "  akme demo", "  akme demo --json | grep finalize"})
final class DemoCommand extends AkmeCommand {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to put the certificate and its key; by default a new folder for temporary files.")
    private @Nullable Path folder;

    /** Made by picocli. */
    DemoCommand() {}

    @Override
    ExitCode run() throws Exception {
        Console console = console();
        List<Passed> messages = Collections.synchronizedList(new ArrayList<>());
        Demo demo = new Demo(
                surroundings().clock(),
                step -> {
                    if (!console.isJson()) {
                        console.line("");
                        console.line(console.styled("== " + step, Console.Style.BOLD));
                    }
                },
                passed -> {
                    messages.add(passed);
                    show(console, passed);
                });
        Path path = demo.run(folder);
        if (console.isJson()) {
            console.object(new Json()
                    .put("direction", "result")
                    .put("kind", "certificate")
                    .put("certificate", path.toString())
                    .object());
            return ExitCode.DONE;
        }
        console.line("");
        console.line(console.styled("== the conversation", Console.Style.BOLD));
        synchronized (messages) {
            new SequenceDiagram(console.width()).of(messages).forEach(console::line);
        }
        console.line("");
        console.line("The certificate is in " + path);
        console.line("Its key is beside it. Nobody trusts them: delete the folder when seen.");
        return ExitCode.DONE;
    }

    private static void show(Console console, Passed passed) {
        if (console.isJson()) {
            console.object(passed.object());
            return;
        }
        boolean answer = passed.to() == Passed.Party.CLIENT;
        Console.Style style = Console.Style.CYAN;
        if (answer) {
            style = passed.kind().startsWith("2") ? Console.Style.GREEN : Console.Style.RED;
        } else if (passed.from() == Passed.Party.CA) {
            style = Console.Style.MAGENTA;
        }
        String arrow = passed.from().label() + " -> " + passed.to().label();
        String line = String.format("  %-14s %s", arrow, passed.kind());
        int room = console.width() - line.length() - 2;
        String detail = passed.detail();
        if (detail.length() > room) {
            detail = room < 8 ? "" : detail.substring(0, room - 3) + "...";
        }
        console.line(console.styled(line, style)
                + (detail.isEmpty() ? "" : "  " + console.styled(detail, Console.Style.DIM)));
    }
}
