package dev.akme.scenarios.server;

import dev.akme.client.Transport;
import dev.akme.client.TransportRequest;
import dev.akme.client.TransportResponse;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps new orders and requests for authorizations apart, of which Pebble (2.10 at least) cannot take both at once: the one
 * holds the lock of the store and wants that of an authorization, the other the other way round, and it never answers
 * again (letsencrypt/pebble, 554). All other requests pass.
 */
final class PebbleGate implements Transport {

    private final Transport transport;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    PebbleGate(Transport transport) {
        this.transport = transport;
    }

    @Override
    public TransportResponse send(TransportRequest request) throws InterruptedException {
        String path = request.url().getPath();
        if (path.equals("/order-plz")) {
            return send(request, lock.writeLock());
        }
        return path.startsWith("/authZ/") ? send(request, lock.readLock()) : transport.send(request);
    }

    private TransportResponse send(TransportRequest request, Lock held) throws InterruptedException {
        held.lockInterruptibly();
        try {
            return transport.send(request);
        } finally {
            held.unlock();
        }
    }
}
