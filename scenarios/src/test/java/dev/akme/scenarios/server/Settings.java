package dev.akme.scenarios.server;

import java.time.Duration;
import java.util.Map;

/**
 * How a server is to behave. Servers with equal settings are the same server.
 *
 * @param refusedNonces how many of a hundred good nonces it refuses
 * @param reusedAuthorizations how many of a hundred valid authorizations it takes for the next order too
 * @param validation how long it takes its time at most before it looks at a challenge
 * @param retryAfter what it says in {@code Retry-After}; nothing when it is zero
 * @param alternates how many alternate chains there are beside the first
 * @param externalAccounts identifiers of MAC keys for external accounts, and the keys in base64url; accounts need one if
 *     there are any
 */
public record Settings(
        int refusedNonces,
        int reusedAuthorizations,
        Duration validation,
        Duration retryAfter,
        int alternates,
        Map<String, String> externalAccounts) {

    /** A server that is as odd as Pebble by default, but not slow. */
    public static final Settings DEFAULT = new Settings(5, 50, Duration.ZERO, Duration.ZERO, 0, Map.of());

    /** The profiles of every server, with how long certificates are valid. */
    public static final Map<String, Duration> PROFILES =
            Map.of("classic", Duration.ofDays(90), "shortlived", Duration.ofDays(6));

    /** {@return the same with another share of refused nonces} */
    public Settings withRefusedNonces(int percent) {
        return new Settings(percent, reusedAuthorizations, validation, retryAfter, alternates, externalAccounts);
    }

    /** {@return the same with another share of reused authorizations} */
    public Settings withReusedAuthorizations(int percent) {
        return new Settings(refusedNonces, percent, validation, retryAfter, alternates, externalAccounts);
    }

    /** {@return the same with another time for validation, in seconds} */
    public Settings withValidation(Duration atMost) {
        return new Settings(refusedNonces, reusedAuthorizations, atMost, retryAfter, alternates, externalAccounts);
    }

    /** {@return the same with another {@code Retry-After}, in seconds} */
    public Settings withRetryAfter(Duration pause) {
        return new Settings(refusedNonces, reusedAuthorizations, validation, pause, alternates, externalAccounts);
    }

    /** {@return the same with alternate chains} */
    public Settings withAlternates(int chains) {
        return new Settings(refusedNonces, reusedAuthorizations, validation, retryAfter, chains, externalAccounts);
    }

    /** {@return the same with external accounts} */
    public Settings withExternalAccounts(Map<String, String> keys) {
        return new Settings(refusedNonces, reusedAuthorizations, validation, retryAfter, alternates, Map.copyOf(keys));
    }
}
