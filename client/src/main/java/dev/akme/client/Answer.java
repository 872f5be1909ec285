package dev.akme.client;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.MessageType;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Link;
import dev.akme.messages.Resource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a server answered to one request: the response, with the URL it is for and the time at which it came. */
record Answer(URI url, TransportResponse response, Instant at) {

    int status() {
        return response.status();
    }

    boolean isSuccess() {
        return status() / 100 == 2;
    }

    List<Link> links() {
        return Link.parse(response.headers("Link"), url);
    }

    /** When to try again; of several headers the first that can be read. */
    Optional<Instant> retryAfter() {
        return response.headers("Retry-After").stream()
                .flatMap(text -> RetryAfter.parse(text, at).stream())
                .findFirst();
    }

    /** Where the resource is that was made or found: resolved against the URL of the request. */
    URI location() {
        return response.header("Location")
                .map(this::resolve)
                .orElseThrow(() -> new AcmeProtocolException(
                        "the answer of " + url + " has no Location header (RFC 8555 §7.3, §7.4)", null));
    }

    private URI resolve(String location) {
        try {
            return url.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            throw new AcmeProtocolException("Location in the answer of " + url + " is no URL", e);
        }
    }

    <T extends AcmeObject> T body(MessageType<T> type) {
        try {
            return type.read(response.body());
        } catch (JsonException e) {
            throw new AcmeProtocolException(
                    "the answer of " + url + " is not " + type.name() + " (" + type.section() + "): " + e.getMessage(),
                    e);
        }
    }

    <T extends AcmeObject> Resource<T> resource(MessageType<T> type) {
        return resource(url, type);
    }

    /** The resource that was made or found, under its own URL. */
    <T extends AcmeObject> Resource<T> made(MessageType<T> type) {
        return resource(location(), type);
    }

    <T extends AcmeObject> Resource<T> resource(URI at, MessageType<T> type) {
        return resource(at, body(type));
    }

    Resource<CertificateChain> chain() {
        try {
            return resource(url, CertificateChain.read(response.body()));
        } catch (IllegalArgumentException e) {
            throw new AcmeProtocolException("the answer of " + url + " is no certificate chain: " + e.getMessage(), e);
        }
    }

    private <T> Resource<T> resource(URI at, T body) {
        @Nullable Instant retryAt = retryAfter().orElse(null);
        return Resource.of(at, body, links(), retryAt);
    }
}
