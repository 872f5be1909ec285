package dev.akme.client;

import dev.akme.messages.Resource;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A list that comes in pages, each with a link to the next (RFC 8555 §7.1.2.1), read once. For one thread. */
final class Pages<T> {

    private final Fetch<T> fetch;
    private final Function<T, List<URI>> items;
    private final Set<URI> seen = new HashSet<>();
    private @Nullable URI next;

    /** Fetches a page. */
    interface Fetch<T> {
        Resource<T> page(URI url) throws InterruptedException;
    }

    Pages(URI first, Fetch<T> fetch, Function<T, List<URI>> items) {
        this.fetch = fetch;
        this.items = items;
        this.next = first;
        seen.add(first);
    }

    /** All of it, page by page as the stream is read; an interrupt comes as {@link CancelledException}. */
    static <T> Stream<URI> stream(URI first, Fetch<T> fetch, Function<T, List<URI>> items) {
        return StreamSupport.stream(new Walk<>(new Pages<>(first, fetch, items)), false)
                .flatMap(List::stream);
    }

    boolean hasMore() {
        return next != null;
    }

    /** Reads the next page; empty when there is none. */
    List<URI> read() throws InterruptedException {
        URI url = next;
        if (url == null) {
            return List.of();
        }
        Resource<T> page = fetch.page(url);
        // A server that links in a circle must not keep anybody for ever.
        next = page.links("next").stream().findFirst().filter(seen::add).orElse(null);
        return items.apply(page.body()).stream().map(page.url()::resolve).toList();
    }

    private static final class Walk<T> extends Spliterators.AbstractSpliterator<List<URI>> {

        private final Pages<T> pages;

        Walk(Pages<T> pages) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.pages = pages;
        }

        @Override
        public boolean tryAdvance(Consumer<? super List<URI>> action) {
            if (!pages.hasMore()) {
                return false;
            }
            try {
                action.accept(pages.read());
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(e);
            }
        }
    }
}
