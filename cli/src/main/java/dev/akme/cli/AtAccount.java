package dev.akme.cli;

import dev.akme.cli.state.AccountFolder;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.messages.Account;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** What the commands for an account have in common. */
abstract class AtAccount extends AkmeCommand {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    /** Which CA: the one that was named, else the one that there is an account at. */
    ServerOptions.Chosen chosen() throws IOException {
        return server.withAccount(state.folder(surroundings()));
    }

    AccountFolder folder() throws IOException {
        return state.folder(surroundings()).account(chosen().directory());
    }

    Accounts accounts() throws IOException {
        ServerOptions.Chosen chosen = chosen();
        AcmeClient client = new Clients(surroundings(), progress()).client(chosen.directory(), chosen.caFile());
        return new Accounts(client, state.folder(surroundings()).account(chosen.directory()), chosen.caFile());
    }

    void report(AcmeAccount account, Account body, String done) throws IOException {
        AccountFolder folder = folder();
        if (console().isJson()) {
            Json json = new Json()
                    .put("account", account.url().toString())
                    .put("server", folder.server().toString())
                    .put("status", body.status().value())
                    .put("algorithm", account.key().algorithm().toString())
                    .put("thumbprint", account.key().publicKey().thumbprint())
                    .put("folder", folder.folder().toString());
            body.contact().ifPresent(contact -> json.strings("contact", contact));
            console().object(json.object());
            return;
        }
        if (!done.isEmpty()) {
            console().line(done);
        }
        console().line("account     " + account.url());
        console().line("status      " + body.status().value());
        body.contact()
                .filter(contact -> !contact.isEmpty())
                .ifPresent(contact -> console().line("contact     " + String.join(", ", contact)));
        console()
                .line("key         " + account.key().algorithm() + ", thumbprint "
                        + account.key().publicKey().thumbprint());
        console().line("in          " + folder.folder());
    }
}
