package dev.akme.messages;

import dev.akme.der.DerShape;
import dev.akme.jose.Base64Url;
import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Rules;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** What the values of each identifier type must look like (RFC 8555 §7.1.3 and the documents of the other types). */
final class IdentifierRules {

    /** Types whose values are base64url of DER. */
    static final List<IdentifierType> DER_TYPES = List.of(
            IdentifierType.TN_AUTH_LIST,
            IdentifierType.JWT_CLAIM_CONSTRAINTS,
            IdentifierType.ENHANCED_JWT_CLAIM_CONSTRAINTS);

    private static final String VALUE = "/value";
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private IdentifierRules() {}

    static Rules<Identifier> addTo(Rules<Identifier> rules) {
        return rules.rule(
                        Severity.ERROR,
                        "identifier/dns-name",
                        "RFC 8555 §7.1.3",
                        VALUE,
                        "the value is not a domain name in A-label form",
                        "send labels of 1 to 63 letters, digits and hyphens, 253 characters at most, no final dot, "
                                + "A-labels (xn--) for others, *. only in front",
                        i -> i.is(
                                IdentifierType.DNS, v -> DomainNames.problem(v).isPresent()))
                .rule(
                        Severity.WARNING,
                        "identifier/dns-case",
                        "RFC 8555 §7.1.3",
                        VALUE,
                        "the domain name has upper-case letters",
                        "write it in lower case; compare without regard to case",
                        i -> i.is(IdentifierType.DNS, v -> !DomainNames.fold(v).equals(v)))
                .rule(
                        Severity.ERROR,
                        "identifier/ip-address",
                        "RFC 8738 §3",
                        VALUE,
                        "the value is not an IP address",
                        "send IPv4 in dotted decimal or IPv6 text, without brackets, zone or prefix length",
                        i -> i.is(IdentifierType.IP, v -> IpAddresses.parse(v).isEmpty()))
                .rule(
                        Severity.WARNING,
                        "identifier/ip-canonical",
                        "RFC 8738 §3",
                        VALUE,
                        "the IP address is not in its canonical text form",
                        "write it as RFC 5952 has it",
                        i -> i.is(
                                IdentifierType.IP,
                                v -> IpAddresses.parse(v)
                                        .filter(octets ->
                                                !IpAddresses.format(octets).equals(v))
                                        .isPresent()))
                .rule(
                        Severity.ERROR,
                        "identifier/email-address",
                        "RFC 8823 §3",
                        VALUE,
                        "the value is not an e-mail address",
                        "send local@domain, without wildcards",
                        i -> i.is(IdentifierType.EMAIL, v -> !isAddress(v)))
                .rule(
                        Severity.ERROR,
                        "identifier/ancestor-domain",
                        "RFC 9444 §4.1",
                        "/ancestorDomain",
                        "ancestorDomain is not an ancestor of the domain name",
                        "send a name that the value ends with, label by label, and only with type dns",
                        i -> i.peekAncestorDomain()
                                .filter(a -> !i.is(IdentifierType.DNS, v -> DomainNames.isWithin(v, a)))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "identifier/subdomains-of-dns",
                        "RFC 9444 §4.2",
                        "/subdomainAuthAllowed",
                        "subdomainAuthAllowed stands with an identifier that is not a domain name",
                        "send it with type dns only",
                        i -> i.hasSubdomainAuthAllowed() && !i.is(IdentifierType.DNS, v -> true))
                .rule(
                        Severity.ERROR,
                        "identifier/onion-name",
                        "RFC 9799 §2",
                        VALUE,
                        "the onion name is not that of a service of version 3",
                        "send 56 characters of base32 before .onion",
                        i -> i.is(IdentifierType.DNS, v -> DomainNames.isBelowOnion(v) && !DomainNames.isOnion(v)))
                .rule(
                        Severity.ERROR,
                        "identifier/der",
                        "RFC 9448 §3",
                        VALUE,
                        "the value is not DER in base64url",
                        "encode the DER octets in base64url without padding",
                        i -> DER_TYPES.stream().anyMatch(type -> i.is(type, v -> !isDer(v))))
                .rule(
                        Severity.ERROR,
                        "identifier/bundle-eid",
                        "RFC 9891 §2",
                        VALUE,
                        "the value is not the URI of a node",
                        "send a URI, such as dtn://node/ or ipn:7.0",
                        i -> i.is(IdentifierType.BUNDLE_EID, v -> !ChallengeText.isAbsoluteUrl(v)))
                .rule(
                        Severity.WARNING,
                        "identifier/bundle-eid-form",
                        "RFC 9891 §2",
                        VALUE,
                        "the scheme of the URI is not in lower case",
                        "send the URI in its normal form",
                        i -> i.is(
                                IdentifierType.BUNDLE_EID,
                                v -> ChallengeText.isAbsoluteUrl(v)
                                        && !SCHEME.matcher(v).lookingAt()))
                .rule(
                        Severity.WARNING,
                        "identifier/nf-instance-id",
                        "3GPP TS 33.310",
                        VALUE,
                        "the value is not a UUID",
                        "send the instance ID of the network function",
                        i -> i.is(
                                IdentifierType.NF_INSTANCE_ID,
                                v -> !UUID.matcher(v).matches()))
                .rule(
                        Severity.ERROR,
                        "identifier/entity-url",
                        "draft-ietf-acme-openid-federation §4",
                        VALUE,
                        "the value is not an HTTPS URL",
                        "send the entity identifier of the federation",
                        i -> i.is(IdentifierType.OPENID_FEDERATION, v -> !isHttps(v)))
                .rule(
                        Severity.WARNING,
                        "identifier/blank",
                        "RFC 8555 §9.7.7",
                        VALUE,
                        "the value is blank",
                        "send what is to be identified",
                        i -> i.peekValue().filter(String::isBlank).isPresent()
                                && !i.is(IdentifierType.REMOTE_ATTESTATION, v -> true));
    }

    static boolean isDer(String value) {
        try {
            return DerShape.beginsSequence(Base64Url.decode(value));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHttps(String value) {
        return ChallengeText.isUrl(value)
                && URI.create(value).getHost() != null
                && value.regionMatches(true, 0, "https:", 0, 6);
    }

    static boolean isAddress(String value) {
        int at = value.lastIndexOf('@');
        return at > 0
                && at < value.length() - 1
                && value.indexOf('*') < 0
                && value.chars().noneMatch(c -> c <= ' ' || c == 127);
    }
}
