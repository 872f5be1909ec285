package dev.akme.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code akme completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a script that lets the shell complete commands and options of akme with the Tab key.",
        footer = {"", "Examples:", "  source <(akme completion bash)", "  akme completion zsh >> ~/.zshrc"})
final class CompletionCommand extends AkmeCommand {

    /** The shells that understand the script. */
    enum CompletedShell {
        /** GNU Bash. */
        BASH,
        /** Zsh, which reads the same script by its bashcompinit. */
        ZSH
    }

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private CompletedShell shell = CompletedShell.BASH;

    @Override
    ExitCode run() {
        String script = AutoComplete.bash("akme", Akme.program());
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("shell", shell.name().toLowerCase(java.util.Locale.ROOT))
                            .put("script", script)
                            .object());
        } else {
            script.lines().forEach(console()::line);
        }
        return ExitCode.DONE;
    }
}
