package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.Recipe;
import dev.akme.cli.state.UnfinishedOrder;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.AcmeProtocolException;
import dev.akme.client.AcmeTimeoutException;
import dev.akme.client.ChainPreference;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.Csr;
import dev.akme.client.ObtainException;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gets a certificate and stores it. The order is stored before anything is done for it: whenever this is killed, the next run
 * goes on with it instead of ordering again.
 */
final class Issuing {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Progress progress;
    private final Clock clock;
    private final Shell shell;

    Issuing(Surroundings surroundings, Progress progress) {
        this.progress = progress;
        this.clock = surroundings.clock();
        this.shell = new Shell(surroundings);
    }

    /**
     * Gets a certificate. For who holds the lock of the folder.
     *
     * @param replaced the certificate that the new one takes the place of
     */
    CertificateVersion issue(
            CertificateFolder folder,
            Recipe recipe,
            AcmeAccount account,
            ChallengeSolver solver,
            Optional<CertificateVersion> replaced)
            throws IOException, InterruptedException {
        Optional<UnfinishedOrder> begun = toGoOnWith(folder, recipe, account, replaced);
        if (begun.isPresent()) {
            progress.say("go on with the order " + begun.get().order().uri());
            return complete(folder, begun.get(), recipe, account, solver);
        }
        UnfinishedOrder order = order(recipe, account, replaced);
        folder.store(order);
        return complete(folder, order, recipe, account, solver);
    }

    /** Only goes on, and makes no other order. For who holds the lock of the folder. */
    CertificateVersion resume(
            CertificateFolder folder,
            Recipe recipe,
            AcmeAccount account,
            ChallengeSolver solver,
            Optional<CertificateVersion> replaced)
            throws IOException, InterruptedException {
        UnfinishedOrder begun = toGoOnWith(folder, recipe, account, replaced)
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED,
                        "the order for " + names(recipe)
                                + " has ended, and nobody can go on with it: akme issue makes another one"));
        return complete(folder, begun, recipe, account, solver);
    }

    /** The stored order, unless there is none, or it is for something else, or the CA has given it up. */
    private Optional<UnfinishedOrder> toGoOnWith(
            CertificateFolder folder, Recipe recipe, AcmeAccount account, Optional<CertificateVersion> replaced)
            throws IOException, InterruptedException {
        if (replaced.isPresent()) {
            forgetDone(folder, replaced.get());
        }
        Optional<UnfinishedOrder> stored = folder.unfinished();
        if (stored.isEmpty()) {
            return stored;
        }
        URI url = stored.get().order().uri();
        if (stored.get().recipe().ordersTheSameAs(recipe) && isAlive(account, url)) {
            return stored;
        }
        folder.discardOrder();
        return Optional.empty();
    }

    /** Forgets the order of the version in use: this was killed between the one and the other. */
    static void forgetDone(CertificateFolder folder, CertificateVersion version) throws IOException {
        if (folder.unfinished()
                .filter(order -> order.order().uri().equals(version.order()))
                .isPresent()) {
            folder.discardOrder();
        }
    }

    private boolean isAlive(AcmeAccount account, URI order) throws InterruptedException {
        try {
            Order body = account.order(order).body();
            return !body.status().equals(Status.INVALID)
                    && (body.status().equals(Status.VALID)
                            || body.expires()
                                    .filter(end -> end.isBefore(clock.instant()))
                                    .isEmpty());
        } catch (AcmeProblemException e) {
            if (e.httpStatus() / 100 != 4
                    || e.httpStatus() == 429
                    || e.retryAfter().isPresent()) {
                throw e;
            }
            return false; // No longer known, or of another account.
        }
    }

    // ---- order

    private UnfinishedOrder order(Recipe recipe, AcmeAccount account, Optional<CertificateVersion> replaced)
            throws InterruptedException {
        Optional<SigningKey> key =
                recipe.csr().isPresent() ? Optional.empty() : Optional.of(SigningKey.generate(recipe.keyType()));
        Csr csr = key.map(present -> Csr.builder()
                        .key(present)
                        .identifiers(recipe.identifiers())
                        .build())
                .orElseGet(() -> Csr.parse(recipe.csr().orElseThrow()));
        ObtainRequest.Builder request = ObtainRequest.builder().identifiers(recipe.identifiers());
        recipe.profile().ifPresent(request::profile);
        replaced(recipe, account, replaced).ifPresent(request::replaces);
        OrderResource order = OrderResource.of(account.newOrder(request.build())).toBuilder()
                .csrPem(csr.toPem())
                .build();
        return new UnfinishedOrder(order, key, recipe);
    }

    /** Only a CA that told when to renew the old certificate wants to hear of it. */
    private static Optional<CertificateIdentifier> replaced(
            Recipe recipe, AcmeAccount account, Optional<CertificateVersion> replaced) throws InterruptedException {
        if (replaced.isEmpty()
                || !replaced.get().recipe().server().equals(recipe.server())
                || account.client().directory().body().renewalInfo().isEmpty()) {
            return Optional.empty();
        }
        return identifier(replaced.get());
    }

    static Optional<CertificateIdentifier> identifier(CertificateVersion version) {
        try {
            return Optional.of(CertificateIdentifier.of(version.leaf()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // It does not name the key of its issuer.
        }
    }

    // ---- go on

    private CertificateVersion complete(
            CertificateFolder folder,
            UnfinishedOrder unfinished,
            Recipe recipe,
            AcmeAccount account,
            ChallengeSolver solver)
            throws IOException, InterruptedException {
        ObtainedCertificate certificate;
        try {
            certificate = account.resume(unfinished.order(), request(recipe, unfinished), solver);
        } catch (ObtainException e) {
            if (!e.canBeResumed()) {
                folder.discardOrder();
            }
            throw e;
        }
        CertificateVersion version = folder.store(
                certificate.chain(),
                unfinished.key(),
                recipe,
                unfinished.order().uri(),
                clock.instant(),
                RANDOM.nextDouble());
        folder.discardOrder();
        folder.prune();
        return version;
    }

    /** Without storing anything. */
    ObtainedCertificate rehearse(Recipe recipe, AcmeAccount account, ChallengeSolver solver)
            throws InterruptedException {
        UnfinishedOrder order = order(recipe, account, Optional.empty());
        return account.resume(order.order(), request(recipe, order), solver);
    }

    private static ObtainRequest request(Recipe recipe, UnfinishedOrder unfinished) {
        ObtainRequest.Builder request = ObtainRequest.builder();
        if (recipe.csr().isPresent()) {
            request.csr(Csr.parse(recipe.csr().get()));
        } else {
            request.identifiers(recipe.identifiers());
        }
        unfinished.key().ifPresent(request::key);
        recipe.preferredChain().map(ChainPreference::issuer).ifPresent(request::preferredChain);
        return request.build();
    }

    /** Runs the hook, if it has not run yet for the version in use. */
    void deploy(CertificateFolder folder, CertificateVersion version, Optional<String> hook)
            throws IOException, InterruptedException {
        if (hook.isEmpty()) {
            return;
        }
        progress.say("run the deploy hook");
        Path current = folder.current();
        int exitCode = shell.run(
                hook.get(),
                Map.of(
                        "AKME_CERTIFICATE", folder.name(),
                        "AKME_FOLDER", current.toString(),
                        "AKME_NAMES", names(version.recipe())));
        if (exitCode != 0) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the certificate " + folder.name() + " is in " + current + ", but the deploy hook ended with "
                            + exitCode + ": mend it, the next akme renew runs it again");
        }
        folder.deployed();
    }

    static String names(Recipe recipe) {
        return recipe.identifiers().stream().map(Identifier::value).collect(Collectors.joining(" "));
    }

    /** Something at the CA that does not matter if it fails. */
    interface Courtesy {
        Object call() throws InterruptedException;
    }

    static void quietly(Courtesy courtesy) throws InterruptedException {
        try {
            Object ignored = courtesy.call();
        } catch (AcmeProblemException | AcmeProtocolException | AcmeNetworkException | AcmeTimeoutException e) {
            // As said.
        }
    }
}
