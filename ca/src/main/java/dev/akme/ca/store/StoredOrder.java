package dev.akme.ca.store;

import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order (RFC 8555 §7.1.3). Immutable. That its authorizations have made it ready or invalid is not stored: whoever reads
 * it looks at them.
 *
 * @param id what it is found by
 * @param version how often it was changed
 * @param accountId whose it is
 * @param status {@code pending} until it is finalized, then {@code processing}, {@code valid} or {@code invalid}
 * @param createdAt when it was made
 * @param expires when it ends
 * @param identifiers what the certificate is for
 * @param authorizationIds its authorizations
 * @param notBefore when the certificate is to begin, if the client asked for it
 * @param notAfter when the certificate is to end, if the client asked for it
 * @param replaces the certificate that it is to replace, as the client named it (RFC 9773 §5)
 * @param profile the name of the profile of the certificate
 * @param csr the request for the certificate, DER in base64url, while it is {@code processing}; nobody needs it after that
 * @param error why it failed
 * @param certificateId the certificate, once it is issued
 */
public record StoredOrder(
        String id,
        long version,
        String accountId,
        Status status,
        Instant createdAt,
        Instant expires,
        List<Identifier> identifiers,
        List<String> authorizationIds,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        Optional<String> replaces,
        String profile,
        Optional<String> csr,
        Optional<Problem> error,
        Optional<String> certificateId)
        implements Stored {

    /**
     * Copies the lists.
     *
     * @param id what it is found by
     * @param version how often it was changed
     * @param accountId whose it is
     * @param status {@code pending} until it is finalized, then {@code processing}, {@code valid} or {@code invalid}
     * @param createdAt when it was made
     * @param expires when it ends
     * @param identifiers what the certificate is for
     * @param authorizationIds its authorizations
     * @param notBefore when the certificate is to begin, if the client asked for it
     * @param notAfter when the certificate is to end, if the client asked for it
     * @param replaces the certificate that it is to replace, as the client named it (RFC 9773 §5)
     * @param profile the name of the profile of the certificate
     * @param csr the request for the certificate, DER in base64url, while it is {@code processing}; nobody needs it after that
     * @param error why it failed
     * @param certificateId the certificate, once it is issued
     */
    public StoredOrder {
        identifiers = List.copyOf(identifiers);
        authorizationIds = List.copyOf(authorizationIds);
    }

    /**
     * Makes the next version: finalized, and not issued yet.
     *
     * @param request the request for the certificate, DER in base64url
     * @return the next version
     */
    public StoredOrder processing(String request) {
        return next(Status.PROCESSING, Optional.of(request), Optional.empty(), Optional.empty());
    }

    /**
     * Makes the next version: the certificate is there.
     *
     * @param certificate the certificate
     * @return the next version
     */
    public StoredOrder issued(String certificate) {
        return next(Status.VALID, Optional.empty(), Optional.empty(), Optional.of(certificate));
    }

    /**
     * Makes the next version: no certificate will come.
     *
     * @param problem why
     * @return the next version
     */
    public StoredOrder failed(Problem problem) {
        return next(Status.INVALID, Optional.empty(), Optional.of(problem), Optional.empty());
    }

    private StoredOrder next(
            Status newStatus, Optional<String> newCsr, Optional<Problem> newError, Optional<String> newCertificate) {
        return new StoredOrder(
                id,
                version + 1,
                accountId,
                newStatus,
                createdAt,
                expires,
                identifiers,
                authorizationIds,
                notBefore,
                notAfter,
                replaces,
                profile,
                newCsr,
                newError,
                newCertificate);
    }
}
