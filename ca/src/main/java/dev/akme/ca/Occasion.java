package dev.akme.ca;

import java.util.Set;

/**
 * What an answer is for.
 *
 * @param request the request
 * @param resource what was asked for, as the log names it
 * @param urls the URLs of the CA
 */
record Occasion(CaRequest request, String resource, Urls urls) {

    boolean isFor(Set<Endpoint> endpoints) {
        return endpoints.stream().anyMatch(endpoint -> endpoint.label().equals(resource));
    }
}
