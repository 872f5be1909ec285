package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredOrder;
import dev.akme.messages.Order;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An order as it is at some time: what is stored, and what its authorizations and the clock make of it (RFC 8555 §7.1.6). It
 * follows from them alone, so that no two things must be changed at once.
 */
record OrderView(StoredOrder order, List<StoredAuthorization> authorizations, Status status, Optional<Problem> error) {

    static OrderView of(StoredOrder order, CaStore store, Instant now) {
        List<StoredAuthorization> found = order.authorizationIds().stream()
                .flatMap(id -> store.authorization(id).stream())
                .toList();
        if (!order.status().equals(Status.PENDING)) {
            return new OrderView(order, found, order.status(), order.error());
        }
        if (!order.expires().isAfter(now)) {
            return failed(order, found, "the order has expired: order again");
        }
        List<Problem> problems = new ArrayList<>();
        boolean ready = true;
        for (StoredAuthorization authorization : found) {
            Status status = status(authorization, now);
            ready &= status.equals(Status.VALID);
            if (!status.equals(Status.VALID) && !status.equals(Status.PENDING)) {
                problems.add(problem(authorization, status));
            }
        }
        if (found.size() < order.authorizationIds().size()) {
            return failed(order, found, "an authorization of the order is gone: order again");
        }
        if (!problems.isEmpty()) {
            return new OrderView(order, found, Status.INVALID, Optional.of(together(problems)));
        }
        return new OrderView(order, found, ready ? Status.READY : Status.PENDING, Optional.empty());
    }

    private static OrderView failed(StoredOrder order, List<StoredAuthorization> found, String detail) {
        return new OrderView(
                order, found, Status.INVALID, Optional.of(Refuse.problem(ProblemType.MALFORMED, 400, detail)));
    }

    static Status status(StoredAuthorization authorization, Instant now) {
        boolean ends = authorization.status().equals(Status.PENDING)
                || authorization.status().equals(Status.VALID);
        return ends && !authorization.expires().isAfter(now) ? Status.EXPIRED : authorization.status();
    }

    private static Problem problem(StoredAuthorization authorization, Status status) {
        return authorization.challenges().stream()
                .flatMap(challenge -> challenge.error().stream())
                .findFirst()
                .orElseGet(() -> Refuse.problem(ProblemType.UNAUTHORIZED, 403, "the authorization is " + status))
                .toBuilder()
                .identifier(authorization.identifier())
                .build();
    }

    private static Problem together(List<Problem> problems) {
        boolean one = problems.size() == 1;
        ProblemType type = one ? problems.get(0).type() : ProblemType.COMPOUND;
        return Problem.of(type, "not everything was authorized: see subproblems").toBuilder()
                .subproblems(problems)
                .build();
    }

    boolean is(Status wanted) {
        return status.equals(wanted);
    }

    /** Whether a client may still bring it to a certificate. */
    boolean isOpen() {
        return is(Status.PENDING) || is(Status.READY);
    }

    /** Whether the CA has something to do for it, so that asking again makes sense. */
    boolean isBusy() {
        return is(Status.PROCESSING)
                || (is(Status.PENDING) && authorizations.stream().anyMatch(StoredAuthorization::isProcessing));
    }

    Order message(Urls urls) {
        Order.Builder message = Order.builder()
                .status(status)
                .expires(order.expires())
                .identifiers(order.identifiers())
                .authorizations(order.authorizationIds().stream()
                        .map(id -> urls.of(Endpoint.AUTHORIZATION, id))
                        .toList())
                .finalizeUrl(urls.of(Endpoint.FINALIZE, order.id()))
                .profile(order.profile());
        order.notBefore().ifPresent(message::notBefore);
        order.notAfter().ifPresent(message::notAfter);
        order.replaces().ifPresent(message::replaces);
        error.ifPresent(message::error);
        order.certificateId().ifPresent(id -> message.certificate(urls.of(Endpoint.CERTIFICATE, id)));
        return message.build();
    }
}
