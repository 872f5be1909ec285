package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.Recipe;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.client.AcmeClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code akme order resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Go on with an order that was left unfinished here, as it was begun.",
        footer = {"", "Example:", "  akme order resume https://acme-v02.api.letsencrypt.org/acme/order/1/2"})
final class OrderResumeCommand extends AkmeCommand {

    @Parameters(paramLabel = "URL", description = "The order, as akme order show lists it.")
    private String url = "";

    @Mixin
    private StateOptions state = new StateOptions();

    @Override
    ExitCode run() throws Exception {
        StateFolder folder = state.folder(surroundings());
        CertificateFolder certificate = require(folder).folder();
        Progress progress = progress();
        Clients clients = new Clients(surroundings(), progress);
        StateLock lock = StateOptions.lock(certificate);
        Interruption interruption = Interruption.allow();
        try (lock;
                interruption;
                Solving solving = new Solving(surroundings(), clients.time())) {
            Recipe recipe = require(folder).order().recipe();
            AcmeClient client = clients.client(recipe.server(), recipe.caFile().map(Path::of));
            Issuing issuing = new Issuing(surroundings(), progress);
            Optional<CertificateVersion> old = certificate.read();
            CertificateVersion version = Accounts.of(recipe, client, folder)
                    .use(account ->
                            issuing.resume(certificate, recipe, account, solving.solver(recipe.methods()), old));
            issuing.deploy(certificate, version, recipe.deployHook());
            Reports.issued(console(), certificate, version);
            return ExitCode.DONE;
        }
    }

    private OrderShowCommand.Stored require(StateFolder folder) throws IOException {
        return OrderShowCommand.stored(folder, url)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        url + " is no unfinished order in " + folder.root()
                                + ": akme order show lists them, akme issue makes another one"));
    }
}
