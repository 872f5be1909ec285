package dev.akme.client.solver;

import dev.akme.challenge.KeyAuthorization;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are given at the moment, by the token or name that is asked for. The same answer may be put there more
 * than once, as when two orders share an authorization, and stays until it is taken away as often. Safe for use by many
 * threads.
 *
 * @param <A> the answers
 */
final class Shelf<A> {

    private record Slot<A>(KeyAuthorization keyAuthorization, A answer, int users) {

        Slot<A> withUsers(int count) {
            return new Slot<>(keyAuthorization, answer, count);
        }
    }

    private final ConcurrentHashMap<String, Slot<A>> slots = new ConcurrentHashMap<>();

    /**
     * Puts an answer in place.
     *
     * @param answer makes the answer when it is not there yet
     * @return whether it is in place; not so when the same place has the answer to another challenge
     */
    boolean put(String name, KeyAuthorization keyAuthorization, Supplier<A> answer) {
        Slot<A> slot = slots.compute(name, (n, present) -> {
            if (present == null) {
                return new Slot<>(keyAuthorization, answer.get(), 1);
            }
            boolean same = present.keyAuthorization.equals(keyAuthorization);
            return same ? present.withUsers(present.users + 1) : present;
        });
        return slot.keyAuthorization.equals(keyAuthorization);
    }

    Optional<A> find(String name) {
        return Optional.ofNullable(slots.get(name)).map(Slot::answer);
    }

    /** Takes away what was put there once. */
    void remove(String name) {
        slots.computeIfPresent(name, (n, present) -> lessOne(present));
    }

    private static <A> @Nullable Slot<A> lessOne(Slot<A> slot) {
        return slot.users == 1 ? null : slot.withUsers(slot.users - 1);
    }
}
