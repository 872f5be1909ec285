package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.Method;
import dev.akme.cli.state.Recipe;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.cli.state.UnfinishedOrder;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.Csr;
import dev.akme.client.KnownDirectory;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.jose.JoseException;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code akme issue}. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        description = {
            "Get a certificate, and keep it in a folder.",
            "An order that was begun before is gone on with. A certificate that is there and not due stays as it is."
        },
        footer = {
            "",
            "Example:",
            "  akme issue -d www.example.org -d example.org --webroot /var/www/html \\",
            "      --email pki@example.org --agree-tos",
            "  ls ~/.akme/certificates/www.example.org/current/"
        })
final class IssueCommand extends AkmeCommand {

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "NAME",
            arity = "1..*",
            description = "What the certificate is for: names, *.names, IP addresses.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--csr",
            paramLabel = "FILE",
            description = "A ready certificate request, in PEM or DER; its names are those of the certificate.")
    private @Nullable Path csrFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call the certificate here; by default as the first thing it is for.")
    private @Nullable String name;

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            defaultValue = "P256",
            description = "The key: ${COMPLETION-CANDIDATES}; by default P256.")
    private KeyType keyType = KeyType.P256;

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile, of those that the CA has.")
    private @Nullable String profile;

    @Option(
            names = "--preferred-chain",
            paramLabel = "ISSUER",
            description = "Prefer the chain that has an issuer of this name, such as \"ISRG Root X1\".")
    private @Nullable String preferredChain;

    @Option(
            names = "--deploy-hook",
            paramLabel = "CMD",
            description = "Run this command with each new certificate, now and at each renewal. Its environment has"
                    + " AKME_CERTIFICATE, AKME_FOLDER and AKME_NAMES.")
    private @Nullable String deployHook;

    @Option(names = "--force", description = "Get a new certificate even if there is one that is not due.")
    private boolean force;

    @Option(
            names = "--dry-run",
            description =
                    "Go the whole way at the CA's staging server, or at the server itself if it is no public one, and"
                            + " keep nothing.")
    private boolean dryRun;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ProofOptions proof = new ProofOptions();

    @Mixin
    private AccountOptions accountOptions = new AccountOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    @Override
    ExitCode run() throws Exception {
        StateFolder folder = state.folder(surroundings());
        Optional<Csr> csr = csr();
        List<Identifier> identifiers = csr.isPresent() ? identifiers(csr.get()) : identifiers();
        String given = name;
        CertificateFolder certificate =
                StateOptions.certificate(folder, given != null ? given : CertificateFolder.nameFor(identifiers.get(0)));
        Recipe recipe = recipe(identifiers, csr, server.at(folder, stored(certificate)));
        accountOptions.requireAddresses();
        Progress progress = progress();
        Clients clients = new Clients(surroundings(), progress);
        Interruption interruption = Interruption.allow();
        try (interruption;
                Solving solving = new Solving(surroundings(), clients.time())) {
            // Also for a certificate that stays: what is wrong now would come to light in a hurry.
            ChallengeSolver solver = solving.solver(recipe.methods());
            return dryRun
                    ? rehearse(recipe, progress, clients, solver)
                    : issue(certificate, recipe, folder, progress, clients, solver);
        }
    }

    /** How it was obtained before, or begun to be. */
    private static Optional<Recipe> stored(CertificateFolder certificate) throws IOException {
        Optional<CertificateVersion> version = certificate.read();
        if (version.isPresent()) {
            return version.map(CertificateVersion::recipe);
        }
        try {
            return certificate.unfinished().map(UnfinishedOrder::recipe);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // Another process has just gone on with it.
        }
    }

    private ExitCode issue(
            CertificateFolder certificate,
            Recipe recipe,
            StateFolder folder,
            Progress progress,
            Clients clients,
            ChallengeSolver solver)
            throws IOException, InterruptedException {
        StateLock lock = StateOptions.lock(certificate);
        try (lock) {
            Issuing issuing = new Issuing(surroundings(), progress);
            Optional<CertificateVersion> old = certificate.read();
            if (!force && old.isPresent() && isGood(old.get(), recipe)) {
                Issuing.forgetDone(certificate, old.get());
                boolean isUndeployed = certificate.isUndeployed();
                if (isUndeployed) {
                    issuing.deploy(certificate, old.get(), old.get().recipe().deployHook());
                }
                alreadyThere(certificate, old.get(), recipe);
                return isUndeployed ? ExitCode.DONE : ExitCode.NOTHING_TO_DO;
            }
            old.ifPresent(version -> warnOfLoss(certificate, version.recipe(), recipe));
            AcmeClient client = clients.client(recipe.server(), recipe.caFile().map(Path::of));
            Accounts accounts = Accounts.of(recipe, client, folder);
            CertificateVersion version = accounts.use(
                    accounts.findOrRegister(accountOptions, surroundings()),
                    account -> issuing.issue(certificate, recipe, account, solver, old));
            issuing.deploy(certificate, version, recipe.deployHook());
            Reports.issued(console(), certificate, version);
            return ExitCode.DONE;
        }
    }

    /** Whether what is there is what is wanted, and for some time to come. */
    private boolean isGood(CertificateVersion version, Recipe recipe) {
        return version.recipe().ordersTheSameAs(recipe)
                && !CertificateFolder.isRevoked(version)
                && !DueDates.byLifetime(version).isBefore(surroundings().clock().instant());
    }

    /** The same name with less in it is a mistake more often than not. */
    private void warnOfLoss(CertificateFolder certificate, Recipe old, Recipe recipe) {
        List<String> lost = new ArrayList<>(Reports.names(old));
        lost.removeAll(Reports.names(recipe));
        if (!lost.isEmpty()) {
            console()
                    .note("This takes " + String.join(", ", lost) + " out of the certificate " + certificate.name()
                            + ": to keep that, give -d for each, or --name for a certificate beside it.");
        }
    }

    private void alreadyThere(CertificateFolder certificate, CertificateVersion version, Recipe recipe) {
        List<String> notTaken = notTaken(version.recipe(), recipe);
        if (console().isJson()) {
            Json json = Reports.certificate(certificate, version).put("new", false);
            console().object((notTaken.isEmpty() ? json : json.strings("notTaken", notTaken)).object());
        } else {
            console()
                    .line("The certificate in " + certificate.current() + " is valid until " + version.notAfter()
                            + " and not due for renewal: --force gets another one.");
            if (!notTaken.isEmpty()) {
                console()
                        .line("Renewals go on as before: " + String.join(", ", notTaken)
                                + " not taken. With --force they are, for a new certificate.");
            }
        }
    }

    /** The options that say something else than what renewals go by. */
    private static List<String> notTaken(Recipe stored, Recipe given) {
        List<String> options = new ArrayList<>();
        if (!given.methods().equals(stored.methods())) {
            List<Method> others = given.methods().stream()
                    .filter(method -> !stored.methods().contains(method))
                    .toList();
            (others.isEmpty() ? given.methods() : others).forEach(method -> options.add("--" + method.kind()));
        }
        if (differs(stored.caFile(), given.caFile())) {
            options.add("--ca-file");
        }
        if (differs(stored.preferredChain(), given.preferredChain())) {
            options.add("--preferred-chain");
        }
        if (differs(stored.deployHook(), given.deployHook())) {
            options.add("--deploy-hook");
        }
        return options;
    }

    private static boolean differs(Optional<String> stored, Optional<String> given) {
        return given.isPresent() && !given.equals(stored);
    }

    // ---- what is wanted

    private Recipe recipe(List<Identifier> identifiers, Optional<Csr> csr, ServerOptions.Chosen chosen) {
        List<Method> methods = proof.methods();
        if (methods.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "say how to prove the names: --http, --webroot DIR, --tls-alpn, --dns-rfc2136 SERVER, --dns-hook CMD,"
                            + " --dns-persist or --manual");
        }
        return new Recipe(
                chosen.directory(),
                chosen.caFile().map(Path::toString),
                identifiers,
                keyType,
                Optional.ofNullable(profile),
                Optional.ofNullable(preferredChain),
                csr.map(Csr::toPem),
                methods,
                Optional.ofNullable(deployHook));
    }

    private Optional<Csr> csr() throws IOException {
        Path file = csrFile;
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Csr.read(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw Failures.ofOption("--csr", file, e);
        } catch (IllegalArgumentException | JoseException e) {
            throw new Failure(ExitCode.USAGE, "--csr " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private List<Identifier> identifiers() {
        if (names.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "say what the certificate is for: -d NAME, or --csr FILE");
        }
        try {
            return ObtainRequest.of(names.stream().map(Values::name).toArray(String[]::new))
                    .identifiers();
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "-d: " + e.getMessage(), e);
        }
    }

    /** The order must have what the request has (RFC 8555 §7.4), so names beside it can only be the same. */
    private List<Identifier> identifiers(Csr csr) {
        try {
            if (!names.isEmpty() && !new HashSet<>(identifiers()).equals(new HashSet<>(csr.identifiers()))) {
                throw new Failure(ExitCode.USAGE, "-d and --csr name different things: leave out -d");
            }
            if (csr.identifiers().isEmpty()) {
                throw new Failure(ExitCode.USAGE, "the request in --csr has no names: make one that has");
            }
            return csr.identifiers();
        } catch (MemberException e) {
            throw new Failure(ExitCode.USAGE, "--csr: " + e.getMessage(), e);
        }
    }

    // ---- a rehearsal

    private ExitCode rehearse(Recipe recipe, Progress progress, Clients clients, ChallengeSolver solver)
            throws IOException, InterruptedException {
        URI stage = stage(recipe.server());
        AcmeClient client = clients.client(stage, recipe.caFile().map(Path::of));
        Accounts accounts = new Accounts(
                client,
                state.folder(surroundings()).account(stage),
                recipe.caFile().map(Path::of));
        Optional<AcmeAccount> known = accounts.find();
        Issuing issuing = new Issuing(surroundings(), progress);
        ObtainedCertificate certificate;
        if (known.isPresent()) {
            certificate = issuing.rehearse(recipe, known.get(), solver);
        } else {
            Accounts.NewAccountTerms terms = accounts.terms(accountOptions, accountOptions.external(surroundings()));
            SigningKey key = SigningKey.generate(KeyType.P256);
            AcmeAccount passing = client.register(key, Accounts.request(client, key, terms));
            try {
                certificate = issuing.rehearse(recipe, passing, solver);
            } finally {
                Issuing.quietly(passing::deactivate);
            }
        }
        X509Certificate leaf = certificate.chain().leaf();
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("dryRun", true)
                            .put("server", stage.toString())
                            .strings("names", Reports.names(recipe))
                            .put("notAfter", leaf.getNotAfter().toInstant().toString())
                            .object());
        } else {
            console()
                    .line("It works: " + stage + " issued a certificate for " + Issuing.names(recipe)
                            + ". Nothing was kept.");
        }
        return ExitCode.DONE;
    }

    /** Public CAs count what they issue: a rehearsal goes to where nothing is counted. */
    private static URI stage(URI server) {
        Optional<KnownDirectory> known = KnownDirectory.all().stream()
                .filter(directory -> directory.url().equals(server))
                .findFirst();
        if (known.isEmpty() || known.get().isTest()) {
            return server;
        }
        return KnownDirectory.named(known.get().name() + "-staging")
                .map(KnownDirectory::url)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        known.get().name() + " has no staging server: rehearse at another CA, with --server"));
    }
}
