package dev.akme.messages;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered about one resource: its body, its URL, and what came with it in headers. Immutable.
 *
 * <p>Two resources are equal when all of these are. To keep one, use {@link AccountResource}, {@link OrderResource} and
 * their like, which can be written as JSON.
 *
 * @param <T> the class of the body: a message, or {@link CertificateChain}
 */
public final class Resource<T> {

    private final URI url;
    private final T body;
    private final List<Link> links;
    private final @Nullable Instant retryAfter;

    private Resource(URI url, T body, List<Link> links, @Nullable Instant retryAfter) {
        this.url = Objects.requireNonNull(url, "url");
        this.body = Objects.requireNonNull(body, "body");
        this.links = List.copyOf(links);
        this.retryAfter = retryAfter;
    }

    /**
     * Makes a resource.
     *
     * @param <T> the class of the body
     * @param url where it is
     * @param body what it says
     * @param links the links that came with it; see {@link Link#parse}
     * @param retryAfter when it is worth asking again; null when the server did not say
     * @return the resource
     */
    public static <T> Resource<T> of(URI url, T body, List<Link> links, @Nullable Instant retryAfter) {
        return new Resource<>(url, body, links, retryAfter);
    }

    /**
     * {@return where it is, to be sent back to the letter (RFC 8555 §6.4)}
     */
    public URI url() {
        return url;
    }

    /**
     * {@return what it says}
     */
    public T body() {
        return body;
    }

    /**
     * {@return the links that came with it, in their order}
     */
    public List<Link> links() {
        return links;
    }

    /**
     * {@return when it is worth asking again; empty when the server did not say}
     */
    public Optional<Instant> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Finds the targets of the links of one relation.
     *
     * @param rel the relation, such as {@code alternate} or {@code next}; in lower case
     * @return the targets in their order; empty when there are none
     */
    public List<URI> links(String rel) {
        return links.stream()
                .filter(link -> link.rel().equals(rel))
                .map(Link::target)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource<?> that
                && url.equals(that.url)
                && body.equals(that.body)
                && links.equals(that.links)
                && Objects.equals(retryAfter, that.retryAfter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, body, links, retryAfter);
    }

    /**
     * {@return the URL and the body as the body's own {@code toString} shows it}
     */
    @Override
    public String toString() {
        return url + " " + body;
    }
}
