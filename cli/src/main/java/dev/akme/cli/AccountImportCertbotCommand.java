package dev.akme.cli;

import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.CertbotAccount;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akme account import-certbot}. */
@Command(
        name = "import-certbot",
        mixinStandardHelpOptions = true,
        description = {
            "Take over the accounts of certbot. Its files stay as they are, and no CA is asked.",
            "Of several accounts at one CA it takes the newest; where there is an account already, none."
        },
        footer = {"", "Example:", "  akme account import-certbot /etc/letsencrypt"})
final class AccountImportCertbotCommand extends AkmeCommand {

    @Parameters(paramLabel = "DIR", description = "The folder of certbot, such as /etc/letsencrypt.")
    private Path folder = Path.of("");

    @Option(names = "--server", paramLabel = "CA", description = "Only the account at this CA, by URL or name.")
    private @Nullable String server;

    @Mixin
    private StateOptions state = new StateOptions();

    @Override
    ExitCode run() throws Exception {
        String only = server;
        URI wanted = only == null ? null : ServerOptions.directory(only);
        Map<URI, List<CertbotAccount>> found = CertbotAccount.readAll(folder).stream()
                .filter(account -> wanted == null || account.server().equals(wanted))
                .collect(Collectors.groupingBy(CertbotAccount::server, TreeMap::new, Collectors.toList()));
        if (found.isEmpty()) {
            console().note("There are no accounts" + (wanted == null ? "" : " at " + wanted) + " in " + folder + ".");
            return ExitCode.NOTHING_TO_DO;
        }
        boolean anything = false;
        for (List<CertbotAccount> atServer : found.values()) {
            CertbotAccount newest = atServer.stream()
                    .max(Comparator.comparing(CertbotAccount::created))
                    .orElseThrow();
            anything |= take(newest);
        }
        return anything ? ExitCode.DONE : ExitCode.NOTHING_TO_DO;
    }

    private boolean take(CertbotAccount account) throws IOException, InterruptedException {
        StateFolder into = state.folder(surroundings());
        AccountFolder place = into.account(account.server());
        boolean isNew;
        StateLock lock = place.lock();
        try (lock) {
            isNew = place.account().isEmpty();
            if (isNew) {
                place.storeKey(account.key());
                place.store(account.account(), Optional.empty());
            }
        }
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("server", account.server().toString())
                            .put("account", account.account().uri().toString())
                            .put("from", account.folder().toString())
                            .put("folder", place.folder().toString())
                            .put("new", isNew)
                            .object());
        } else {
            console()
                    .line(
                            isNew
                                    ? account.account().uri() + " at " + account.server() + " is in " + place.folder()
                                            + " now."
                                    : "There is an account at " + account.server() + " already, in " + place.folder()
                                            + ": it stays.");
        }
        return isNew;
    }
}
