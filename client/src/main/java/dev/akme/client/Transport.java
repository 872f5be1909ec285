package dev.akme.client;

/**
 * Carries HTTP requests. The default is {@link JdkTransport}; another can be handed in for a network of its own kind, or in
 * a test. It follows no redirects, keeps no cookies, and always verifies the server. Implementations are safe for use by
 * many threads.
 */
@FunctionalInterface
public interface Transport {

    /**
     * Sends a request and reads the whole response.
     *
     * @param request the request
     * @return the response, whatever its status
     * @throws AcmeNetworkException when there is no response within {@link TransportRequest#timeout()}, its body included
     * @throws AcmeProtocolException when the body is longer than {@link TransportRequest#maxBody()}
     * @throws InterruptedException when the thread is interrupted
     */
    TransportResponse send(TransportRequest request) throws InterruptedException;
}
