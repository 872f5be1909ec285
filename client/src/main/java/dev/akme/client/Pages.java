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

/** Lists that come in pages, each with a link to the next (RFC 8555 §7.1.2.1). */
final class Pages {

    private Pages() {}

    /** Fetches a page. */
    interface Fetch<T> {
        Resource<T> page(URI url) throws InterruptedException;
    }

    static <T> Stream<URI> stream(URI first, Fetch<T> fetch, Function<T, List<URI>> items) {
        return StreamSupport.stream(new Walk<>(first, fetch), false)
                .flatMap(page -> items.apply(page.body()).stream().map(page.url()::resolve));
    }

    private static final class Walk<T> extends Spliterators.AbstractSpliterator<Resource<T>> {

        private final Fetch<T> fetch;
        private final Set<URI> seen = new HashSet<>();
        private @Nullable URI next;

        Walk(URI first, Fetch<T> fetch) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.fetch = fetch;
            this.next = first;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Resource<T>> action) {
            URI url = next;
            // A server that links in a circle must not keep anybody for ever.
            if (url == null || !seen.add(url)) {
                return false;
            }
            try {
                Resource<T> page = fetch.page(url);
                next = page.links("next").stream().findFirst().orElse(null);
                action.accept(page);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(e);
            }
        }
    }
}
