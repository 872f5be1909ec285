package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.UnfinishedOrder;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonValue;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Order;
import dev.akme.messages.Problem;
import dev.akme.messages.Secrets;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code akme order show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Show an order as the CA sees it, with its authorizations.",
            "Without a URL: the orders that are unfinished here, without asking the CA."
        },
        footer = {"", "Example:", "  akme order show https://acme-v02.api.letsencrypt.org/acme/order/1/2"})
final class OrderShowCommand extends AkmeCommand {

    @Parameters(paramLabel = "URL", arity = "0..1", description = "The order.")
    private @Nullable String url;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    @Override
    ExitCode run() throws Exception {
        StateFolder folder = state.folder(surroundings());
        String given = url;
        if (given == null) {
            return list(folder);
        }
        Optional<UnfinishedOrder> stored = stored(folder, given).map(Stored::order);
        ServerOptions.Chosen chosen = stored.isPresent()
                ? server.at(folder, stored.map(UnfinishedOrder::recipe))
                : server.withAccount(folder);
        AcmeClient client = new Clients(surroundings(), progress()).client(chosen.directory(), chosen.caFile());
        URI order = ServerOptions.order(given);
        return new Accounts(client, folder.account(chosen.directory()), chosen.caFile())
                .use(account -> show(account, order));
    }

    /** An unfinished order, and whose it is. */
    record Stored(CertificateFolder folder, UnfinishedOrder order) {}

    static Optional<Stored> stored(StateFolder folder, String url) throws IOException {
        for (CertificateFolder certificate : folder.certificates()) {
            Optional<UnfinishedOrder> unfinished = certificate.unfinished();
            if (unfinished.isPresent()
                    && unfinished.get().order().uri().toString().equals(url)) {
                return Optional.of(new Stored(certificate, unfinished.get()));
            }
        }
        return Optional.empty();
    }

    private ExitCode list(StateFolder folder) throws IOException {
        boolean isEmpty = true;
        for (CertificateFolder certificate : folder.certificates()) {
            Optional<UnfinishedOrder> unfinished = certificate.unfinished();
            if (unfinished.isPresent()) {
                isEmpty = false;
                String order = unfinished.get().order().uri().toString();
                if (console().isJson()) {
                    console()
                            .object(new Json()
                                    .put("order", order)
                                    .put("certificate", certificate.name())
                                    .strings(
                                            "names",
                                            Reports.names(unfinished.get().recipe()))
                                    .object());
                } else {
                    console().line(certificate.name() + ": " + order);
                }
            }
        }
        if (isEmpty) {
            console().note("There are no unfinished orders in " + folder.root() + ".");
        }
        return ExitCode.DONE;
    }

    private ExitCode show(AcmeAccount account, URI order) throws InterruptedException {
        Order body = account.order(order).body();
        List<Authorization> authorizations = new ArrayList<>();
        for (URI authorization : body.authorizations()) {
            authorizations.add(
                    account.authorization(order.resolve(authorization)).body());
        }
        if (console().isJson()) {
            List<JsonValue> all = new ArrayList<>();
            authorizations.forEach(authorization -> all.add(Secrets.hide(authorization.toJsonValue())));
            console()
                    .object(new Json()
                            .put("order", order.toString())
                            .put("status", body.status().value())
                            .strings(
                                    "names",
                                    body.identifiers().stream()
                                            .map(Identifier::value)
                                            .toList())
                            .put("expires", body.expires())
                            .put("certificateUrl", body.certificate())
                            .put("authorizations", new JsonArray(all))
                            .object());
            return ExitCode.DONE;
        }
        console().line("order       " + order);
        console().line("status      " + body.status().value());
        body.expires().ifPresent(expires -> console().line("expires     " + expires));
        body.error().ifPresent(error -> console().line("error       " + line(error)));
        for (Authorization authorization : authorizations) {
            console()
                    .line("for         " + (authorization.wildcard() ? "*." : "")
                            + authorization.identifier().value() + ": "
                            + authorization.status().value());
            for (Challenge challenge : authorization.challenges()) {
                console()
                        .line("            " + challenge.type() + ": "
                                + challenge.status().value()
                                + challenge
                                        .error()
                                        .map(error -> ", " + line(error))
                                        .orElse(""));
            }
        }
        return ExitCode.DONE;
    }

    private static String line(Problem problem) {
        return Failures.oneLine(problem.toText());
    }
}
