package dev.akme.ca.issuer;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;

/** The problem that every refusal of a certificate request has (RFC 8555 §7.4). */
final class Refusals {

    private Refusals() {}

    static AcmeProblemException badCsr(String detail) {
        return new AcmeProblemException(Problem.of(ProblemType.BAD_CSR, detail));
    }
}
