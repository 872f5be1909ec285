package dev.akme.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
@Command(
        name = "akme",
        mixinStandardHelpOptions = true,
        versionProvider = Akme.Version.class,
        description =
                "Certificates from any ACME server (RFC 8555), a CA to try them with, and a look into every message.")
public final class Akme implements Runnable {

    /** In the order in which the help lists them. */
    static final List<Class<?>> COMMANDS = List.of(
            IssueCommand.class,
            RenewCommand.class,
            ListCommand.class,
            RevokeCommand.class,
            AccountCommand.class,
            OrderCommand.class,
            InspectCommand.class,
            LintCommand.class,
            CaCommand.class,
            DemoCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    Akme() {}

    /** {@code akme} alone says what there is. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: a command is missing");
    }

    /**
     * Runs the program, and ends it with an {@code ExitCode}.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        Console console = new Console(System.out, System.err, isTerminal(), System.getenv());
        Surroundings surroundings = new Surroundings(
                console, System.in, System.getenv(), Path.of(System.getProperty("user.home")), Clock.systemUTC());
        System.exit(run(surroundings, args));
    }

    /** Whether a person looks at what is written. From JDK 22 on there is a console for programs too. */
    @SuppressWarnings("SystemConsoleNull") // asked further below, where it can be asked
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Runs a command line; what it writes and reads is given. */
    static int run(Surroundings surroundings, String... args) {
        Console console = surroundings.console();
        if (args.length == 1 && args[0].equals("--version")) {
            // picocli would say the same, and take most of the time for that.
            console.line(new Version().getVersion()[0]);
            return ExitCode.DONE.number();
        }
        CommandLine program = new CommandLine(new Akme());
        commands(args.length == 0 ? "" : args[0]).forEach(program::addSubcommand);
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setOut(new PrintWriter(new LineWriter(console::line), true));
        program.setErr(new PrintWriter(new LineWriter(console::note), true));
        program.setExecutionStrategy(parsed -> {
            for (CommandLine part : parsed.asCommandLineList()) {
                if (part.getCommand() instanceof AkmeCommand command) {
                    command.in(surroundings);
                }
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        program.setParameterExceptionHandler((e, given) -> {
            Failure failure = new Failure(
                    ExitCode.USAGE,
                    message(e) + " (see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
            console.failure(failure);
            return failure.exitCode().number();
        });
        program.setExecutionExceptionHandler((e, command, parsed) -> {
            Failure failure = e instanceof Failure known ? known : Failures.of(e);
            console.failure(failure);
            return failure.exitCode().number();
        });
        return program.execute(args);
    }

    /**
     * The commands that a command line needs to know. To read the options of all of them takes longer than most commands do,
     * so that it is done only where one of the others may be meant, or is to be listed.
     */
    private static List<Class<?>> commands(String first) {
        for (Class<?> command : COMMANDS) {
            if (command.getAnnotation(Command.class).name().equals(first)) {
                return List.of(command);
            }
        }
        return COMMANDS;
    }

    /** What is unknown may be a secret in the wrong place, so that only names of options are repeated, and one plain word. */
    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        List<String> options = unmatched.getUnmatched().stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.replaceFirst("=.*", ""))
                .toList();
        if (!options.isEmpty()) {
            return "there is no option " + String.join(", ", options);
        }
        String word = unmatched.getUnmatched().get(0);
        return word.matches("[a-z-]{1,20}") ? "there is no command " + word : "there is an argument too many";
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {

        /** Made by picocli. */
        Version() {}

        @Override
        public String[] getVersion() {
            String version = Akme.class.getPackage().getImplementationVersion();
            return new String[] {"akme " + (version == null ? "(development)" : version)};
        }
    }
}
