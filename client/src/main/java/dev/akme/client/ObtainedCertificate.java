package dev.akme.client;

import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.OrderResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was obtained, with its chain, its key and the order it came from. Immutable. {@code toString} shows no key.
 */
public final class ObtainedCertificate {

    private final CertificateChain chain;
    private final @Nullable SigningKey key;
    private final OrderResource order;

    ObtainedCertificate(CertificateChain chain, @Nullable SigningKey key, OrderResource order) {
        this.chain = chain;
        this.key = key;
        this.order = order;
    }

    /**
     * {@return the certificate with its chain, as a server is to present it}
     */
    public CertificateChain chain() {
        return chain;
    }

    /**
     * {@return the private key; empty when only a certificate request was handed in}
     */
    public Optional<SigningKey> key() {
        return Optional.ofNullable(key);
    }

    /**
     * {@return the order that it came from, with the chain}
     */
    public OrderResource order() {
        return order;
    }

    /**
     * {@return the URL of the order}
     */
    @Override
    public String toString() {
        return "certificate of " + order.uri();
    }
}
