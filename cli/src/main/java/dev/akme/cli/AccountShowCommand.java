package dev.akme.cli;

import picocli.CommandLine.Command;

/** {@code akme account show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show what the CA knows of the account.",
        footer = {"", "Example:", "  akme account show --server letsencrypt-staging --json"})
final class AccountShowCommand extends AtAccount {

    @Override
    ExitCode run() throws Exception {
        return accounts().use(account -> {
            report(account, account.fetch().body(), "");
            return ExitCode.DONE;
        });
    }
}
