package dev.akme.ca;

import dev.akme.client.Transport;
import dev.akme.client.TransportRequest;
import dev.akme.client.TransportResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Hands a client's requests to a CA without any network. */
record Mounted(AcmeCa ca) implements Transport {

    @Override
    public TransportResponse send(TransportRequest request) {
        Map<String, List<String>> headers = request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        CaResponse answer = ca.handle(
                CaRequest.of(request.method(), request.url().getRawPath(), headers, request.body(), "192.0.2.1"));
        return TransportResponse.of(answer.status(), answer.headers(), answer.body());
    }
}
