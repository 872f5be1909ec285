package dev.akme.ca;

import dev.akme.ca.store.StoredOrder;
import dev.akme.messages.Identifier;
import dev.akme.messages.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders as a store has them before the CA of a test begins. */
final class StoredOrders {

    private StoredOrders() {}

    /** One that was just made, for an hour, and asks for nothing but a certificate. */
    static StoredOrder pending(
            String id, String accountId, Instant createdAt, List<Identifier> names, List<String> authorizationIds) {
        return new StoredOrder(
                id,
                0,
                accountId,
                Status.PENDING,
                createdAt,
                createdAt.plus(Duration.ofHours(1)),
                names,
                authorizationIds,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "default",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
