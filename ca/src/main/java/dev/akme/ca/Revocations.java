package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.jose.Base64Url;
import dev.akme.jose.JoseException;
import dev.akme.jose.VerificationKey;
import dev.akme.json.MemberException;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Revokes certificates (RFC 8555 §7.6). */
final class Revocations {

    /** What a subscriber can know; the others are for the CA, or for certificates of other kinds (RFC 5280 §5.3.1). */
    private static final List<RevocationReason> ALLOWED = List.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.PRIVILEGE_WITHDRAWN);

    private final Settings settings;
    private final CaStore store;
    private final Counters counters;

    Revocations(Settings settings, Counters counters) {
        this.settings = settings;
        this.store = settings.store();
        this.counters = counters;
    }

    CaResponse revokeCert(SignedRequest request) {
        Revocation draft = request.draft(Revocation.TYPE);
        X509Certificate certificate = certificate(draft);
        StoredCertificate stored = store.certificate(Certificates.id(certificate.getSerialNumber()))
                .filter(found -> found.der().equals(Base64Url.encode(draft.certificate())))
                .orElseThrow(() -> Refuse.notFound("the certificate is not one of this CA, or long over"));
        if (request.maybeAccount().isPresent()) {
            requireRight(request.account(), stored);
        } else {
            requireKey(request.key(), certificate);
        }
        checkReason(draft);
        request.payload(Revocation.TYPE);
        Instant now = settings.clock().instant();
        if (!stored.notAfter().isAfter(now)) {
            throw Refuse.unauthorized("the certificate has expired: nobody trusts it any more");
        }
        if (request.maybeAccount().isPresent()) {
            if (!revoke(stored.id(), draft.reason())) {
                throw alreadyRevoked();
            }
        } else {
            revokeWithKey(stored);
        }
        return CaResponse.empty(200);
    }

    /** Whoever has signed with the key has shown that it is not the subscriber's alone, or says so. */
    private void revokeWithKey(StoredCertificate certificate) {
        boolean known = store.isBlocked(certificate.keyId());
        store.blockKey(certificate.keyId());
        boolean changed = false;
        for (StoredCertificate sibling : store.certificatesOfKey(certificate.keyId())) {
            changed |= revoke(sibling.id(), Optional.of(RevocationReason.KEY_COMPROMISE));
        }
        if (known && !changed) {
            throw alreadyRevoked();
        }
    }

    private static RuntimeException alreadyRevoked() {
        return Refuse.with(ProblemType.ALREADY_REVOKED, "the certificate is revoked already (RFC 8555 §7.6)");
    }

    /**
     * Revokes a certificate; a reason less grave gives way to a compromised key.
     *
     * @return false when nothing was left to do
     */
    boolean revoke(String id, Optional<RevocationReason> reason) {
        for (; ; ) {
            Optional<StoredCertificate> found = store.certificate(id);
            boolean graver =
                    reason.filter(RevocationReason.KEY_COMPROMISE::equals).isPresent();
            if (found.isEmpty()
                    || (found.get().revokedAt().isPresent()
                            && (!graver || found.get().reason().equals(reason)))) {
                return false;
            }
            Instant at = found.get().revokedAt().orElse(settings.clock().instant());
            if (store.replace(found.get().revoked(at, reason))) {
                counters.revoked();
                return true;
            }
        }
    }

    // ---- checks

    private static X509Certificate certificate(Revocation draft) {
        try {
            return draft.x509();
        } catch (MemberException e) {
            throw Refuse.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static void checkReason(Revocation draft) {
        if (draft.reason().filter(reason -> !ALLOWED.contains(reason)).isPresent()) {
            throw Refuse.with(
                    ProblemType.BAD_REVOCATION_REASON,
                    "this reason is not for subscribers: send one of "
                            + ALLOWED.stream()
                                    .map(reason -> reason.code() + " (" + reason.label() + ")")
                                    .collect(Collectors.joining(", "))
                            + ", or none");
        }
    }

    private void requireRight(StoredAccount account, StoredCertificate certificate) {
        Instant now = settings.clock().instant();
        boolean may = account.id().equals(certificate.accountId())
                || certificate.identifiers().stream()
                        .allMatch(identifier -> store.validAuthorization(
                                        account.id(), Authorizations.base(identifier), identifier.isWildcard(), now)
                                // One that ends this very moment is found too, and is over.
                                .filter(found -> OrderView.status(found, now).equals(Status.VALID))
                                .isPresent());
        if (!may) {
            throw Refuse.unauthorized(
                    "the account neither ordered the certificate nor is authorized for all that it is for (RFC 8555 §7.6)");
        }
    }

    private static void requireKey(VerificationKey key, X509Certificate certificate) {
        try {
            if (VerificationKey.of(certificate.getPublicKey()).equals(key)) {
                return;
            }
        } catch (JoseException e) {
            // Then it cannot have signed either.
        }
        throw Refuse.unauthorized("the key of the request is not that of the certificate (RFC 8555 §7.6)");
    }
}
