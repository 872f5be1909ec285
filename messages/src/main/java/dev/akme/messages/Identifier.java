package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A name that a certificate is to have, and what kind of name it is (RFC 8555 §9.7.7).
 *
 * <p>Two identifiers are equal when they name the same: dns names without regard to case, IP addresses by their value
 * and not their text, everything else exactly.
 *
 * <p>A name that came from a peer is kept as it came. Names that are to be sent are checked: {@link #dns}, {@link #ip}
 * and {@link #email} take what people write and give what the RFCs demand, or say what is wrong with it.
 */
public final class Identifier extends AcmeObject {

    private static final Schema<Identifier> SCHEMA =
            Schema.of("identifier", Identifier.class, Identifier::new, "RFC 8555 §9.7.7");

    private static final Field<IdentifierType> IDENTIFIER_TYPE =
            SCHEMA.field("type", IdentifierType.CODEC).required();
    private static final Field<String> VALUE =
            SCHEMA.field("value", Codecs.TEXT).required();
    private static final Field<String> ANCESTOR_DOMAIN =
            SCHEMA.field("ancestorDomain", Codecs.TEXT).section("RFC 9444 §4.1").optional();
    private static final Field<Boolean> SUBDOMAIN_AUTH_ALLOWED = SCHEMA.field("subdomainAuthAllowed", Codecs.BOOLEAN)
            .section("RFC 9444 §4.2")
            .optional();

    /** Reads identifiers. */
    public static final MessageType<Identifier> TYPE =
            SCHEMA.rules(IdentifierRules::addTo).done();

    private Identifier(Members members) {
        super(members);
    }

    // ---- making

    /**
     * Makes an identifier for a domain name.
     *
     * @param name the name in A-label form, in upper or lower case, without a final dot; {@code *.} in front asks for a
     *     wildcard certificate
     * @return the identifier, in lower case
     * @throws InvalidMemberException when it is not such a name; use {@link #dnsFromUnicode} for names with U-labels
     */
    public static Identifier dns(String name) {
        DomainNames.problem(name).ifPresent(problem -> {
            throw invalidName(problem);
        });
        return of(IdentifierType.DNS, DomainNames.fold(name));
    }

    /**
     * Makes an identifier for a domain name as people write it: {@code bücher.example} becomes
     * {@code xn--bcher-kva.example}.
     *
     * @param name the name, in U-labels, A-labels or both
     * @return the identifier, in A-label form and lower case
     * @throws InvalidMemberException when the name has no A-label form, or has one of the four characters (sharp s,
     *     final sigma, the joiners) that mean different names in IDNA 2003, which the JDK has, and IDNA 2008
     */
    public static Identifier dnsFromUnicode(String name) {
        try {
            return dns(DomainNames.toAscii(name));
        } catch (IllegalArgumentException e) {
            throw invalidName(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidMemberException invalidName(String problem) {
        return new InvalidMemberException(SCHEMA.name(), "/value", "RFC 8555 §7.1.3", problem);
    }

    /**
     * Makes an identifier for an IP address.
     *
     * @param address IPv4 in dotted decimal, or IPv6 in any text form; without brackets, zone or prefix length
     * @return the identifier, in the text form of RFC 8738 §3
     * @throws InvalidMemberException when the text is not an IP address
     */
    public static Identifier ip(String address) {
        return of(
                IdentifierType.IP,
                IpAddresses.parse(address).map(IpAddresses::format).orElse(address));
    }

    /**
     * Makes an identifier for an IP address.
     *
     * @param address the address; a zone is left out
     * @return the identifier, in the text form of RFC 8738 §3
     */
    public static Identifier ip(InetAddress address) {
        return of(IdentifierType.IP, IpAddresses.format(address.getAddress()));
    }

    /**
     * Makes an identifier for what a host is called by: an IP address where the text has a colon, or nothing but digits and
     * dots, else a domain name.
     *
     * @param host a domain name as of {@link #dns}, or an address as of {@link #ip(String)}
     * @return the identifier
     * @throws InvalidMemberException when the text is neither
     */
    public static Identifier dnsOrIp(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+") ? ip(host) : dns(host);
    }

    /**
     * Makes an identifier for an e-mail address (RFC 8823 §3).
     *
     * @param address the address; its local part is kept to the letter
     * @return the identifier
     * @throws InvalidMemberException when the text cannot be an address
     */
    public static Identifier email(String address) {
        return of(IdentifierType.EMAIL, address);
    }

    /**
     * Makes an identifier of any type.
     *
     * @param type what kind of name it is
     * @param value the name; must have the form that its type demands where Akme knows it
     * @return the identifier
     * @throws InvalidMemberException when the name has not the form that its type demands
     */
    public static Identifier of(IdentifierType type, String value) {
        return builder().type(type).value(value).build();
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this identifier}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    // ---- members

    /**
     * {@return what kind of name this is}
     */
    public IdentifierType type() {
        return require(IDENTIFIER_TYPE);
    }

    /**
     * {@return the name, as it came}
     */
    public String value() {
        return require(VALUE);
    }

    /**
     * {@return an ancestor domain that the client can answer for as well, in a newOrder (RFC 9444 §4.1)}
     */
    public Optional<String> ancestorDomain() {
        return find(ANCESTOR_DOMAIN);
    }

    /**
     * {@return whether the client asks, in a newAuthz, for an authorization of all subdomains (RFC 9444 §4.2); absent
     * means {@code false}}
     */
    public boolean subdomainAuthAllowed() {
        return find(SUBDOMAIN_AUTH_ALLOWED).orElse(false);
    }

    /**
     * {@return whether this is a dns name that begins with {@code *.} (RFC 8555 §7.1.3)}
     */
    public boolean isWildcard() {
        return is(IdentifierType.DNS, value -> value.startsWith(DomainNames.WILDCARD));
    }

    /**
     * {@return the octets of an IP address, 4 or 16, highest first, as certificates have it (RFC 5280 §4.2.1.6); empty
     * when the identifier is of another type, or its value is no address}
     */
    public Optional<byte[]> ipAddress() {
        return is(IdentifierType.IP, value -> true) ? peek(VALUE).flatMap(IpAddresses::parse) : Optional.empty();
    }

    // ---- for rules and for messages that hold identifiers

    /** Whether it is of the type and has a value for which the test holds; never throws. */
    boolean is(IdentifierType type, Predicate<String> test) {
        return peek(IDENTIFIER_TYPE).filter(type::equals).isPresent()
                && peek(VALUE).filter(test).isPresent();
    }

    Optional<String> peekAncestorDomain() {
        return peek(ANCESTOR_DOMAIN);
    }

    boolean hasSubdomainAuthAllowed() {
        return peek(SUBDOMAIN_AUTH_ALLOWED).isPresent();
    }

    /** The name for messages to people; empty when there is none. */
    Optional<String> peekValue() {
        return peek(VALUE);
    }

    /** The same text for identifiers that name the same, members beside type and value left out; comparable. */
    String canonicalText() {
        String type = peek(IDENTIFIER_TYPE).map(IdentifierType::value).orElse("");
        String value = peek(VALUE).orElse("");
        if (is(IdentifierType.DNS, v -> true)) {
            value = DomainNames.fold(value);
        } else if (is(IdentifierType.IP, v -> true)) {
            value = IpAddresses.parse(value).map(IpAddresses::format).orElse(value);
        }
        return type + '\0' + value;
    }

    @Override
    protected Map<String, Object> identity() {
        Map<String, Object> identity = super.identity();
        if (peek(IDENTIFIER_TYPE).isPresent() && peek(VALUE).isPresent()) {
            identity.put(VALUE.name(), canonicalText());
        }
        return identity;
    }

    /** Builds an {@link Identifier}. */
    public static final class Builder extends ObjectBuilder<Identifier, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Identifier start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what kind of name it is. Required.
         *
         * @param type its type
         * @return this builder
         */
        public Builder type(IdentifierType type) {
            return set(IDENTIFIER_TYPE, type);
        }

        /**
         * Sets the name, to be sent as it is. Required.
         *
         * @param value the name
         * @return this builder
         */
        public Builder value(String value) {
            return set(VALUE, value);
        }

        /**
         * Says that the client can answer for an ancestor domain as well: in a newOrder, for dns names only (RFC 9444
         * §4.1).
         *
         * @param domain the ancestor domain, in A-label form
         * @return this builder
         */
        public Builder ancestorDomain(String domain) {
            return set(ANCESTOR_DOMAIN, domain);
        }

        /**
         * Asks for an authorization of all subdomains: in a newAuthz, for dns names only (RFC 9444 §4.2).
         *
         * @param allowed whether to ask for it
         * @return this builder
         */
        public Builder subdomainAuthAllowed(boolean allowed) {
            return set(SUBDOMAIN_AUTH_ALLOWED, allowed);
        }
    }
}
