package dev.akme.ca;

import dev.akme.ca.validation.AddressRange;
import dev.akme.ca.validation.SpecialAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which identifiers a CA certifies. Immutable.
 *
 * <p>Syntax is always checked (RFC 8555 §7.1.3, RFC 8738 §3). By default names have two labels to ten, names that mean nothing
 * outside of a network ({@code localhost}, {@code *.local}, {@code *.internal} and so on) are refused, and so are addresses
 * that are not global; {@code *.test} and {@code example.com} and their like are allowed.
 */
public final class IdentifierPolicy {

    // RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476 and ICANN's resolution on .internal. Not .test and .example.
    private static final List<String> SPECIAL =
            List.of("localhost", "local", "invalid", "onion", "internal", "alt", "arpa");

    private final Set<String> forbidden;
    private final Set<String> forbiddenSuffixes;
    private final Set<String> allowedSuffixes;
    private final int minLabels;
    private final int maxLabels;
    private final boolean wildcards;
    private final boolean privateAddresses;
    private final List<AddressRange> forbiddenAddresses;
    private final List<AddressRange> allowedAddresses;

    private IdentifierPolicy(Builder builder) {
        this.forbidden = Set.copyOf(builder.forbidden);
        this.forbiddenSuffixes = Set.copyOf(builder.forbiddenSuffixes);
        this.allowedSuffixes = Set.copyOf(builder.allowedSuffixes);
        this.minLabels = builder.minLabels;
        this.maxLabels = builder.maxLabels;
        this.wildcards = builder.wildcards;
        this.privateAddresses = builder.privateAddresses;
        this.forbiddenAddresses = List.copyOf(builder.forbiddenAddresses);
        this.allowedAddresses = List.copyOf(builder.allowedAddresses);
    }

    /**
     * {@return a new builder, with the rules above}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a policy that allows whatever is well-formed: for tests and closed networks}
     */
    public static IdentifierPolicy open() {
        return builder()
                .withoutForbidden()
                .labels(1, 127)
                .privateAddresses(true)
                .build();
    }

    /** Whether a name, or a domain that it is in, is forbidden, or is in none of those that are allowed. */
    boolean isForbidden(String name) {
        return forbidden.contains(name)
                || isIn(forbiddenSuffixes, name)
                || (!allowedSuffixes.isEmpty() && !isIn(allowedSuffixes, name));
    }

    private static boolean isIn(Set<String> domains, String name) {
        int start = 0;
        do {
            if (domains.contains(name.substring(start))) {
                return true;
            }
            start = name.indexOf('.', start) + 1;
        } while (start > 0);
        return false;
    }

    /** Whether a wildcard below a name covers one that is forbidden. */
    boolean forbidsOneBelow(String base) {
        return Stream.concat(forbidden.stream(), forbiddenSuffixes.stream())
                .anyMatch(name -> name.substring(name.indexOf('.') + 1).equals(base));
    }

    int minLabels() {
        return minLabels;
    }

    int maxLabels() {
        return maxLabels;
    }

    boolean wildcards() {
        return wildcards;
    }

    /** What is forbidden counts more than what is allowed; what is neither may be if it is global. */
    boolean isForbidden(InetAddress address) {
        if (forbiddenAddresses.stream().anyMatch(range -> range.contains(address))) {
            return true;
        }
        return !privateAddresses
                && SpecialAddresses.contain(address)
                && allowedAddresses.stream().noneMatch(range -> range.contains(address));
    }

    /** Builds an {@link IdentifierPolicy}. Not safe for use by many threads. */
    public static final class Builder {

        private final Set<String> forbidden = new HashSet<>();
        private final Set<String> forbiddenSuffixes = new HashSet<>(SPECIAL);
        private final Set<String> allowedSuffixes = new HashSet<>();
        private int minLabels = 2;
        private int maxLabels = 10;
        private boolean wildcards = true;
        private boolean privateAddresses;
        private final List<AddressRange> forbiddenAddresses = new ArrayList<>();
        private final List<AddressRange> allowedAddresses = new ArrayList<>();

        private Builder() {}

        /**
         * Forbids names, but not those below them.
         *
         * @param names domain names
         * @return this builder
         */
        public Builder forbid(Collection<String> names) {
            names.forEach(name -> forbidden.add(name.toLowerCase(Locale.ROOT)));
            return this;
        }

        /**
         * Forbids domains as a whole.
         *
         * @param domains domain names: they and all names below them
         * @return this builder
         */
        public Builder forbidDomains(Collection<String> domains) {
            domains.forEach(name -> forbiddenSuffixes.add(name.toLowerCase(Locale.ROOT)));
            return this;
        }

        /**
         * Allows names in these domains only, unless they are forbidden.
         *
         * @param domains domain names: they and all names below them. By default every domain is allowed
         * @return this builder
         */
        public Builder allowDomains(Collection<String> domains) {
            domains.forEach(name -> allowedSuffixes.add(name.toLowerCase(Locale.ROOT)));
            return this;
        }

        /**
         * Takes back everything that is forbidden, the names by default too.
         *
         * @return this builder
         */
        public Builder withoutForbidden() {
            forbidden.clear();
            forbiddenSuffixes.clear();
            return this;
        }

        /**
         * Sets how many labels a name has.
         *
         * @param min how many at least; 1 allows names like {@code intranet}. By default 2
         * @param max how many at most; by default 10
         * @return this builder
         * @throws IllegalArgumentException when no number is possible
         */
        public Builder labels(int min, int max) {
            if (min < 1 || max < min) {
                throw new IllegalArgumentException("labels: 1 <= min <= max, not " + min + " and " + max);
            }
            this.minLabels = min;
            this.maxLabels = max;
            return this;
        }

        /**
         * Sets whether wildcard names are certified.
         *
         * @param allowed by default true
         * @return this builder
         */
        public Builder wildcards(boolean allowed) {
            this.wildcards = allowed;
            return this;
        }

        /**
         * Sets whether addresses are certified that are not global, such as 192.168.0.1.
         *
         * @param allowed by default false
         * @return this builder
         */
        public Builder privateAddresses(boolean allowed) {
            this.privateAddresses = allowed;
            return this;
        }

        /**
         * Forbids addresses, whatever else allows them.
         *
         * @param ranges ranges of addresses
         * @return this builder
         */
        public Builder forbidAddresses(Collection<AddressRange> ranges) {
            forbiddenAddresses.addAll(ranges);
            return this;
        }

        /**
         * Allows addresses that are not global.
         *
         * @param ranges ranges of addresses, such as those of a network of one's own
         * @return this builder
         */
        public Builder allowAddresses(Collection<AddressRange> ranges) {
            allowedAddresses.addAll(ranges);
            return this;
        }

        /**
         * {@return the policy}
         */
        public IdentifierPolicy build() {
            return new IdentifierPolicy(this);
        }
    }
}
