package dev.akme.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akme order}: the commands below it. */
@Command(
        name = "order",
        mixinStandardHelpOptions = true,
        description =
                "Look at orders, and go on with one that was left. akme issue and akme renew do so by themselves.",
        footer = {"", "Example:", "  akme order show"},
        subcommands = {OrderShowCommand.class, OrderResumeCommand.class})
final class OrderCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: show or resume");
    }
}
