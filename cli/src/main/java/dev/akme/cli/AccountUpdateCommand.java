package dev.akme.cli;

import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.client.AcmeAccount;
import dev.akme.messages.Account;
import dev.akme.messages.AccountResource;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akme account update}. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = "Change where the CA can write to.",
        footer = {"", "Example:", "  akme account update --email pki@example.org"})
final class AccountUpdateCommand extends AtAccount {

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "The new address, in place of all that there are. May be given several times.")
    private List<String> emails = new ArrayList<>();

    @Option(names = "--no-email", description = "Take all addresses away.")
    private boolean none;

    @Override
    ExitCode run() throws Exception {
        if (emails.isEmpty() != none) {
            throw new Failure(ExitCode.USAGE, "say what to change: --email ADDRESS, or --no-email");
        }
        AccountUpdate.Builder update = AccountUpdate.builder();
        if (none) {
            update.contact(List.of());
        }
        AccountOptions.addTo(update::email, emails);
        return accounts().use(account -> update(account, update.build()));
    }

    private ExitCode update(AcmeAccount account, AccountUpdate update) throws IOException, InterruptedException {
        AccountFolder folder = folder();
        StateLock lock = folder.lock();
        try (lock) {
            Resource<Account> updated = account.update(update);
            folder.store(AccountResource.of(updated), chosen().caFile());
            report(account, updated.body(), "The account is changed.");
        }
        return ExitCode.DONE;
    }
}
