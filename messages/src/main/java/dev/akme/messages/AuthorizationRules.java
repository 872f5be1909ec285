package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Rules;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/** What makes an authorization one (RFC 8555 §7.1.4, and the documents of identifiers and challenges). */
final class AuthorizationRules {

    private static final String SECTION = "RFC 8555 §7.1.4";

    private AuthorizationRules() {}

    static Rules<Authorization> addTo(Rules<Authorization> rules) {
        CommonRules.extraMembers(rules, SECTION, List.of("error", "id", "resource", "combinations"));
        return addChallengeRules(addStatusRules(addIdentifierRules(rules)));
    }

    private static Rules<Authorization> addIdentifierRules(Rules<Authorization> rules) {
        return rules.rule(
                        Severity.ERROR,
                        "authorization/wildcard-identifier",
                        SECTION,
                        "/identifier/value",
                        "the identifier has a wildcard",
                        "send the name without *., and wildcard: true",
                        a -> a.peekIdentifier().filter(Identifier::isWildcard).isPresent())
                .rule(
                        Severity.ERROR,
                        "authorization/wildcard-type",
                        SECTION,
                        "/wildcard",
                        "wildcard stands with an identifier that is not a domain name",
                        "leave it out",
                        a -> a.peekWildcard().orElse(false) && isOtherThanDns(a))
                .rule(
                        // The RFC's own example has false, and step-ca always sends it.
                        Severity.WARNING,
                        "authorization/wildcard-false",
                        SECTION,
                        "/wildcard",
                        "wildcard is false",
                        "leave it out unless it is true",
                        a -> a.peekWildcard().filter(w -> !w).isPresent())
                .rule(
                        Severity.ERROR,
                        "authorization/subdomains-of-dns",
                        "RFC 9444 §4.3",
                        "/subdomainAuthAllowed",
                        "subdomainAuthAllowed stands with an identifier that is not a domain name",
                        "leave it out",
                        a -> a.peekSubdomainAuthAllowed() && isOtherThanDns(a));
    }

    private static Rules<Authorization> addStatusRules(Rules<Authorization> rules) {
        return rules.rule(
                        Severity.ERROR,
                        "authorization/status",
                        "RFC 8555 §7.1.6",
                        "/status",
                        "an authorization cannot have this status",
                        "send pending, valid, invalid, deactivated, expired or revoked",
                        a -> a.peekStatus()
                                .filter(s -> s.isKnown()
                                        && !StateMachine.AUTHORIZATION.states().contains(s))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "authorization/expires",
                        SECTION,
                        "/expires",
                        "a valid authorization does not say when it expires",
                        "send expires",
                        a -> a.hasStatus(Status.VALID) && a.member("expires").isEmpty())
                .rule(
                        Severity.WARNING,
                        "authorization/no-challenges",
                        SECTION,
                        "/challenges",
                        "a pending authorization offers no challenge",
                        "offer one; a client can do nothing but deactivate it",
                        a -> a.hasStatus(Status.PENDING)
                                && a.peekChallenges().filter(List::isEmpty).isPresent())
                .rule(
                        Severity.WARNING,
                        "authorization/no-valid-challenge",
                        SECTION,
                        "/challenges",
                        "a valid authorization has challenges, but none that succeeded",
                        "send the one that did, or none when there was none",
                        a -> a.hasStatus(Status.VALID)
                                && a.peekChallenges()
                                        .filter(all -> !all.isEmpty()
                                                && all.stream().noneMatch(c -> c.hasStatus(Status.VALID)))
                                        .isPresent());
    }

    private static Rules<Authorization> addChallengeRules(Rules<Authorization> rules) {
        return rules.rule(
                        Severity.ERROR,
                        "authorization/challenge-type",
                        "RFC 8555 §9.7.8",
                        "this type of challenge cannot validate this type of identifier",
                        "offer one that can",
                        a -> challengesWhere(a, AuthorizationRules::isMismatch))
                .rule(
                        Severity.ERROR,
                        "authorization/onion-challenge",
                        "RFC 9799 §3",
                        "onion-csr-01 is for onion names alone, and dns-01 cannot validate them",
                        "offer http-01, tls-alpn-01 or onion-csr-01 for onion names, and onion-csr-01 for no other",
                        a -> challengesWhere(a, AuthorizationRules::isOnionMismatch));
    }

    private static boolean isOtherThanDns(Authorization authorization) {
        return authorization
                .peekIdentifier()
                .filter(i -> !i.is(IdentifierType.DNS, v -> true))
                .isPresent();
    }

    private static List<String> challengesWhere(
            Authorization authorization, BiPredicate<Identifier, ChallengeType> broken) {
        Optional<Identifier> identifier = authorization.peekIdentifier();
        List<Challenge> challenges = authorization.peekChallenges().orElse(List.of());
        return IntStream.range(0, challenges.size())
                .filter(index -> challenges
                        .get(index)
                        .typeIfKnown()
                        .filter(type ->
                                identifier.filter(i -> broken.test(i, type)).isPresent())
                        .isPresent())
                .mapToObj(index -> "/challenges/" + index + "/type")
                .toList();
    }

    /** Only where both types are known: others may have been registered since. */
    private static boolean isMismatch(Identifier identifier, ChallengeType type) {
        List<IdentifierType> fitting = type.identifierTypes();
        return !fitting.isEmpty()
                && IdentifierType.known().stream().anyMatch(t -> identifier.is(t, v -> true))
                && fitting.stream().noneMatch(t -> identifier.is(t, v -> true));
    }

    private static boolean isOnionMismatch(Identifier identifier, ChallengeType type) {
        boolean onion = identifier.is(IdentifierType.DNS, DomainNames::isBelowOnion);
        boolean otherName = identifier.is(IdentifierType.DNS, v -> !DomainNames.isBelowOnion(v));
        return (onion && type.equals(ChallengeType.DNS_01)) || (otherName && type.equals(ChallengeType.ONION_CSR_01));
    }
}
