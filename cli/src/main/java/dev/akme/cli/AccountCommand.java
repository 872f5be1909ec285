package dev.akme.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akme account}: the commands below it. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Look after the account at a CA. akme issue makes one by itself.",
        footer = {"", "Example:", "  akme account show --server letsencrypt"},
        subcommands = {
            AccountShowCommand.class,
            AccountRegisterCommand.class,
            AccountUpdateCommand.class,
            AccountDeactivateCommand.class,
            AccountRolloverCommand.class,
            AccountImportCertbotCommand.class
        })
final class AccountCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: show, register, update, deactivate, rollover or import-certbot");
    }
}
