package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.Method;
import dev.akme.cli.state.Recipe;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.client.AcmeClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akme renew}. */
@Command(
        name = "renew",
        mixinStandardHelpOptions = true,
        description = {
            "Renew the certificates that are due, each as it was obtained.",
            "Due is what the CA wants renewed (RFC 9773), else what has a third of its life left. Made for timers: it ends with"
                    + " 3 when nothing was due, and two of them do not disturb each other."
        },
        footer = {"", "Example:", "  akme renew --deploy-hook 'systemctl reload nginx'"})
final class RenewCommand extends AkmeCommand {

    /** Validation is mostly waiting, but CAs and DNS hosts count what comes at once. */
    private static final int AT_ONCE = 4;

    @Parameters(paramLabel = "NAME", description = "Only these certificates; by default all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--force", description = "Renew what is not due, too.")
    private boolean force;

    @Option(
            names = "--deploy-hook",
            paramLabel = "CMD",
            description =
                    "Run this command with each new certificate, from now on, in place of the one it was issued with. Its"
                            + " environment has AKME_CERTIFICATE, AKME_FOLDER and AKME_NAMES.")
    private @Nullable String deployHook;

    @Mixin
    private StateOptions state = new StateOptions();

    /** How it ended for one certificate. */
    private record Outcome(CertificateFolder folder, Optional<CertificateVersion> version, State state, String why) {}

    private enum State {
        RENEWED("renewed"),
        DEPLOYED("deployed"),
        NOT_DUE("not-due"),
        SKIPPED("skipped");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    @Override
    ExitCode run() throws Exception {
        StateFolder folder = state.folder(surroundings());
        Progress progress = progress();
        Clients clients = new Clients(surroundings(), progress);
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        Interruption interruption = Interruption.allow();
        try (interruption;
                Solving solving = new Solving(surroundings(), clients.time())) {
            List<CertificateFolder> chosen = chosen(folder);
            if (chosen.isEmpty()) {
                StateOptions.sayEmpty(console(), folder);
            }
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (CertificateFolder certificate : chosen) {
                outcomes.add(workers.submit(() -> {
                    progress.subject(chosen.size() > 1 ? certificate.name() : "");
                    return renew(folder, certificate, progress, clients, solving);
                }));
            }
            try {
                return collect(chosen, outcomes);
            } finally {
                // When this thread is interrupted, what the others have put in place has to be taken away before the
                // end.
                workers.shutdownNow();
                Interrupted.awaitAll(workers);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private List<CertificateFolder> chosen(StateFolder folder) throws IOException {
        if (names.isEmpty()) {
            return folder.certificates();
        }
        List<CertificateFolder> chosen = new ArrayList<>();
        for (String name : names.stream().distinct().toList()) {
            chosen.add(StateOptions.issued(folder, name));
        }
        return chosen;
    }

    /** What fails for one certificate keeps no other from being renewed. */
    private ExitCode collect(List<CertificateFolder> chosen, List<Future<Outcome>> outcomes)
            throws InterruptedException {
        List<Failure> failures = new ArrayList<>();
        boolean anything = false;
        for (int i = 0; i < outcomes.size(); i++) {
            try {
                Outcome outcome = outcomes.get(i).get();
                anything |= outcome.state() == State.RENEWED || outcome.state() == State.DEPLOYED;
                report(outcome);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                Failure failure = cause instanceof Failure known ? known : Failures.of(cause);
                failures.add(failure);
                report(chosen.get(i), failure);
            }
        }
        if (!failures.isEmpty()) {
            // Several numbers cannot be said at once.
            ExitCode first = failures.get(0).exitCode();
            return failures.stream().allMatch(failure -> failure.exitCode() == first) ? first : ExitCode.FAILED;
        }
        return anything ? ExitCode.DONE : ExitCode.NOTHING_TO_DO;
    }

    private void report(Outcome outcome) {
        CertificateFolder folder = outcome.folder();
        if (console().isJson()) {
            Json json = outcome.version().isPresent()
                    ? Reports.certificate(folder, outcome.version().get())
                    : new Json().put("certificate", folder.name());
            console()
                    .object(json.put("state", outcome.state().word)
                            .put("reason", outcome.why())
                            .object());
        } else {
            console().line(folder.name() + ": " + outcome.state().word + ", " + outcome.why());
        }
    }

    private void report(CertificateFolder folder, Failure failure) {
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("certificate", folder.name())
                            .put("state", "failed")
                            .put("error", String.valueOf(failure.getMessage()))
                            .put("exitCode", failure.exitCode().number())
                            .put("retryAt", failure.retryAt())
                            .object());
        } else {
            console()
                    .failure(new Failure(
                            failure.exitCode(), folder.name() + ": " + failure.getMessage(), failure.getCause()));
        }
    }

    // ---- one certificate

    private Outcome renew(
            StateFolder folder, CertificateFolder certificate, Progress progress, Clients clients, Solving solving)
            throws IOException, InterruptedException {
        Optional<StateLock> lock = certificate.tryLock();
        if (lock.isEmpty()) {
            return new Outcome(certificate, Optional.empty(), State.SKIPPED, "another akme is at work on it");
        }
        StateLock held = lock.get();
        try (held) {
            // Read only now: who had the lock before may have renewed it.
            Optional<CertificateVersion> current = certificate.read();
            if (current.isEmpty()) {
                return new Outcome(
                        certificate,
                        current,
                        State.SKIPPED,
                        "it was never issued: run akme issue again, or akme delete " + certificate.name());
            }
            return renew(folder, certificate, current.get(), progress, clients, solving);
        }
    }

    private Outcome renew(
            StateFolder folder,
            CertificateFolder certificate,
            CertificateVersion old,
            Progress progress,
            Clients clients,
            Solving solving)
            throws IOException, InterruptedException {
        Issuing issuing = new Issuing(surroundings(), progress);
        Recipe recipe = withHook(old.recipe());
        if (!force && CertificateFolder.isRevoked(old)) {
            return new Outcome(
                    certificate,
                    Optional.of(old),
                    State.SKIPPED,
                    "it was revoked: akme renew --force gets another one");
        }
        AcmeClient client = clients.client(recipe.server(), recipe.caFile().map(Path::of));
        Instant dueAt = DueDates.ask(certificate, old, client, surroundings().clock());
        if (!force && dueAt.isAfter(surroundings().clock().instant())) {
            Issuing.forgetDone(certificate, old);
            if (certificate.isUndeployed()) {
                issuing.deploy(certificate, old, recipe.deployHook());
                return new Outcome(certificate, Optional.of(old), State.DEPLOYED, "the deploy hook had not run yet");
            }
            return new Outcome(certificate, Optional.of(old), State.NOT_DUE, "due at " + dueAt);
        }
        requireSomebody(recipe);
        CertificateVersion version = Accounts.of(recipe, client, folder)
                .use(account -> issuing.issue(
                        certificate, recipe, account, solving.solver(recipe.methods()), Optional.of(old)));
        issuing.deploy(certificate, version, recipe.deployHook());
        return new Outcome(certificate, Optional.of(version), State.RENEWED, "valid until " + version.notAfter());
    }

    private Recipe withHook(Recipe recipe) {
        String given = deployHook;
        return given == null ? recipe : recipe.withDeployHook(given);
    }

    private void requireSomebody(Recipe recipe) {
        boolean byHand = !recipe.methods().isEmpty()
                && recipe.methods().stream().map(Method::kind).allMatch(Solving.MANUAL::equals);
        if (byHand && !console().terminal().input()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "it is due, and was proven by hand: run akme renew at a terminal, or akme issue with a way that needs nobody");
        }
    }
}
