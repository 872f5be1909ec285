package dev.akme.client;

import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.OrdersList;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the order for a certificate, and no second one if that can be helped (RFC 8555 §7.4). For one thread, once. */
final class Ordering {

    private static final Set<Status> OPEN = Set.of(Status.PENDING, Status.READY);

    /**
     * Lists can be long, pages short (three orders with Pebble), and the new orders at the far end: so it is read on for half
     * of the time that is left, but no further than this, lest a list without end takes memory without end.
     */
    private static final int MAX_PAGES = 2_000;

    /** New orders stand at one end of the list, but no RFC says at which. */
    private static final int EACH_END = 10;

    private final AcmeAccount account;
    private final ObtainRequest request;
    private final Deadline deadline;
    private final AcmeListener listener;

    Ordering(AcmeAccount account, ObtainRequest request, Deadline deadline) {
        this.account = account;
        this.request = request;
        this.deadline = deadline;
        this.listener = account.client().listener();
    }

    Resource<Order> run() throws InterruptedException {
        NewOrder.Builder wanted = NewOrder.builder().identifiers(request.identifiers());
        request.profile().ifPresent(wanted::profile);
        request.notBefore().ifPresent(wanted::notBefore);
        request.notAfter().ifPresent(wanted::notAfter);
        NewOrder without = wanted.build();
        listener.step(ordering());
        if (request.replaces().isEmpty()) {
            return ask(without);
        }
        try {
            return ask(wanted.replaces(request.replaces().get().toString()).build());
        } catch (AcmeProblemException e) {
            if (e.retryAfter().isPresent() || e.httpStatus() == 429) {
                throw e;
            }
            // For whatever reason, as servers differ in it: that the link to the old certificate is missing harms
            // nobody.
            listener.skipped(ordering(), "with replaces, so without: " + e.getMessage());
            return ask(without);
        }
    }

    /**
     * When the answer is lost, the order is looked for in the account's list, and asked for again only where it is not found:
     * a server without lists may then have two, one of which expires.
     */
    private Resource<Order> ask(NewOrder wanted) throws InterruptedException {
        try {
            return account.newOrder(wanted, deadline);
        } catch (AcmeNetworkException | AcmeProblemException e) {
            if (!Refusals.isLost(e) || deadline.isOver()) {
                throw e;
            }
        }
        listener.step(step(ObtainStep.Kind.FIND_ORDER));
        Optional<Resource<Order>> made = find(wanted);
        if (made.isPresent()) {
            return made.get();
        }
        listener.step(ordering());
        return account.newOrder(wanted, deadline);
    }

    private ObtainStep ordering() {
        return step(ObtainStep.Kind.ORDER);
    }

    private ObtainStep step(ObtainStep.Kind kind) {
        return ObtainStep.of(kind, request.identifiers());
    }

    private Optional<Resource<Order>> find(NewOrder wanted) throws InterruptedException {
        try {
            for (URI url : candidates()) {
                Resource<Order> order = account.order(url, deadline);
                if (fits(order.body(), wanted)) {
                    return Optional.of(order);
                }
            }
        } catch (AcmeProblemException | AcmeProtocolException | MemberException e) {
            listener.skipped(step(ObtainStep.Kind.FIND_ORDER), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Those at the ends of the list, the last one first. */
    private Set<URI> candidates() throws InterruptedException {
        List<URI> all = List.copyOf(listed());
        Set<URI> ends = new LinkedHashSet<>();
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - EACH_END); i--) {
            ends.add(all.get(i));
        }
        all.stream().limit(EACH_END).forEach(ends::add);
        return ends;
    }

    private Set<URI> listed() throws InterruptedException {
        Set<URI> urls = new LinkedHashSet<>();
        Optional<URI> first = account.fetch(deadline).body().orders();
        if (first.isPresent()) {
            Pages<OrdersList> pages = new Pages<>(
                    account.url().resolve(first.get()), url -> account.ordersPage(url, deadline), OrdersList::orders);
            Deadline half = deadline.atMost(deadline.left().dividedBy(2));
            for (int i = 0; i < MAX_PAGES && pages.hasMore() && !half.isOver(); i++) {
                urls.addAll(pages.read());
            }
        }
        return urls;
    }

    private boolean fits(Order order, NewOrder wanted) {
        return OPEN.contains(order.status())
                && order.expires()
                        .filter(end -> end.isBefore(deadline.time().now()))
                        .isEmpty()
                && OrderedNames.of(order.identifiers()).equals(OrderedNames.of(wanted.identifiers()))
                && Stream.of(
                                wanted.profile().isEmpty() || wanted.profile().equals(order.profile()),
                                wanted.replaces().isEmpty() || wanted.replaces().equals(order.replaces()),
                                wanted.notBefore().isEmpty()
                                        || wanted.notBefore().equals(order.notBefore()),
                                wanted.notAfter().isEmpty() || wanted.notAfter().equals(order.notAfter()))
                        .allMatch(same -> same);
    }
}
