package dev.akme.ca;

import dev.akme.ca.issuer.CertificateRequest;
import dev.akme.ca.issuer.Issuer;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredChallenge;
import dev.akme.ca.store.StoredOrder;
import dev.akme.ca.validation.Validators;
import dev.akme.jose.Base64Url;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Issues the certificates of orders that were finalized. */
final class Issuance {

    private static final Logger LOG = System.getLogger("dev.akme.ca");

    /** Clocks of clients are slow at times. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    /** CAA records are looked at again when the validation is older: 8 hours are the limit of the CA/Browser Forum. */
    private static final Duration CAA_FRESH = Duration.ofHours(7);

    private final Settings settings;
    private final CaStore store;
    private final Urls urls;
    private final Intermediates intermediates;
    private final Validators validators;
    private final Work work;
    private final Revocations revocations;
    private final Counters counters;
    private final Faults faults;

    Issuance(
            Settings settings,
            Urls urls,
            Intermediates intermediates,
            Validators validators,
            Work work,
            Revocations revocations,
            Counters counters) {
        this.settings = settings;
        this.store = settings.store();
        this.urls = urls;
        this.intermediates = intermediates;
        this.validators = validators;
        this.work = work;
        this.revocations = revocations;
        this.counters = counters;
        this.faults = settings.faults();
    }

    /** Issues the certificate of an order that is {@code processing}; waits a moment for it. */
    void issue(StoredOrder order, CertificateRequest csr) {
        if (!faults.holds(() -> work.run(() -> finish(order, () -> csr)))) {
            work.runAndWait(() -> finish(order, () -> csr));
        }
    }

    /** Goes on with the orders that a CA before this one did not end. */
    void resume() {
        for (StoredOrder order : store.processingOrders()) {
            Runnable issuance = () -> work.run(() -> finish(order, () -> stored(order)));
            if (!faults.holds(issuance)) {
                issuance.run();
            }
        }
    }

    private static CertificateRequest stored(StoredOrder order) {
        return CertificateRequest.read(Base64Url.decode(order.csr().orElseThrow()));
    }

    private void finish(StoredOrder order, Supplier<CertificateRequest> request) throws InterruptedException {
        faults.beforeIssuance();
        try {
            CertificateRequest csr = request.get();
            requireStillAllowed(order, csr);
            Optional<Problem> refusal = faults.acceptsValidations() ? Optional.empty() : checkCaa(order);
            if (refusal.isPresent()) {
                store.replace(order.failed(refusal.get()));
                return;
            }
            StoredCertificate certificate = certificate(order, csr);
            if (store.issue(order.issued(certificate.id()), certificate)) {
                counters.issued();
                revokeIfBlocked(certificate);
            }
        } catch (AcmeProblemException e) {
            store.replace(order.failed(e.problem()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an order cannot be issued", e);
            store.replace(order.failed(Refuse.problem(
                    ProblemType.SERVER_INTERNAL, 500, "the CA could not issue the certificate: order again")));
        }
    }

    /** Since finalize, time may have passed, over a restart too, and an account, an authorization or a key have been lost. */
    private void requireStillAllowed(StoredOrder order, CertificateRequest csr) {
        Instant now = settings.clock().instant();
        boolean isValid = store.account(order.accountId())
                .filter(account -> account.status().equals(Status.VALID))
                .isPresent();
        if (!isValid) {
            throw Refuse.unauthorized("the account is not valid any more");
        }
        for (String id : order.authorizationIds()) {
            boolean authorized = store.authorization(id)
                    .filter(found -> OrderView.status(found, now).equals(Status.VALID))
                    .isPresent();
            if (!authorized) {
                throw Refuse.unauthorized("an authorization of the order is not valid any more: order again");
            }
        }
        if (store.isBlocked(AccountKeys.id(csr.publicKey()))) {
            throw Refuse.with(ProblemType.BAD_CSR, "the key in the CSR is blocked, because others may have it");
        }
    }

    /** The key may have been blocked between the look at it and the certificate, which its revocation did not see. */
    private void revokeIfBlocked(StoredCertificate certificate) {
        if (store.isBlocked(certificate.keyId())) {
            revocations.revoke(certificate.id(), Optional.of(RevocationReason.KEY_COMPROMISE));
        }
    }

    private Optional<Problem> checkCaa(StoredOrder order) throws InterruptedException {
        Instant now = settings.clock().instant();
        List<Problem> problems = new ArrayList<>();
        for (String id : order.authorizationIds()) {
            StoredAuthorization authorization = store.authorization(id).orElseThrow();
            for (StoredChallenge challenge : authorization.challenges()) {
                boolean fresh = challenge
                        .validated()
                        .filter(at -> at.plus(CAA_FRESH).isAfter(now))
                        .isPresent();
                if (!fresh) {
                    validators
                            .checkCaa(
                                    authorization.identifier(),
                                    authorization.wildcard(),
                                    challenge.type(),
                                    urls.account(order.accountId()).toString())
                            .ifPresent(problem -> problems.add(problem.toBuilder()
                                    .identifier(authorization.identifier())
                                    .build()));
                }
            }
        }
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(problems.get(0).type(), "CAA records forbid to issue: see subproblems").toBuilder()
                                .subproblems(problems)
                                .build());
    }

    private StoredCertificate certificate(StoredOrder order, CertificateRequest csr) {
        Profile profile = settings.profile(order.profile());
        Instant from = order.notBefore().orElseGet(() -> begin(profile, order.notAfter()));
        Instant to = order.notAfter().orElse(from.plus(profile.lifetime()).minusSeconds(1));
        // Those of the order, in the order of the request: clients file certificates under the common name they asked
        // for.
        Issuer issuer = intermediates.issuer();
        X509Certificate issued = issuer.issue(csr.publicKey(), csr.identifiers(), profile, from, to, csr.mustStaple());
        return new StoredCertificate(
                Certificates.id(issued.getSerialNumber()),
                0,
                order.accountId(),
                order.id(),
                Base64Url.encode(Certificates.der(issued)),
                issuer.authority().keyIdentifier(),
                AccountKeys.id(csr.publicKey()),
                order.identifiers(),
                issued.getNotBefore().toInstant(),
                issued.getNotAfter().toInstant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A certificate for a minute must not begin an hour ago, and none is to last longer than its profile says. */
    private Instant begin(Profile profile, Optional<Instant> end) {
        Duration share = profile.lifetime().dividedBy(100);
        Instant begin = settings.clock().instant().minus(share.compareTo(BACKDATED) < 0 ? share : BACKDATED);
        // The last second counts.
        return end.map(to -> to.minus(profile.lifetime()).plusSeconds(1))
                .filter(begin::isBefore)
                .orElse(begin);
    }
}
