package dev.akme.cli;

import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.client.AcmeAccount;
import dev.akme.messages.Account;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akme account deactivate}. */
@Command(
        name = "deactivate",
        mixinStandardHelpOptions = true,
        description =
                "End the account at the CA, for good. Its certificates stay valid; the key is put aside, not deleted.",
        footer = {"", "Example:", "  akme account deactivate --server letsencrypt-staging --yes"})
final class AccountDeactivateCommand extends AtAccount {

    @Option(names = "--yes", description = "Yes, for good.")
    private boolean sure;

    @Override
    ExitCode run() throws Exception {
        return accounts().use(this::deactivate);
    }

    private ExitCode deactivate(AcmeAccount account) throws IOException, InterruptedException {
        if (!sure) {
            throw new Failure(
                    ExitCode.USAGE,
                    "nobody can take back that " + account.url()
                            + " is deactivated: repeat with --yes if that is meant");
        }
        AccountFolder folder = folder();
        StateLock lock = folder.lock();
        try (lock) {
            Account body = account.deactivate().body();
            Path retired = folder.retire(surroundings().clock().instant());
            report(account, body, "The account is deactivated; its key is in " + retired + ".");
        }
        return ExitCode.DONE;
    }
}
