package dev.akme.testkit;

import dev.akme.ca.CaObserver;
import dev.akme.ca.CaRequest;
import dev.akme.ca.CaResponse;
import dev.akme.json.AcmeObject;
import dev.akme.messages.Problem;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All requests that a CA got, with its answers, in the order in which they ended. Safe for use by many threads.
 */
public final class Transcript {

    private final Clock clock;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    Transcript(Clock clock) {
        this.clock = clock;
    }

    /** For {@link CaObserver}. */
    void add(CaRequest request, CaResponse response, String resource) {
        exchanges.add(new Exchange(clock.instant(), resource, request, response));
    }

    /**
     * {@return all of them so far}
     */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /**
     * Gives those at one resource.
     *
     * @param resource as {@link Exchange#resource} has it, such as {@code newOrder}
     * @return those so far
     */
    public List<Exchange> exchanges(String resource) {
        return exchanges.stream()
                .filter(exchange -> exchange.resource().equals(resource))
                .toList();
    }

    /**
     * Gives the messages of one kind that clients sent.
     *
     * @param <T> their type
     * @param type their class, such as {@code NewOrder.class}
     * @return the messages so far, with their secrets hidden
     */
    public <T extends AcmeObject> List<T> requests(Class<T> type) {
        return messages(exchange -> exchange.request(type).stream().toList());
    }

    /**
     * Gives the messages of one kind that the CA answered with.
     *
     * @param <T> their type
     * @param type their class, such as {@code Order.class}
     * @return the messages so far, with their secrets hidden
     */
    public <T extends AcmeObject> List<T> responses(Class<T> type) {
        return messages(exchange -> exchange.response(type).stream().toList());
    }

    /**
     * {@return the problems that the CA answered with so far}
     */
    public List<Problem> problems() {
        return responses(Problem.class);
    }

    private <T> List<T> messages(Function<Exchange, List<T>> of) {
        return exchanges.stream()
                .flatMap(exchange -> of.apply(exchange).stream())
                .toList();
    }

    /** Forgets all so far. */
    public void clear() {
        exchanges.clear();
    }

    /**
     * {@return all so far, for people; without secrets}
     */
    @Override
    public String toString() {
        return from(0);
    }

    int size() {
        return exchanges.size();
    }

    /** Those after the first so many. */
    String from(int first) {
        List<Exchange> all = exchanges();
        return all.subList(Math.min(first, all.size()), all.size()).stream()
                .map(Exchange::toString)
                .collect(Collectors.joining("\n"));
    }
}
