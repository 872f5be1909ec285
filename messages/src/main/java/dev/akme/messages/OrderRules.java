package dev.akme.messages;

import dev.akme.jose.Base64Url;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonString;
import dev.akme.json.internal.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What newOrder requests and orders have in common (RFC 8555 §7.1.3, §7.4, RFC 8739 §3.1.1, RFC 9773 §5). */
final class OrderRules {

    private static final List<String> SERVER_MEMBERS =
            List.of("status", "expires", "error", "authorizations", "finalize", "certificate", "star-certificate");

    private OrderRules() {}

    static <T extends AcmeObject> Rules<T> common(
            Rules<T> rules,
            Function<T, Optional<List<Identifier>>> identifiers,
            Function<T, Optional<Instant>> notBefore,
            Function<T, Optional<Instant>> notAfter,
            Function<T, Optional<AutoRenewal>> autoRenewal,
            Function<T, Optional<String>> replaces) {
        return rules.rule(
                        Severity.ERROR,
                        rules.object() + "/no-identifiers",
                        "RFC 8555 §7.1.3",
                        "/identifiers",
                        "there is no identifier",
                        "send at least one",
                        o -> identifiers.apply(o).filter(List::isEmpty).isPresent())
                .rule(
                        Severity.ERROR,
                        rules.object() + "/validity",
                        "RFC 8555 §7.1.3",
                        "/notAfter",
                        "notAfter is not after notBefore",
                        "send a later notAfter",
                        o -> notBefore
                                .apply(o)
                                .filter(start -> notAfter.apply(o)
                                        .filter(end -> !end.isAfter(start))
                                        .isPresent())
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        rules.object() + "/validity-beside-star",
                        "RFC 8739 §3.1.1",
                        "/auto-renewal",
                        "notBefore or notAfter stands beside auto-renewal",
                        "use start-date and end-date",
                        o -> autoRenewal.apply(o).isPresent()
                                && (notBefore.apply(o).isPresent()
                                        || notAfter.apply(o).isPresent()))
                .rule(
                        Severity.ERROR,
                        rules.object() + "/replaces",
                        "RFC 9773 §4.1",
                        "/replaces",
                        "replaces is not a certificate identifier",
                        "send base64url(key identifier) '.' base64url(serial), both without padding",
                        o -> replaces.apply(o)
                                .filter(id -> !isCertificateIdentifier(id))
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        rules.object() + "/replaces-serial",
                        "RFC 9773 §4.1",
                        "/replaces",
                        "the serial number is not the octets of a positive number in DER, and some servers refuse that",
                        "keep the leading zero octet that DER has before a first bit of one, and no other",
                        o -> replaces.apply(o)
                                .filter(OrderRules::isCertificateIdentifier)
                                .filter(id -> !isPositive(id))
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        rules.object() + "/blank-profile",
                        "draft-ietf-acme-profiles §4",
                        "/profile",
                        "the name of the profile is blank",
                        "leave the member out when no profile is chosen",
                        o -> o.member("profile")
                                .filter(profile -> profile instanceof JsonString name
                                        && name.text().isBlank())
                                .isPresent());
    }

    private static boolean isCertificateIdentifier(String text) {
        int dot = text.indexOf('.');
        return dot > 0 && isBase64Url(text.substring(0, dot)) && isBase64Url(text.substring(dot + 1));
    }

    private static boolean isBase64Url(String text) {
        try {
            return Base64Url.decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPositive(String certificateIdentifier) {
        try {
            return CertificateIdentifier.parse(certificateIdentifier).serial().signum() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where identifiers carry a member that belongs to another message. */
    static List<String> identifiersWith(Optional<List<Identifier>> identifiers, String member) {
        List<Identifier> all = identifiers.orElse(List.of());
        return IntStream.range(0, all.size())
                .filter(index -> all.get(index).member(member).isPresent())
                .mapToObj(index -> "/identifiers/" + index + "/" + member)
                .toList();
    }

    static List<String> duplicates(Optional<List<Identifier>> identifiers) {
        List<String> places = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (Identifier identifier : identifiers.orElse(List.of())) {
            if (!seen.add(identifier.canonicalText())) {
                places.add("/identifiers/" + index);
            }
            index++;
        }
        return places;
    }

    static long count(Optional<List<Identifier>> identifiers, IdentifierType type) {
        return identifiers.orElse(List.of()).stream()
                .filter(i -> i.is(type, v -> true))
                .count();
    }

    static List<String> serverMembers(AcmeObject request) {
        return SERVER_MEMBERS.stream()
                .filter(name -> request.extensions().containsKey(name))
                .map(name -> "/" + name)
                .toList();
    }
}
