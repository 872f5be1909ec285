package dev.akme.client;

import dev.akme.json.MemberException;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Resource;
import dev.akme.messages.SuggestedWindow;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a certificate is to be renewed: pure functions of the certificate, of what the CA suggests (RFC 9773), and of a number
 * that the caller draws once for each certificate and keeps, so that the moment stays the same however often it is asked for.
 */
public final class Renewal {

    /** Without an answer of use: RFC 9773 §4.3.3. */
    private static final Duration NEXT_CHECK = Duration.ofHours(6);

    /** RFC 9773 §4.3.2 lets clients set limits of their own. */
    private static final Duration SOONEST_CHECK = Duration.ofMinutes(1);

    private static final Duration LATEST_CHECK = Duration.ofDays(1);

    /** Certificates of less than this live so short that a third of it would be no time to mend anything. */
    private static final Duration SHORT_LIFE = Duration.ofDays(10);

    private Renewal() {}

    /**
     * Tells when to renew a certificate: at a moment within the window that the CA suggests (RFC 9773 §4.2); where there is
     * none, when a third of its life is left, or half of it if it lives less than ten days.
     *
     * @param certificate the certificate
     * @param info what the CA suggests; empty when it suggests nothing. A window that ends before it begins counts as none
     * @param draw a random number, at least 0 and below 1, drawn once for this certificate
     * @return the moment; may be past, then it is now
     * @throws IllegalArgumentException when the number is out of range
     */
    public static Instant renewAt(X509Certificate certificate, Optional<RenewalInfo> info, double draw) {
        if (!(draw >= 0 && draw < 1)) {
            throw new IllegalArgumentException("the number is not at least 0 and below 1: draw another");
        }
        return info.flatMap(Renewal::window)
                .map(window -> within(window.start(), window.end(), draw))
                .orElseGet(() -> byLifetime(certificate));
    }

    /**
     * Tells whether to renew a certificate now.
     *
     * @param certificate the certificate
     * @param info as in {@link #renewAt}
     * @param draw as in {@link #renewAt}
     * @param now the time
     * @return whether the moment has come
     * @throws IllegalArgumentException when the number is out of range
     */
    public static boolean shouldRenew(
            X509Certificate certificate, Optional<RenewalInfo> info, double draw, Instant now) {
        return !renewAt(certificate, info, draw).isAfter(now);
    }

    /**
     * Tells when to ask the CA again what it suggests (RFC 9773 §4.3).
     *
     * @param answer what it answered; empty when it did not
     * @param now the time
     * @return when it said, but in no less than a minute and no more than a day; in six hours when it did not say
     */
    public static Instant nextCheck(Optional<Resource<RenewalInfo>> answer, Instant now) {
        Instant said = answer.flatMap(Resource::retryAfter).orElse(now.plus(NEXT_CHECK));
        Instant soonest = now.plus(SOONEST_CHECK);
        Instant latest = now.plus(LATEST_CHECK);
        return said.isBefore(soonest) ? soonest : said.isAfter(latest) ? latest : said;
    }

    /**
     * Reads the window that {@link #renewAt} goes by, to keep it.
     *
     * @param info what the CA suggests
     * @return the window; empty when there is none, it cannot be read, or it ends before it begins
     */
    public static Optional<SuggestedWindow> window(RenewalInfo info) {
        try {
            SuggestedWindow window = info.suggestedWindow();
            return window.end().isAfter(window.start()) ? Optional.of(window) : Optional.empty();
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    private static Instant byLifetime(X509Certificate certificate) {
        Instant start = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        Duration life = Duration.between(start, end);
        return within(start, end, life.compareTo(SHORT_LIFE) < 0 ? 1.0 / 2 : 2.0 / 3);
    }

    private static Instant within(Instant start, Instant end, double part) {
        return start.plusSeconds((long) (Duration.between(start, end).toSeconds() * part));
    }
}
