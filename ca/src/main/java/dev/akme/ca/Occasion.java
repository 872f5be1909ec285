package dev.akme.ca;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is for, and what {@link Effect}s may need of the CA.
 *
 * @param request the request
 * @param signed the same, if it was signed and verified
 * @param resource what was asked for, as the log names it
 * @param urls the URLs of the CA
 * @param nonces the nonces of the CA
 * @param plan what else goes wrong
 */
record Occasion(
        CaRequest request, @Nullable SignedRequest signed, String resource, Urls urls, Nonces nonces, FaultPlan plan) {

    /** Whether one of these was asked for, and not what may be done with it. */
    boolean isFor(Set<Endpoint> endpoints) {
        return !request.method().equals("OPTIONS")
                && endpoints.stream().anyMatch(endpoint -> endpoint.label().equals(resource));
    }

    /** Whether something is sent, and not only read. */
    boolean isSending() {
        SignedRequest sent = signed;
        return sent != null && !sent.isPostAsGet();
    }

    /** Scheme, host and port of the CA. */
    String origin() {
        return urls.base().getScheme() + "://" + urls.base().getRawAuthority();
    }
}
