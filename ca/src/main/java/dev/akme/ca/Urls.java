package dev.akme.ca;

import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredChallenge;
import java.net.URI;
import java.util.Optional;

/** The URLs that are handed out. Clients send them back byte for byte (RFC 8555 §6.4). */
final class Urls {

    private final String base;
    private final String prefix;
    private final Paths paths;

    /**
     * Makes them.
     *
     * @param base the URL below which all resources are; with or without a final slash
     * @param paths what is where below it
     */
    Urls(URI base, Paths paths) {
        this.paths = paths;
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    URI base() {
        return URI.create(base + "/");
    }

    URI of(Endpoint endpoint, String... ids) {
        return URI.create(base + paths.path(endpoint, ids));
    }

    URI account(String id) {
        return of(Endpoint.ACCOUNT, id);
    }

    URI challenge(StoredAuthorization authorization, StoredChallenge challenge) {
        return of(Endpoint.CHALLENGE, authorization.id(), challenge.id());
    }

    /** The URL of a request, as it was handed out, whatever host name it came by. */
    Optional<URI> ofTarget(String target) {
        if (!target.startsWith(prefix + "/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(base + target.substring(prefix.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the path of a request stands for; empty when there is nothing. */
    Optional<Endpoint.Target> find(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.startsWith(prefix + "/") ? paths.find(path.substring(prefix.length())) : Optional.empty();
    }

    /** The account that a {@code kid} names; empty when it is no account URL of this CA. */
    Optional<String> accountId(String kid) {
        return kid.startsWith(base)
                ? paths.find(kid.substring(base.length()))
                        .filter(target -> target.endpoint() == Endpoint.ACCOUNT)
                        .map(Endpoint.Target::id)
                : Optional.empty();
    }
}
