package dev.akme.testkit;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.CaRequest;
import dev.akme.ca.CaResponse;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.Transport;
import dev.akme.client.TransportRequest;
import dev.akme.client.TransportResponse;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Carries requests to a CA in the same JVM, by calls: without sockets, and without threads that would outlive the test.
 *
 * @param ca the CA
 * @param isClosed tells whether nobody is to be reached any more
 */
record InProcess(AcmeCa ca, BooleanSupplier isClosed) implements Transport {

    @Override
    public TransportResponse send(TransportRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (isClosed.getAsBoolean()) {
            throw new AcmeNetworkException(request + ": the test kit is closed", null, false);
        }
        String query = request.url().getRawQuery();
        CaResponse response = ca.handle(CaRequest.of(
                request.method(),
                request.url().getRawPath() + (query == null ? "" : "?" + query),
                request.headers().entrySet().stream()
                        .collect(Collectors.toMap(header -> header.getKey(), header -> List.of(header.getValue()))),
                request.body(),
                "127.0.0.1"));
        if (response.isDropped()) {
            throw new AcmeNetworkException(request + ": the connection was closed without an answer", null, true);
        }
        return TransportResponse.of(response.status(), response.headers(), response.body());
    }
}
