package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Rules;

/** What the values of each identifier type must look like (RFC 8555 §7.1.3 and the documents of the other types). */
final class IdentifierRules {

    private static final String VALUE = "/value";

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
                        i -> i.hasSubdomainAuthAllowed() && !i.is(IdentifierType.DNS, v -> true));
    }

    private static boolean isAddress(String value) {
        int at = value.lastIndexOf('@');
        return at > 0
                && at < value.length() - 1
                && value.indexOf('*') < 0
                && value.chars().noneMatch(c -> c <= ' ' || c == 127);
    }
}
