package dev.akme.messages;

import dev.akme.jose.JoseException;
import dev.akme.jose.JwsAlgorithm;
import java.util.Collection;

/** What a server answers to requests that it refuses before it looks at what they ask for. */
final class Refusal {

    private Refusal() {}

    static AcmeProblemException of(ProblemType type, String detail) {
        return new AcmeProblemException(Problem.of(type, detail));
    }

    static AcmeProblemException malformed(String detail) {
        return of(ProblemType.MALFORMED, detail);
    }

    /** As {@link JoseException.Fault} says. */
    static AcmeProblemException of(JoseException e, Collection<JwsAlgorithm> allowed) {
        return of(e, allowed, "");
    }

    /** With words before the detail that say which of several requests in one is meant. */
    static AcmeProblemException of(JoseException e, Collection<JwsAlgorithm> allowed, String which) {
        String detail = which + e.getMessage();
        return switch (e.fault()) {
            case FORM, SIGNATURE -> malformed(detail);
            case KEY -> of(ProblemType.BAD_PUBLIC_KEY, detail);
            case ALGORITHM ->
                new AcmeProblemException(Problem.builder()
                        .type(ProblemType.BAD_SIGNATURE_ALGORITHM)
                        .status(ProblemType.BAD_SIGNATURE_ALGORITHM.httpStatus())
                        .detail(which
                                + "the algorithm in the header is not accepted: use one of algorithms (RFC 8555 §6.2)")
                        .algorithms(allowed.stream()
                                .filter(alg -> !alg.isMac())
                                .map(JwsAlgorithm::value)
                                .toList())
                        .build());
        };
    }
}
