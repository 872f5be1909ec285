package dev.akme.cli;

import dev.akme.testkit.FreePorts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Types what a page shows after the prompt, in a folder that stands for the reader's home. Ports and the folder are others than
 * in the text, and are exchanged on the way in and out.
 */
final class PageSession implements AutoCloseable {

    private static final String HOME = "/srv/pki";
    private static final Set<String> WITH_FILE =
            Set.of("--ca-file", "--root", "--dir", "--webroot", "--csr", "--key", "--store", "--config");
    private static final Clock WHEN_IT_WAS_WRITTEN = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Pattern DIRECTORY = Pattern.compile("directory: https://localhost:([0-9]+)/dir");

    private final Path home;
    private final String httpPort = Integer.toString(FreePorts.next());
    private final String tlsPort = Integer.toString(FreePorts.next());
    private final Map<String, String> spoken = new LinkedHashMap<>();
    private Optional<Thread> ca = Optional.empty();
    private int exitCode;

    PageSession(Path home) {
        this.home = home;
    }

    /** Types a line, and gives what appears, as the page would have it. */
    String type(String line) throws Exception {
        StringBuilder output = new StringBuilder();
        for (ShellLine.Command command : ShellLine.parse(line)) {
            output.append(run(command));
        }
        return output.toString();
    }

    private String run(ShellLine.Command command) throws Exception {
        String word = command.words().get(command.words().size() - 1);
        return switch (command.words().get(0)) {
            case "akme", "./akme" -> command.background() ? runCa(command) : runAkme(command);
            case "echo" -> word.replace("$?", Integer.toString(exitCode)) + "\n";
            case "cat" -> Files.readString(home.resolve(word));
            case "ls" -> list(home.resolve(word.replace("~/", "")));
            default ->
                throw new IllegalArgumentException("this program is not run in tests: " + command.words()
                        + "; put it into a block of sh, without output");
        };
    }

    private static String list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.joining("  ")) + "\n";
        }
    }

    private String runAkme(ShellLine.Command command) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        List<String> files = new ArrayList<>();
        boolean timeMatters =
                command.words().contains("inspect") || command.words().contains("lint");
        exitCode = Akme.run(
                surroundings(
                        written, command.input().orElse(""), timeMatters ? WHEN_IT_WAS_WRITTEN : Clock.systemUTC()),
                arguments(command, files));
        String output = shown(written.toString(StandardCharsets.UTF_8));
        for (String file : files) {
            output = output.replace(HOME + "/" + file, file);
        }
        return output;
    }

    private String runCa(ShellLine.Command command) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        ByteArrayOutputStream written = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] octets, int from, int length) {
                super.write(octets, from, length);
                if (toString(StandardCharsets.UTF_8).contains("Ctrl-C")) {
                    ready.countDown();
                }
            }
        };
        Stream<String> ports = Stream.of("--port", "0", "--http-port", httpPort, "--tls-port", tlsPort);
        String[] arguments = Stream.concat(Stream.of(arguments(command, new ArrayList<>())), ports)
                .toArray(String[]::new);
        Surroundings surroundings = surroundings(written, "", Clock.systemUTC());
        Thread thread = new Thread(() -> Akme.run(surroundings, arguments));
        ca = Optional.of(thread);
        thread.start();
        if (!ready.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the CA does not start: " + written.toString(StandardCharsets.UTF_8));
        }
        String output = written.toString(StandardCharsets.UTF_8);
        Matcher directory = DIRECTORY.matcher(output);
        if (directory.find()) {
            spoken.put("localhost:14000", "localhost:" + directory.group(1));
        }
        spoken.put("5002", httpPort);
        spoken.put("5001", tlsPort);
        return shown(output);
    }

    private Surroundings surroundings(ByteArrayOutputStream written, String input, Clock clock) {
        // As on a terminal, what goes on stands among the results.
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new Surroundings(
                new Console(out, out, false, Map.of()),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                Optional.of(home),
                clock);
    }

    private String[] arguments(ShellLine.Command command, List<String> files) {
        List<String> arguments = new ArrayList<>();
        String before = "";
        for (String word : command.arguments()) {
            String argument = word.replaceFirst("^:5002$", "127.0.0.1:5002").replaceFirst("^~/", home + "/");
            for (Map.Entry<String, String> entry : spoken.entrySet()) {
                argument = argument.replace(entry.getKey(), entry.getValue());
            }
            if (WITH_FILE.contains(before)) {
                argument = home.resolve(argument).toString();
            } else if (Files.isRegularFile(home.resolve(argument))) {
                files.add(argument);
                argument = home.resolve(argument).toString();
            }
            arguments.add(argument);
            before = word;
        }
        if (arguments.equals(List.of("demo"))) {
            arguments.addAll(List.of(
                    "--dir", home.resolve("akme-demo-5577006791947779410").toString()));
        }
        return arguments.toArray(String[]::new);
    }

    private String shown(String output) {
        String shown = output.replace(home.toString(), HOME).replaceAll(HOME + "/(akme-demo-)", "/tmp/$1");
        for (Map.Entry<String, String> entry : spoken.entrySet()) {
            shown = shown.replace(entry.getValue(), entry.getKey());
        }
        return shown;
    }

    @Override
    public void close() {
        ca.ifPresent(thread -> {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
