package dev.akme.client;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What certificate is wanted, and how: names, key or certificate request, profile, validity, chain, and how long it may take.
 * Immutable and safe for use by many threads; it can be used again for the next certificate.
 */
public final class ObtainRequest {

    private final Builder from;
    private final List<Identifier> identifiers;

    private ObtainRequest(Builder from) {
        this.from = new Builder(from);
        Csr csr = from.csr;
        this.identifiers = List.copyOf(csr == null ? from.identifiers : csr.identifiers());
        if (identifiers.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no name: give the names, or a certificate request that has some");
        }
        if (csr != null && (!from.identifiers.isEmpty() || from.key != null || from.mustStaple)) {
            throw new IllegalArgumentException(
                    "a ready certificate request has its names, key and extensions: give either it or them");
        }
        if (from.notBefore != null && from.notAfter != null && !from.notBefore.isBefore(from.notAfter)) {
            throw new IllegalArgumentException("the certificate would end, at " + from.notAfter
                    + ", before it begins, at " + from.notBefore + ": give a notAfter that is later than notBefore");
        }
    }

    /**
     * Asks for a certificate for names, with a new P-256 key and what the CA does by default.
     *
     * @param names domain names, {@code *.} before them for wildcards, or IP addresses
     * @return the request
     * @throws IllegalArgumentException when there is no name, or one is neither a domain name nor an address
     */
    public static ObtainRequest of(String... names) {
        return builder().names(names).build();
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all of this request}
     */
    public Builder toBuilder() {
        return new Builder(from);
    }

    /**
     * {@return what the certificate is to be for, each once}
     */
    public List<Identifier> identifiers() {
        return identifiers;
    }

    /**
     * {@return the certificate request, if it is ready}
     */
    public Optional<Csr> csr() {
        return Optional.ofNullable(from.csr);
    }

    /**
     * {@return the key of the certificate, if it is handed in}
     */
    public Optional<SigningKey> key() {
        return Optional.ofNullable(from.key);
    }

    /**
     * {@return the kind of key to make when none is handed in}
     */
    public KeyType keyType() {
        return from.keyType;
    }

    /**
     * {@return whether the certificate is to demand stapling (RFC 7633)}
     */
    public boolean mustStaple() {
        return from.mustStaple;
    }

    /**
     * {@return the profile (draft-ietf-acme-profiles §3)}
     */
    public Optional<String> profile() {
        return Optional.ofNullable(from.profile);
    }

    /**
     * {@return from when the certificate is to be valid (RFC 8555 §7.4)}
     */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(from.notBefore);
    }

    /**
     * {@return until when the certificate is to be valid (RFC 8555 §7.4)}
     */
    public Optional<Instant> notAfter() {
        return Optional.ofNullable(from.notAfter);
    }

    /**
     * {@return the certificate that the new one replaces (RFC 9773 §5)}
     */
    public Optional<CertificateIdentifier> replaces() {
        return Optional.ofNullable(from.replaces);
    }

    /**
     * {@return which of the chains is wanted}
     */
    public Optional<ChainPreference> preferredChain() {
        return Optional.ofNullable(from.preferredChain);
    }

    /**
     * {@return how long everything may take together, without cleaning up}
     */
    public Duration timeout() {
        return from.timeout;
    }

    /** Builds an {@link ObtainRequest}. */
    public static final class Builder {

        private final Set<Identifier> identifiers = new LinkedHashSet<>();
        private @Nullable Csr csr;
        private @Nullable SigningKey key;
        private KeyType keyType = KeyType.P256;
        private boolean mustStaple;
        private @Nullable String profile;
        private @Nullable Instant notBefore;
        private @Nullable Instant notAfter;
        private @Nullable CertificateIdentifier replaces;
        private @Nullable ChainPreference preferredChain;
        private Duration timeout = Duration.ofMinutes(15);

        private Builder() {}

        private Builder(Builder from) {
            identifiers.addAll(from.identifiers);
            csr = from.csr;
            key = from.key;
            keyType = from.keyType;
            mustStaple = from.mustStaple;
            profile = from.profile;
            notBefore = from.notBefore;
            notAfter = from.notAfter;
            replaces = from.replaces;
            preferredChain = from.preferredChain;
            timeout = from.timeout;
        }

        /**
         * Adds names.
         *
         * @param names domain names, {@code *.} before them for wildcards, or IP addresses
         * @return this builder
         * @throws IllegalArgumentException when one is neither a domain name nor an address
         */
        public Builder names(String... names) {
            List<Identifier> added = new ArrayList<>();
            for (String name : names) {
                added.add(identifier(name));
            }
            identifiers.addAll(added);
            return this;
        }

        private static Identifier identifier(String name) {
            try {
                return Identifier.dnsOrIp(name);
            } catch (MemberException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        /**
         * Adds identifiers of any type.
         *
         * @param added the identifiers
         * @return this builder
         */
        public Builder identifiers(List<Identifier> added) {
            identifiers.addAll(added);
            return this;
        }

        /**
         * Uses a certificate request that was made elsewhere, instead of names and key.
         *
         * @param request the request
         * @return this builder
         */
        public Builder csr(Csr request) {
            csr = request;
            return this;
        }

        /**
         * Uses a key instead of making one.
         *
         * @param certificateKey the key; not that of the account, which CAs refuse (RFC 8555 §11.1)
         * @return this builder
         */
        public Builder key(SigningKey certificateKey) {
            key = certificateKey;
            return this;
        }

        /**
         * Makes a key of another kind than P-256.
         *
         * @param type the kind; public CAs take P-256, P-384 and RSA
         * @return this builder
         */
        public Builder keyType(KeyType type) {
            keyType = type;
            return this;
        }

        /**
         * Demands stapling (RFC 7633). Let's Encrypt refuses it since 2025.
         *
         * @param demanded whether to
         * @return this builder
         */
        public Builder mustStaple(boolean demanded) {
            mustStaple = demanded;
            return this;
        }

        /**
         * Chooses a profile.
         *
         * @param name one of those in the directory
         * @return this builder
         */
        public Builder profile(String name) {
            profile = name;
            return this;
        }

        /**
         * Asks for a beginning. Many CAs refuse that.
         *
         * @param time when
         * @return this builder
         */
        public Builder notBefore(Instant time) {
            notBefore = time;
            return this;
        }

        /**
         * Asks for an end. Many CAs refuse that.
         *
         * @param time when
         * @return this builder
         */
        public Builder notAfter(Instant time) {
            notAfter = time;
            return this;
        }

        /**
         * Says which certificate is replaced. When the CA refuses that, for whatever reason, it is asked once more without.
         *
         * @param certificate the one before
         * @return this builder
         */
        public Builder replaces(CertificateIdentifier certificate) {
            replaces = certificate;
            return this;
        }

        /**
         * Wants one of several chains. When none is like that, the first is taken.
         *
         * @param preference which one
         * @return this builder
         */
        public Builder preferredChain(ChainPreference preference) {
            preferredChain = preference;
            return this;
        }

        /**
         * Sets how long everything may take together, without cleaning up; by default 15 minutes.
         *
         * @param duration a positive duration
         * @return this builder
         */
        public Builder timeout(Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("the timeout is not positive");
            }
            timeout = duration;
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws IllegalArgumentException when there is no name, a ready certificate request and names or a key, or an end
         *     that is not after the beginning
         */
        public ObtainRequest build() {
            return new ObtainRequest(this);
        }
    }
}
