package dev.akme.client;

import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate was not obtained. The message says why, for each identifier that was refused; the cause is what any other
 * call would have thrown: the server said no, did not speak ACME, was not reached, or the time was over. What has failed on
 * this side is suppressed in it: the {@link SolverException}, or an {@link UnsupportedOperationException} where the solver
 * takes none of the challenges.
 *
 * @serial exclude
 */
public final class ObtainException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The order as JSON, if there was one. */
    private final @Nullable String order;

    /** What was refused, and why, as JSON. */
    private final LinkedHashMap<String, String> failures = new LinkedHashMap<>();

    /** The key that was made. It does not survive serialization. */
    private final transient @Nullable SigningKey key;

    ObtainException(
            String message,
            @Nullable Throwable cause,
            @Nullable OrderResource order,
            Map<Identifier, Problem> failures,
            @Nullable SigningKey key) {
        super(message, cause);
        this.order = order == null ? null : order.toJson();
        failures.forEach((identifier, problem) -> this.failures.put(identifier.toJson(), problem.toJson()));
        this.key = key;
    }

    /**
     * {@return the order as far as it came, empty when there is none. Whether it is of any further use says
     * {@link #canBeResumed}}
     */
    public Optional<OrderResource> order() {
        return Optional.ofNullable(order).map(OrderResource.TYPE::read);
    }

    /**
     * {@return whether {@link AcmeAccount#resume} can go on with the {@link #order}: the network failed, the time was over, or
     * the server was too busy. Otherwise its authorizations have been given up, and only another order helps}
     */
    public boolean canBeResumed() {
        return order != null && getCause() instanceof RuntimeException cause && Refusals.isPassing(cause);
    }

    /**
     * {@return what the server, or the solver, said of each identifier that failed, be it of its authorization or in a
     * subproblem; empty when it was not for one of them}
     */
    public Map<Identifier, Problem> failures() {
        Map<Identifier, Problem> read = new LinkedHashMap<>();
        failures.forEach(
                (identifier, problem) -> read.put(Identifier.TYPE.read(identifier), Problem.TYPE.read(problem)));
        return read;
    }

    /**
     * {@return the key that was made for the certificate, to go on with; empty when it was handed in, or there was none}
     */
    public Optional<SigningKey> key() {
        return Optional.ofNullable(key);
    }
}
