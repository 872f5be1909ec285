package dev.akme.client;

import org.jspecify.annotations.Nullable;

/**
 * The network failed: there is no response, or no whole one. What to do next depends on whether the request may have
 * arrived: if not, it can be sent again.
 *
 * @serial exclude
 */
public final class AcmeNetworkException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Whether the server may have got it. */
    private final boolean mayHaveArrived;

    /**
     * Describes a failure.
     *
     * @param message what failed, for which method and URL
     * @param cause why; null when nothing more is known
     * @param mayHaveArrived whether the server may have got the request
     */
    public AcmeNetworkException(String message, @Nullable Throwable cause, boolean mayHaveArrived) {
        super(message, cause);
        this.mayHaveArrived = mayHaveArrived;
    }

    /** For a request that only prepares another one, which has not been sent then. */
    AcmeNetworkException beforeTheRequest() {
        return new AcmeNetworkException(String.valueOf(getMessage()), this, false);
    }

    /**
     * {@return whether the server may have got the request and acted on it}
     */
    public boolean mayHaveArrived() {
        return mayHaveArrived;
    }

    /**
     * {@return whether the certificate of the server comes from no root that is trusted here, as that of a CA of one's own: see
     * {@link JdkTransport#trusting}}
     */
    public boolean isUnknownRoot() {
        return Distrust.isOfRoot(this);
    }
}
