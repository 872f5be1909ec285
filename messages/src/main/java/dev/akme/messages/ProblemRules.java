package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Rules;
import java.util.Set;

/** What servers get wrong about the type of a problem and its status. */
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
}
