package dev.akme.ca.validation;

import dev.akme.messages.Problem;
import java.util.Optional;

/** Looks whether a challenge was answered (RFC 8555 §7.5.1, §8). Safe for use by many threads. */
public interface Validator {

    /**
     * Validates, once. What goes wrong on the way, at the other end or in the network, is a problem and not an exception.
     *
     * @param request what to validate
     * @return why the challenge fails; empty when it is fulfilled
     * @throws InterruptedException when the thread is interrupted
     */
    Optional<Problem> validate(ValidationRequest request) throws InterruptedException;
}
