package dev.akme.cli;

import dev.akme.cli.state.StateLock;
import dev.akme.client.AcmeAccount;
import dev.akme.jose.KeyType;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code akme account register}. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = "Make an account at a CA, with a new key.",
        footer = {
            "",
            "Example:",
            "  akme account register --server zerossl --agree-tos --email pki@example.org \\",
            "      --eab-kid kid-1 --eab-key-file zerossl-mac-key"
        })
final class AccountRegisterCommand extends AtAccount {

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            defaultValue = "P256",
            description = "The key: ${COMPLETION-CANDIDATES}; by default P256.")
    private KeyType keyType = KeyType.P256;

    @Mixin
    private AccountOptions options = new AccountOptions();

    @Override
    ExitCode run() throws Exception {
        Accounts accounts = accounts();
        Optional<AcmeAccount> known = accounts.find();
        if (known.isPresent()) {
            return accounts.use(known.get(), account -> {
                report(account, account.fetch().body(), "There is an account already.");
                return ExitCode.NOTHING_TO_DO;
            });
        }
        Accounts.NewAccountTerms terms = accounts.terms(options, options.external(surroundings()));
        AcmeAccount account;
        StateLock lock = folder().lock();
        try (lock) {
            account = accounts.register(terms, keyType);
        }
        report(account, account.fetch().body(), "The account is made.");
        return ExitCode.DONE;
    }
}
