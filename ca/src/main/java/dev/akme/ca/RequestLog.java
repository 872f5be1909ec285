package dev.akme.ca;

import dev.akme.ca.store.StoredAccount;
import dev.akme.messages.AcmeProblemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A line for each request: who wanted what, and what became of it. Neither keys nor tokens nor nonces are in it: paths of
 * resources are, which only their account can use.
 */
final class RequestLog {

    private static final Logger LOG = System.getLogger("dev.akme.ca.requests");

    private final Level level;

    RequestLog(Level level) {
        this.level = level;
    }

    void request(
            CaRequest request,
            String resource,
            Optional<StoredAccount> account,
            int status,
            Optional<AcmeProblemException> refusal,
            long nanos) {
        if (!LOG.isLoggable(level)) {
            return;
        }
        LOG.log(
                level,
                String.format(
                        Locale.ROOT,
                        "method=%s resource=%s account=%s status=%d problem=%s ms=%.1f remote=%s%s",
                        word(request.method()),
                        resource,
                        account.map(StoredAccount::id).orElse("-"),
                        status,
                        refusal.map(e -> e.problem().type())
                                .map(type -> type.code().orElse(type.value()))
                                .orElse("-"),
                        nanos / (double) TimeUnit.MILLISECONDS.toNanos(1),
                        request.remote().isEmpty() ? "-" : request.remote(),
                        refusal.flatMap(e -> e.problem().detail())
                                .map(detail -> " detail=\"" + detail.replaceAll("[\\p{Cntrl}\"]", "'") + '"')
                                .orElse("")));
    }

    /** Of what a client may write into a log, only what belongs there. */
    private static String word(String text) {
        String plain = text.replaceAll("[^A-Za-z-]", "?");
        return plain.length() > 20 ? plain.substring(0, 20) : plain;
    }

    void failure(CaRequest request, RuntimeException e) {
        LOG.log(Level.ERROR, "a request failed: " + word(request.method()), e);
    }

    void observerFailure(RuntimeException e) {
        LOG.log(Level.ERROR, "the observer of the requests failed", e);
    }
}
