package dev.akme.ca;

import dev.akme.messages.IdentifierType;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** A kind of certificate that clients may ask for by name (draft-ietf-acme-profiles). Immutable. */
public final class Profile {

    /** What a key may be used for (RFC 5280 §4.2.1.3). */
    public enum KeyUsage {
        /** Signatures of TLS handshakes. */
        DIGITAL_SIGNATURE,
        /** Key transport of TLS 1.2 and older; only RSA keys get it. */
        KEY_ENCIPHERMENT
    }

    private final Builder from;

    private Profile(Builder from) {
        this.from = new Builder(from);
    }

    /**
     * Makes a profile for TLS servers, with up to 100 names and addresses.
     *
     * @param name the name in {@code profile} of an order
     * @param description what it is for, in words or as a URL; shown in the directory
     * @param lifetime how long a certificate is valid, unless the order asks for less
     * @return the profile
     * @throws IllegalArgumentException when the name is empty, or the lifetime shorter than a second
     */
    public static Profile of(String name, String description, Duration lifetime) {
        return builder(name, description, lifetime).build();
    }

    /**
     * Begins with what {@link #of} makes.
     *
     * @param name the name in {@code profile} of an order
     * @param description what it is for, in words or as a URL; shown in the directory
     * @param lifetime how long a certificate is valid, unless the order asks for less
     * @return the builder
     */
    public static Builder builder(String name, String description, Duration lifetime) {
        return new Builder(name, description, lifetime);
    }

    /**
     * {@return a builder that begins with this}
     */
    public Builder toBuilder() {
        return new Builder(from);
    }

    /**
     * {@return the name in {@code profile} of an order}
     */
    public String name() {
        return from.name;
    }

    /**
     * {@return what it is for, in words or as a URL; shown in the directory}
     */
    public String description() {
        return from.description;
    }

    /**
     * {@return how long a certificate is valid, unless the order asks for less}
     */
    public Duration lifetime() {
        return from.lifetime;
    }

    /**
     * {@return how many identifiers a certificate may have}
     */
    public int maxNames() {
        return from.maxNames;
    }

    /**
     * {@return the types of identifiers that are allowed}
     */
    public Set<IdentifierType> identifierTypes() {
        return from.identifierTypes;
    }

    /**
     * {@return what the key of the certificate may be used for}
     */
    public Set<KeyUsage> keyUsages() {
        return from.keyUsages;
    }

    /**
     * {@return whether the certificate is for TLS clients too, and not for servers alone}
     */
    public boolean clientAuth() {
        return from.clientAuth;
    }

    /**
     * {@return whether the certificate has a subject key identifier}
     */
    public boolean subjectKeyIdentifier() {
        return from.subjectKeyIdentifier;
    }

    /**
     * {@return whether the first name that fits stands in the subject too}
     */
    public boolean commonName() {
        return from.commonName;
    }

    @Override
    public String toString() {
        return "Profile[" + from.name + ", " + from.lifetime + "]";
    }

    /** Makes profiles. Not for use by several threads. */
    public static final class Builder {

        private final String name;
        private final String description;
        private final Duration lifetime;
        private int maxNames = 100;
        private Set<IdentifierType> identifierTypes = Set.of(IdentifierType.DNS, IdentifierType.IP);
        private Set<KeyUsage> keyUsages = Set.of(KeyUsage.values());
        private boolean clientAuth;
        private boolean subjectKeyIdentifier = true;
        private boolean commonName = true;

        private Builder(String name, String description, Duration lifetime) {
            this.name = name;
            this.description = description;
            this.lifetime = lifetime;
        }

        private Builder(Builder other) {
            this(other.name, other.description, other.lifetime);
            this.maxNames = other.maxNames;
            this.identifierTypes = other.identifierTypes;
            this.keyUsages = other.keyUsages;
            this.clientAuth = other.clientAuth;
            this.subjectKeyIdentifier = other.subjectKeyIdentifier;
            this.commonName = other.commonName;
        }

        /**
         * Says how many identifiers a certificate may have.
         *
         * @param names how many; 100 unless told, one at least
         * @return this
         */
        public Builder maxNames(int names) {
            this.maxNames = names;
            return this;
        }

        /**
         * Says what identifiers are allowed.
         *
         * @param types their types; DNS names and IP addresses unless told, one at least
         * @return this
         */
        public Builder identifierTypes(Collection<IdentifierType> types) {
            this.identifierTypes = Set.copyOf(types);
            return this;
        }

        /**
         * Says what the key of the certificate may be used for.
         *
         * @param usages the usages; all unless told, none for a certificate without that extension
         * @return this
         */
        public Builder keyUsages(Collection<KeyUsage> usages) {
            this.keyUsages = Set.copyOf(usages);
            return this;
        }

        /**
         * Makes certificates for TLS clients too, and not for servers alone.
         *
         * @param allowed whether they are; not so unless told
         * @return this
         */
        public Builder clientAuth(boolean allowed) {
            this.clientAuth = allowed;
            return this;
        }

        /**
         * Puts a subject key identifier into certificates (RFC 5280 §4.2.1.2).
         *
         * @param present whether it is there, as it is unless told
         * @return this
         */
        public Builder subjectKeyIdentifier(boolean present) {
            this.subjectKeyIdentifier = present;
            return this;
        }

        /**
         * Puts the first name that fits into the subject too.
         *
         * @param present whether it is there, as it is unless told
         * @return this
         */
        public Builder commonName(boolean present) {
            this.commonName = present;
            return this;
        }

        /**
         * Makes the profile.
         *
         * @return the profile
         * @throws IllegalArgumentException when the name is empty, the lifetime shorter than a second, or nothing is allowed
         */
        public Profile build() {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a profile needs a name");
            }
            if (lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("profile " + name + ": the lifetime must be a second at least");
            }
            if (maxNames < 1 || identifierTypes.isEmpty()) {
                throw new IllegalArgumentException("profile " + name + ": no identifier is allowed");
            }
            return new Profile(this);
        }
    }
}
