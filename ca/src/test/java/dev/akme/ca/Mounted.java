package dev.akme.ca;

import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.AcmeProtocolException;
import dev.akme.client.Transport;
import dev.akme.client.TransportRequest;
import dev.akme.client.TransportResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Hands a client's requests to a CA without any network. */
record Mounted(AcmeCa ca) implements Transport {

    /** A client whose transport is a method call. */
    static AcmeClient client(AcmeCa ca) {
        return AcmeClient.builder(ca.directoryUrl()).transport(new Mounted(ca)).build();
    }

    @Override
    public TransportResponse send(TransportRequest request) {
        Map<String, List<String>> headers = request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        String query = request.url().getRawQuery();
        String target = request.url().getRawPath() + (query == null ? "" : "?" + query);
        CaResponse answer = ca.handle(CaRequest.of(request.method(), target, headers, request.body(), "192.0.2.1"));
        if (answer.isDropped()) {
            throw new AcmeNetworkException("the connection was closed", null, true);
        }
        if (answer.body().length > request.maxBody()) {
            throw new AcmeProtocolException("the body is longer than " + request.maxBody(), null);
        }
        return TransportResponse.of(answer.status(), answer.headers(), answer.body());
    }
}
