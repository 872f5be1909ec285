package dev.akme.messages;

import dev.akme.jose.Base64Url;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonString;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** The rules of orders. */
    static void ofOrders(Rules<Order> rules) {
        common(
                        rules,
                        o -> peek(o, Order.IDENTIFIERS),
                        o -> peek(o, Order.NOT_BEFORE),
                        o -> peek(o, Order.NOT_AFTER),
                        o -> peek(o, Order.AUTO_RENEWAL),
                        o -> peek(o, Order.REPLACES))
                .rule(
                        Severity.ERROR,
                        "order/status",
                        "RFC 8555 §7.1.6",
                        "/status",
                        "an order cannot have this status",
                        "send a status of the order's state machine; canceled needs auto-renewal",
                        o -> peek(o, Order.STATUS)
                                .filter(s ->
                                        s.isKnown() && !o.machine().states().contains(s))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "order/expires",
                        "RFC 8555 §7.1.3",
                        "/expires",
                        "a pending or valid order has no expires",
                        "send the time after which the server takes it for invalid",
                        o -> (o.is(Status.PENDING) || o.is(Status.VALID))
                                && o.member("expires").isEmpty())
                .rule(
                        Severity.ERROR,
                        "order/certificate",
                        "RFC 8555 §7.4",
                        "/certificate",
                        "a valid order has no URL of a certificate",
                        "send certificate, or star-certificate with auto-renewal",
                        o -> o.is(Status.VALID)
                                && peek(o, Order.CERTIFICATE).isEmpty()
                                && peek(o, Order.STAR_CERTIFICATE).isEmpty())
                .rule(
                        Severity.ERROR,
                        "order/certificate-early",
                        "RFC 8555 §7.1.3",
                        "/certificate",
                        "an order without a certificate names one",
                        "send certificate when the status is valid",
                        o -> (o.is(Status.PENDING) || o.is(Status.READY) || o.is(Status.PROCESSING))
                                && peek(o, Order.CERTIFICATE).isPresent())
                .rule(
                        Severity.ERROR,
                        "order/star-certificate",
                        "RFC 8739 §3.1.1",
                        "/star-certificate",
                        "star-certificate stands without auto-renewal, or beside certificate",
                        "send star-certificate for orders with auto-renewal, certificate for all others",
                        o -> peek(o, Order.STAR_CERTIFICATE).isPresent()
                                && (peek(o, Order.AUTO_RENEWAL).isEmpty()
                                        || peek(o, Order.CERTIFICATE).isPresent()))
                .rule(
                        Severity.WARNING,
                        "order/error-as-text",
                        "RFC 8555 §7.1.3",
                        "/error",
                        "error is a text instead of a problem document",
                        "send an object with type and detail; Akme reads the text as detail",
                        o -> o.member("error")
                                .filter(JsonString.class::isInstance)
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "order/error-early",
                        "RFC 8555 §7.1.3",
                        "/error",
                        "an order that is not invalid has an error",
                        "send error when the order failed",
                        o -> peek(o, Order.STATUS)
                                        .filter(s -> s.isKnown() && !s.equals(Status.INVALID))
                                        .isPresent()
                                && peek(o, Order.ERROR).isPresent())
                .rule(
                        Severity.ERROR,
                        "order/error-identifier",
                        "RFC 8555 §6.7.1",
                        "/error/identifier",
                        "the problem names an identifier at its top level",
                        "name identifiers in subproblems",
                        o -> peek(o, Order.ERROR).filter(Problem::hasIdentifier).isPresent())
                .rule(
                        Severity.WARNING,
                        "order/get-beside-star",
                        "RFC 9115 §2.3.5",
                        "/allow-certificate-get",
                        "allow-certificate-get stands beside auto-renewal",
                        "put it into auto-renewal",
                        o -> peek(o, Order.AUTO_RENEWAL).isPresent()
                                && peek(o, Order.ALLOW_CERTIFICATE_GET).isPresent());
        CommonRules.extraMembers(rules, "RFC 8555 §7.1.3", List.of("id", "csr", "resource"));
        CommonRules.encrypted(
                rules,
                Stream.of(Order.AUTHORIZATIONS, Order.FINALIZE, Order.CERTIFICATE, Order.STAR_CERTIFICATE)
                        .map(Field::name)
                        .toList());
    }

    private static <V> Optional<V> peek(Order order, Field<V> field) {
        return Members.of(order).peek(field);
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
