package dev.akme.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
        name = "akme",
        mixinStandardHelpOptions = true,
        versionProvider = Akme.Version.class,
        description =
                "Certificates from any ACME server (RFC 8555), a CA to try them with, and a look into every message.",
        footer = {
            "",
            "Examples:",
            "  akme demo",
            "  akme issue -d www.example.org --webroot /var/www/html --agree-tos",
            "  akme help issue"
        })
public final class Akme implements Runnable {

    /** In the order in which the help lists them. */
    static final List<Class<?>> COMMANDS = List.of(
            IssueCommand.class,
            RenewCommand.class,
            ListCommand.class,
            RevokeCommand.class,
            DeleteCommand.class,
            AccountCommand.class,
            OrderCommand.class,
            InspectCommand.class,
            LintCommand.class,
            CaCommand.class,
            DemoCommand.class,
            CompletionCommand.class,
            HelpCommand.class);

    private static final int NARROWEST_HELP = 60;
    private static final int WIDEST_HELP = 100;

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
        Console console = new Console(System.out, System.err, Terminal.system(), System.getenv());
        Surroundings surroundings = new Surroundings(
                console,
                System.in,
                System.getenv(),
                Surroundings.home(System.getenv(), System.getProperty("user.home", "")),
                Clock.systemUTC());
        System.exit(run(surroundings, args));
    }

    /** Runs a command line; what it writes and reads is given. */
    static int run(Surroundings surroundings, String... args) {
        Console console = surroundings.console();
        if (args.length == 1 && args[0].equals("--version")) {
            // picocli would say the same, and take most of the time for that.
            console.line(Version.INSTANCE.getVersion()[0]);
            return ExitCode.DONE.number();
        }
        CommandLine program = program(commands(args.length == 0 ? "" : args[0]));
        program.setOut(new PrintWriter(new LineWriter(console::line), true));
        program.setErr(new PrintWriter(new LineWriter(console::note), true));
        program.setColorScheme(colours(console));
        program.setHelpFactory((spec, scheme) -> {
            spec.usageMessage().width(Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, console.width())));
            return new CommandLine.Help(spec, scheme);
        });
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
                    UsageErrors.message(e) + " (see "
                            + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
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
            // Help is about the others.
            if (command.getAnnotation(Command.class).name().equals(first) && command != HelpCommand.class) {
                return List.of(command);
            }
        }
        return COMMANDS;
    }

    /** The command line as it is read, with all that is below it. */
    static CommandLine program() {
        return program(COMMANDS);
    }

    private static CommandLine program(List<Class<?>> commands) {
        CommandLine program = new CommandLine(new Akme());
        commands.forEach(program::addSubcommand);
        program.setCaseInsensitiveEnumValuesAllowed(true);
        everywhere(program, Version.INSTANCE);
        return program;
    }

    private static void everywhere(CommandLine command, IVersionProvider version) {
        command.getCommandSpec().versionProvider(version);
        // Ten lines of brackets tell nobody how a command is used: its example does.
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        command.getSubcommands().values().forEach(below -> everywhere(below, version));
    }

    /** Without yellow, which picocli has for options and nobody can read on white. */
    private static CommandLine.Help.ColorScheme colours(Console console) {
        return new CommandLine.Help.ColorScheme.Builder(console.hasColours() ? Ansi.ON : Ansi.OFF)
                .commands(Ansi.Style.bold)
                .options(Ansi.Style.fg_cyan)
                .parameters(Ansi.Style.fg_cyan)
                .build();
    }

    /** What {@code --version} prints of each command. */
    static final class Version implements IVersionProvider {

        static final Version INSTANCE = new Version();

        /** Made by picocli. */
        Version() {}

        @Override
        public String[] getVersion() {
            return new String[] {"akme " + text()};
        }

        /** From a file that the build fills in: without an archive there is no manifest. */
        private static String text() {
            Properties properties = new Properties();
            try (InputStream file = Akme.class.getResourceAsStream("version.properties")) {
                if (file != null) {
                    properties.load(file);
                }
            } catch (IOException e) {
                // Then it is not known.
            }
            return properties.getProperty("version", "(unknown)");
        }
    }
}
