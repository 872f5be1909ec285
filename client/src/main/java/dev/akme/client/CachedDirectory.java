package dev.akme.client;

import dev.akme.json.MemberException;
import dev.akme.messages.Directory;
import dev.akme.messages.Resource;
import dev.akme.messages.ResourceType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The directory of a CA, kept in memory for some time (RFC 8555 §7.1.1, RFC 9111 §4.2). */
final class CachedDirectory {

    /** Many servers forbid any caching, but no server's URLs change from one request to the next. */
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?([0-9]{1,9})");

    private final URI url;
    private final Exchange exchange;
    private volatile @Nullable Entry entry;

    private record Entry(Resource<Directory> directory, URI base, Instant until) {}

    CachedDirectory(URI url, Exchange exchange) {
        this.url = url;
        this.exchange = exchange;
    }

    /** Two threads may fetch it at once: that costs a request, a lock would cost a thread. */
    Resource<Directory> get(Deadline deadline) throws InterruptedException {
        return entry(deadline).directory;
    }

    private Entry entry(Deadline deadline) throws InterruptedException {
        Entry known = entry;
        if (known != null && known.until.isAfter(exchange.time().now())) {
            return known;
        }
        Answer answer = exchange.get(url, AcmeClient.JSON, deadline);
        Resource<Directory> directory = answer.resource(url, Directory.TYPE);
        if (find(directory.body(), ResourceType.NEW_NONCE).isEmpty()) {
            throw new AcmeProtocolException(
                    url + " is no directory: it has no newNonce (RFC 8555 §7.1.1). Is it the right URL?", null);
        }
        exchange.keepNonce(answer);
        Entry fresh = new Entry(directory, answer.url(), answer.at().plus(lifetime(answer)));
        entry = fresh;
        return fresh;
    }

    /** Gives the URL of a resource, on the way to a request for it. */
    URI url(ResourceType resource, Deadline deadline) throws InterruptedException {
        Entry current;
        try {
            current = entry(deadline);
        } catch (AcmeNetworkException e) {
            throw e.beforeTheRequest();
        }
        return find(current.directory.body(), resource)
                .map(current.base::resolve)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "the CA does not offer " + resource + ": it is not in its directory, " + url));
    }

    private Optional<URI> find(Directory directory, ResourceType resource) {
        try {
            return directory.resource(resource);
        } catch (MemberException e) {
            throw new AcmeProtocolException("the directory " + url + " has no URL for " + resource, e);
        }
    }

    private static Duration lifetime(Answer answer) {
        Optional<Duration> said = answer.response().headers("Cache-Control").stream()
                .map(line -> MAX_AGE.matcher(line.toLowerCase(Locale.ROOT)))
                .filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .findFirst()
                .or(() -> answer.response()
                        .header("Expires")
                        .flatMap(RetryAfter::date)
                        .map(time -> Duration.between(answer.at(), time)));
        Duration lifetime = said.orElse(SHORTEST);
        Duration atLeast = lifetime.compareTo(SHORTEST) < 0 ? SHORTEST : lifetime;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
