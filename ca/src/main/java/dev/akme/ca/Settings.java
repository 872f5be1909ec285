package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.messages.ChallengeType;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a CA behaves; what {@link AcmeCaBuilder} was told. */
record Settings(
        Clock clock,
        SecureRandom random,
        CaStore store,
        boolean strict,
        double reuse,
        Duration answerWithin,
        Map<String, Profile> profiles,
        Set<ChallengeType> challengeTypes,
        IdentifierPolicy identifiers,
        List<String> caaIdentities,
        Optional<URI> termsOfService,
        Optional<URI> website,
        boolean externalAccountRequired,
        boolean mustStapleAllowed) {

    /** RFC 8555 leaves it open; a week, as others have it. */
    static final Duration ORDER_LIFETIME = Duration.ofDays(7);

    /** How long what was validated counts; Let's Encrypt has had 30 days. */
    static final Duration AUTHORIZATION_LIFETIME = Duration.ofDays(30);

    /** How long something is kept after it has ended, so that its client can still read what became of it. */
    static final Duration KEPT = Duration.ofDays(1);

    /** When a client should look again at what is not decided yet; whole seconds are all that the header can say. */
    static final Duration POLL_PAUSE = Duration.ofSeconds(1);

    /** When to come back to a CA that has too much to do. */
    static final Duration BUSY_PAUSE = Duration.ofSeconds(10);

    /** More than any person has; so does Boulder. */
    static final int MAX_CONTACTS = 10;

    /** How many orders stand on a page. */
    static final int ORDERS_PAGE = 50;

    /** Draws whether what is there is given out again. */
    boolean reuses() {
        return reuse >= 1 || (reuse > 0 && random.nextDouble() < reuse);
    }

    /** The one for orders that name none: the first. */
    Profile defaultProfile() {
        return profiles.values().iterator().next();
    }

    Profile profile(String name) {
        Profile found = profiles.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no profile " + name);
        }
        return found;
    }
}
