package dev.akme.scenarios;

import dev.akme.client.Transport;
import dev.akme.client.TransportRequest;
import dev.akme.client.TransportResponse;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every request with its answer. */
final class Recorder implements Transport {

    /** A request and its answer. */
    record Exchanged(TransportRequest request, TransportResponse response) {

        boolean is(String method) {
            return request.method().equals(method);
        }

        boolean isAt(URI url) {
            return request.url().equals(url);
        }
    }

    private final Transport transport;
    private final List<Exchanged> all = new CopyOnWriteArrayList<>();

    Recorder(Transport transport) {
        this.transport = transport;
    }

    List<Exchanged> all() {
        return List.copyOf(all);
    }

    /** Where the answers to requests at this URL say that something was made. */
    List<URI> locations(URI url) {
        return all.stream()
                .filter(exchanged -> exchanged.isAt(url))
                .flatMap(exchanged -> exchanged.response().header("Location").stream())
                .map(URI::create)
                .toList();
    }

    void clear() {
        all.clear();
    }

    @Override
    public TransportResponse send(TransportRequest request) throws InterruptedException {
        TransportResponse response = transport.send(request);
        all.add(new Exchanged(request, response));
        return response;
    }
}
