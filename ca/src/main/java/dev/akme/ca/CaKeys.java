package dev.akme.ca;

import dev.akme.ca.issuer.Authority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the keys of a CA come from: made anew, out of a folder, or brought along. Immutable. */
final class CaKeys {

    /**
     * The intermediates whose keys there are.
     *
     * @param all in the order in which they came; the last issues
     * @param kept the key identifiers of those that are in the folder
     */
    record Present(List<Authority> all, Set<String> kept) {

        Authority issuing() {
            return all.get(all.size() - 1);
        }
    }

    private final Authority.Builder maker;
    private final @Nullable Path folder;
    private final Clock clock;
    private final SecureRandom random;

    /** Those that were made for a CA without a folder. */
    private final List<Authority> made;

    private final List<Authority> retired;
    private final @Nullable Authority brought;

    private CaKeys(CaKeys before, List<Authority> made, List<Authority> retired, @Nullable Authority brought) {
        this.maker = before.maker;
        this.folder = before.folder;
        this.clock = before.clock;
        this.random = before.random;
        this.made = List.copyOf(made);
        this.retired = List.copyOf(retired);
        this.brought = brought;
    }

    /**
     * Makes those that a CA starts with.
     *
     * @param folder where keys are kept; null to forget them
     * @param issuing a key that was brought along; null to make one
     */
    CaKeys(
            Authority.Builder maker,
            @Nullable Path folder,
            Clock clock,
            SecureRandom random,
            List<IssuingKey> retired,
            @Nullable IssuingKey issuing) {
        this.maker = maker;
        this.folder = folder;
        this.clock = clock;
        this.random = random;
        this.made = folder == null && issuing == null ? List.of(maker.create()) : List.of();
        this.retired = retired.stream().map(IssuingKey::authority).toList();
        this.brought = issuing == null ? null : issuing.authority();
    }

    /** Reads the folder, if there is one; what is to be in it and is not is made. */
    Present read() throws IOException {
        List<Authority> kept = folder != null && (brought == null || Authority.Builder.isIn(folder))
                ? maker.openAll(folder)
                : List.of();
        // Whoever changes between the two kinds has begun with keys of the CA, most of the time.
        List<Authority> own = Stream.concat(made.stream(), kept.stream()).toList();
        List<Authority> all = new ArrayList<>(brought == null ? retired : own);
        all.addAll(brought == null ? own : retired);
        if (brought != null) {
            all.add(brought);
        }
        Set<String> identifiers = new HashSet<>();
        kept.forEach(authority -> identifiers.add(authority.keyIdentifier()));
        return new Present(List.copyOf(all), Set.copyOf(identifiers));
    }

    /** With a new intermediate below the roots. */
    CaKeys rotated() throws IOException {
        if (brought != null) {
            throw new IllegalStateException(
                    "the CA issues with a key that was brought along: bring along the next one too");
        }
        if (folder != null) {
            maker.addIntermediate(folder, folder);
            return this;
        }
        Authority next = made.get(made.size() - 1).withNewIntermediate(clock.instant(), random);
        return new CaKeys(this, Stream.concat(made.stream(), Stream.of(next)).toList(), retired, null);
    }

    /** With another key that issues; the one that issued so far is retired. */
    CaKeys rotated(IssuingKey key) {
        return new CaKeys(this, made, brought == null ? retired : added(retired, brought), key.authority());
    }

    /** With keys that issued before. */
    CaKeys retired(List<IssuingKey> keys) {
        List<Authority> more = retired;
        for (IssuingKey key : keys) {
            more = added(more, key.authority());
        }
        return new CaKeys(this, made, more, brought);
    }

    /** In place of what has the same key identifier. */
    private static List<Authority> added(List<Authority> all, Authority authority) {
        return Stream.concat(
                        all.stream().filter(other -> !other.keyIdentifier().equals(authority.keyIdentifier())),
                        Stream.of(authority))
                .toList();
    }
}
