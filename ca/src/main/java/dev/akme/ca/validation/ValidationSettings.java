package dev.akme.ca.validation;

import dev.akme.challenge.Http01;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.messages.CaaValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How {@link Validators} look at the world. Immutable.
 *
 * <p>The defaults are those for the public Internet: the ports of the RFCs, no address that is not globally reachable, ten
 * seconds.
 */
public final class ValidationSettings {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final String DEFAULT_USER_AGENT = "Akme";
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?");

    private final int http01Port;
    private final int tlsAlpn01Port;
    private final Set<Integer> redirectPorts;
    private final boolean allowsPrivateAddresses;
    private final Duration timeout;
    private final List<String> caaIdentities;
    private final String userAgent;

    private ValidationSettings(Builder builder) {
        this.http01Port = builder.http01Port;
        this.tlsAlpn01Port = builder.tlsAlpn01Port;
        this.redirectPorts = Set.copyOf(builder.redirectPorts);
        this.allowsPrivateAddresses = builder.allowsPrivateAddresses;
        this.timeout = builder.timeout;
        this.caaIdentities = builder.caaIdentities;
        this.userAgent = builder.userAgent;
    }

    /**
     * {@return the settings for the public Internet; as the names of the CA are not known, no CAA record that allows some CA
     * allows this one}
     */
    public static ValidationSettings defaults() {
        return builder().build();
    }

    /**
     * {@return a builder that starts with the defaults}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with these settings}
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.http01Port = http01Port;
        builder.tlsAlpn01Port = tlsAlpn01Port;
        builder.redirectPorts = redirectPorts;
        builder.allowsPrivateAddresses = allowsPrivateAddresses;
        builder.timeout = timeout;
        builder.caaIdentities = caaIdentities;
        builder.userAgent = userAgent;
        return builder;
    }

    /**
     * {@return the port to which http-01 connects first; 80 by default, as RFC 8555 §8.3 demands}
     */
    public int http01Port() {
        return http01Port;
    }

    /**
     * {@return the port to which tls-alpn-01 connects; 443 by default, as RFC 8737 §3 demands}
     */
    public int tlsAlpn01Port() {
        return tlsAlpn01Port;
    }

    /**
     * {@return the ports to which redirects of http-01 may lead, beside {@link #http01Port}; 80 and 443 by default}
     */
    public Set<Integer> redirectPorts() {
        return redirectPorts;
    }

    /**
     * {@return whether connections go to special-purpose addresses as well, such as private ones and the machine's own;
     * {@code false} by default, because whoever asks for a certificate chooses where the CA connects to}
     */
    public boolean allowsPrivateAddresses() {
        return allowsPrivateAddresses;
    }

    /**
     * {@return how long a whole validation may take; ten seconds by default}
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * {@return the names of this CA in CAA records (RFC 8659 §4.2), in lower case; empty, the default, when it has none:
     * then names with such records for anybody are refused}
     */
    public List<String> caaIdentities() {
        return caaIdentities;
    }

    /**
     * {@return the header field {@code User-Agent} of the requests for http-01}
     */
    public String userAgent() {
        return userAgent;
    }

    /** Collects settings. Not safe for use by many threads. */
    public static final class Builder {

        private int http01Port = Http01.PORT;
        private int tlsAlpn01Port = TlsAlpn01.PORT;
        private Set<Integer> redirectPorts = Set.of(Http01.PORT, TlsAlpn01.PORT);
        private boolean allowsPrivateAddresses;
        private Duration timeout = DEFAULT_TIMEOUT;
        private List<String> caaIdentities = List.of();
        private String userAgent = DEFAULT_USER_AGENT;

        private Builder() {}

        /**
         * Sets the port to which http-01 connects first.
         *
         * @param port 1 to 65,535
         * @return this builder
         * @throws IllegalArgumentException when there is no such port
         */
        public Builder http01Port(int port) {
            http01Port = requirePort(port);
            return this;
        }

        /**
         * Sets the port to which tls-alpn-01 connects.
         *
         * @param port 1 to 65,535
         * @return this builder
         * @throws IllegalArgumentException when there is no such port
         */
        public Builder tlsAlpn01Port(int port) {
            tlsAlpn01Port = requirePort(port);
            return this;
        }

        /**
         * Sets the ports to which redirects of http-01 may lead. The port of http-01 is always one of them.
         *
         * @param ports 1 to 65,535 each
         * @return this builder
         * @throws IllegalArgumentException when there is no such port
         */
        public Builder redirectPorts(Collection<Integer> ports) {
            ports.forEach(Builder::requirePort);
            redirectPorts = new TreeSet<>(ports);
            return this;
        }

        /**
         * Sets whether connections go to special-purpose addresses as well. A CA for a network of one's own needs that;
         * then its clients can have it knock at every door in that network.
         *
         * @param allowed whether they do
         * @return this builder
         */
        public Builder allowsPrivateAddresses(boolean allowed) {
            allowsPrivateAddresses = allowed;
            return this;
        }

        /**
         * Sets how long a whole validation may take.
         *
         * @param timeout a millisecond at least, an hour at most
         * @return this builder
         * @throws IllegalArgumentException when it is less or more
         */
        public Builder timeout(Duration timeout) {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw new IllegalArgumentException(
                        "the timeout " + timeout + " is out of range: give a millisecond at least, an hour at most");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets the names of this CA in CAA records, as its directory has them.
         *
         * @param names domain names; none at all for a CA that no CAA record can name
         * @return this builder
         * @throws IllegalArgumentException when one is not a domain name
         */
        public Builder caaIdentities(Collection<String> names) {
            caaIdentities = names.stream().map(Builder::requireIssuer).toList();
            return this;
        }

        /**
         * Sets the header field {@code User-Agent}.
         *
         * @param userAgent visible characters of ASCII, with spaces between
         * @return this builder
         * @throws IllegalArgumentException when it is empty or has other characters
         */
        public Builder userAgent(String userAgent) {
            if (!FIELD_VALUE.matcher(userAgent).matches()) {
                throw new IllegalArgumentException(
                        "the user agent is no header field: give visible characters of ASCII (RFC 9110 §5.5)");
            }
            this.userAgent = userAgent;
            return this;
        }

        /**
         * {@return the settings}
         */
        public ValidationSettings build() {
            return new ValidationSettings(this);
        }

        private static int requirePort(int port) {
            if (port < 1 || port > 0xffff) {
                throw new IllegalArgumentException("port " + port + " does not exist: give one from 1 to 65535");
            }
            return port;
        }

        private static String requireIssuer(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
            if (bare.isEmpty()) {
                throw new IllegalArgumentException("a CAA identity is empty: give the CA's domain name");
            }
            return CaaValue.of(bare).issuer();
        }
    }
}
