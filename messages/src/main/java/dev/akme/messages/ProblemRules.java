package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the RFCs demand of problems (RFC 8555 §6.7, RFC 9457 §3.1), and what servers get wrong. */
final class ProblemRules {

    private static final String OLD_NAMESPACE = "urn:acme:error:";

    // Where a text says that the server MUST answer with this status.
    private static final Set<ProblemType> MANDATED = Set.of(
            ProblemType.ALREADY_REVOKED,
            ProblemType.BAD_NONCE,
            ProblemType.BAD_PUBLIC_KEY,
            ProblemType.BAD_SIGNATURE_ALGORITHM,
            ProblemType.ORDER_NOT_READY,
            ProblemType.USER_ACTION_REQUIRED,
            ProblemType.AUTO_RENEWAL_CANCELED,
            ProblemType.AUTO_RENEWAL_EXPIRED,
            ProblemType.AUTO_RENEWAL_CANCELLATION_INVALID,
            ProblemType.AUTO_RENEWAL_REVOCATION_NOT_SUPPORTED,
            ProblemType.UNKNOWN_DELEGATION,
            ProblemType.ALREADY_REPLACED);

    private ProblemRules() {}

    static void addTo(Rules<Problem> rules) {
        basics(rules);
        rules.rule(
                        Severity.WARNING,
                        "problem/old-namespace",
                        "RFC 8555 §9.6",
                        "/type",
                        "the type has the prefix that types had before the RFC",
                        "write urn:ietf:params:acme:error: instead",
                        p -> p.peekType().value().startsWith(OLD_NAMESPACE))
                .rule(
                        Severity.WARNING,
                        "problem/message",
                        "RFC 9457 §3.1.4",
                        "/message",
                        "the explanation stands in a member message",
                        "call it detail",
                        p -> p.extensions().containsKey("message")
                                && p.peekDetail().isEmpty())
                .rule(
                        Severity.WARNING,
                        "problem/status",
                        "RFC 9457 §3.1.2",
                        "/status",
                        "the status is not that of an HTTP error",
                        "send the status of the answer, 400 to 599, or none",
                        p -> p.peekStatus()
                                .filter(status -> status < 400 || status > 599)
                                .isPresent())
                .rule(
                        Severity.INFO,
                        "problem/mandated-status",
                        "RFC 8555 §6.7",
                        "/status",
                        "the specification names another status for this type",
                        "go by the type, not by the status",
                        p -> p.peekStatus()
                                .filter(status -> MANDATED.contains(p.peekType())
                                        && status != p.peekType().httpStatus())
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "problem/compound",
                        "RFC 8555 §6.7",
                        "/subproblems",
                        "a compound problem has no subproblems",
                        "send what went wrong with each identifier in subproblems, or another type",
                        p -> p.peekType().equals(ProblemType.COMPOUND)
                                && p.peekSubproblems().isEmpty());
    }

    private static void basics(Rules<Problem> rules) {
        rules.rule(
                        Severity.ERROR,
                        "problem/user-action-instance",
                        "RFC 8555 §7.3.3",
                        "/instance",
                        "a userActionRequired problem has no instance",
                        "send the URL that the person has to visit",
                        p -> is(p, ProblemType.USER_ACTION_REQUIRED)
                                && peek(p, Problem.INSTANCE).isEmpty())
                .rule(
                        Severity.ERROR, // though Pebble and others leave it out
                        "problem/algorithms",
                        "RFC 8555 §6.2",
                        "/algorithms",
                        "a badSignatureAlgorithm problem has no algorithms",
                        "send those that the server accepts",
                        p -> is(p, ProblemType.BAD_SIGNATURE_ALGORITHM)
                                && peek(p, Problem.ALGORITHMS).isEmpty())
                .rule(
                        Severity.ERROR,
                        "problem/top-level-identifier",
                        "RFC 8555 §6.7.1",
                        "/identifier",
                        "a problem with subproblems has an identifier of its own",
                        "name identifiers in the subproblems",
                        p -> peek(p, Problem.IDENTIFIER).isPresent()
                                && !peek(p, Problem.SUBPROBLEMS)
                                        .orElse(List.of())
                                        .isEmpty())
                .rule(
                        Severity.WARNING,
                        "problem/nested-subproblems",
                        "RFC 8555 §6.7.1",
                        "a subproblem has subproblems",
                        "write one level",
                        ProblemRules::nestedSubproblems)
                .rule(
                        Severity.ERROR,
                        "problem/invented-code",
                        "RFC 8555 §6.7",
                        "/type",
                        "the type stands in the ACME namespace, but in no registry",
                        "use a registered type, or a URI of your own",
                        p -> peek(p, Problem.PROBLEM_TYPE)
                                .filter(type -> type.isAcme() && !type.isKnown())
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "problem/not-a-uri",
                        "RFC 9457 §3.1.1",
                        "/type",
                        "the type is not a URI reference",
                        "compare it as text",
                        p -> peek(p, Problem.PROBLEM_TYPE)
                                .filter(type -> !isUri(type))
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "problem/no-type",
                        "RFC 8555 §6.7",
                        "/type",
                        "the problem has no type",
                        "take it for about:blank and go by the HTTP status",
                        p -> peek(p, Problem.PROBLEM_TYPE).isEmpty());
    }

    private static List<String> nestedSubproblems(Problem problem) {
        List<String> places = new ArrayList<>();
        int index = 0;
        for (Problem sub : peek(problem, Problem.SUBPROBLEMS).orElse(List.of())) {
            if (peek(sub, Problem.SUBPROBLEMS).filter(list -> !list.isEmpty()).isPresent()) {
                places.add("/subproblems/" + index + "/subproblems");
            }
            index++;
        }
        return places;
    }

    private static boolean isUri(ProblemType type) {
        try {
            URI.create(type.value());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean is(Problem problem, ProblemType type) {
        return peek(problem, Problem.PROBLEM_TYPE).filter(type::equals).isPresent();
    }

    private static <V> Optional<V> peek(Problem problem, Field<V> field) {
        return Members.of(problem).peek(field);
    }
}
