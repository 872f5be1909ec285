package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What newOrder requests and orders have in common (RFC 8555 §7.1.3, §7.4, RFC 8739 §3.1.1, RFC 9773 §5). */
final class OrderRules {

    private static final List<String> SERVER_MEMBERS =
            List.of("status", "expires", "error", "authorizations", "finalize", "certificate", "star-certificate");

    private static final Pattern CERTIFICATE_IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

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
                                .filter(id ->
                                        !CERTIFICATE_IDENTIFIER.matcher(id).matches())
                                .isPresent());
    }

    static List<String> duplicates(Optional<List<Identifier>> identifiers) {
        List<String> places = new ArrayList<>();
        Set<Identifier> seen = new HashSet<>();
        int index = 0;
        for (Identifier identifier : identifiers.orElse(List.of())) {
            if (!seen.add(identifier)) {
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
