package dev.akme.cli;

import dev.akme.client.AcmeAccount;
import dev.akme.jose.KeyType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akme account rollover}. */
@Command(
        name = "rollover",
        mixinStandardHelpOptions = true,
        description = "Give the account a new key. The old one is of no use from then on.",
        footer = {"", "Example:", "  akme account rollover --key-type P384"})
final class AccountRolloverCommand extends AtAccount {

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            defaultValue = "P256",
            description = "The key: ${COMPLETION-CANDIDATES}; by default P256.")
    private KeyType keyType = KeyType.P256;

    @Override
    ExitCode run() throws Exception {
        Accounts accounts = accounts();
        AcmeAccount account = accounts.use(known -> accounts.rollover(keyType));
        report(account, account.fetch().body(), "The account has a new key.");
        return ExitCode.DONE;
    }
}
