package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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
        Policy policy,
        Set<ChallengeType> challengeTypes,
        Limits limits,
        List<String> caaIdentities,
        Optional<URI> termsOfService,
        Optional<URI> website,
        boolean externalAccountRequired,
        boolean mustStapleAllowed,
        Duration authorizationPause,
        Duration orderPause,
        int ordersPage,
        Faults faults) {

    /** What may change while the CA runs. */
    static final class Policy {

        private volatile Map<String, Profile> profiles;
        private volatile IdentifierPolicy identifiers;

        Policy(Collection<Profile> profiles, IdentifierPolicy identifiers) {
            this.profiles = byName(profiles);
            this.identifiers = identifiers;
        }

        void profiles(Collection<Profile> changed) {
            profiles = byName(changed);
        }

        void identifiers(IdentifierPolicy changed) {
            identifiers = changed;
        }

        private static Map<String, Profile> byName(Collection<Profile> profiles) {
            if (profiles.isEmpty()) {
                throw new IllegalArgumentException("a CA needs one profile at least");
            }
            Map<String, Profile> all = new LinkedHashMap<>();
            profiles.forEach(profile -> all.put(profile.name(), profile));
            return Collections.unmodifiableMap(all);
        }
    }

    /** RFC 8555 leaves it open; a week, as others have it. */
    static final Duration ORDER_LIFETIME = Duration.ofDays(7);

    /** How long what was validated counts; Let's Encrypt has had 30 days. */
    static final Duration AUTHORIZATION_LIFETIME = Duration.ofDays(30);

    /** How long something is kept after it has ended, so that its client can still read what became of it. */
    static final Duration KEPT = Duration.ofDays(1);

    /** When to come back to a CA that has too much to do. */
    static final Duration BUSY_PAUSE = Duration.ofSeconds(10);

    /** More than any person has; so does Boulder. */
    static final int MAX_CONTACTS = 10;

    Map<String, Profile> profiles() {
        return policy.profiles;
    }

    IdentifierPolicy identifiers() {
        return policy.identifiers;
    }

    /** Draws whether a valid authorization counts for a later order. */
    boolean reuses() {
        return reuse >= 1 || (reuse > 0 && random.nextDouble() < reuse);
    }

    /** The one for orders that name none: the first. */
    Profile defaultProfile() {
        return profiles().values().iterator().next();
    }

    /** The profile of an order that was taken; the profiles may have changed since. */
    Profile profile(String name) {
        Profile found = profiles().get(name);
        if (found == null) {
            throw Refuse.with(
                    ProblemType.INVALID_PROFILE, "the profile of the order is not there any more: order again");
        }
        return found;
    }
}
