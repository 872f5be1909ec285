package dev.akme.jose;

/**
 * A key or a signed request was refused. The message says what is wrong and what to do about it, and quotes neither keys
 * nor tokens, nonces or signatures; there is no cause that could.
 *
 * @serial exclude
 */
public final class JoseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What it is that was refused: a server answers each with a problem type of its own (RFC 8555 §6.7). */
    public enum Fault {
        /** The request is not of the form that RFC 8555 §6.2 demands: {@code malformed}. */
        FORM,
        /** The algorithm is not among those allowed: {@code badSignatureAlgorithm}. */
        ALGORITHM,
        /** The key is weak, broken, not supported, or not one for the algorithm: {@code badPublicKey}. */
        KEY,
        /** The signature or MAC is not by this key over these octets: {@code malformed}. */
        SIGNATURE
    }

    /** What was refused. */
    private final Fault fault;

    /** The message says what is wrong and what to do, without the values themselves. */
    JoseException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    static JoseException form(String message) {
        return new JoseException(Fault.FORM, message);
    }

    static JoseException key(String message) {
        return new JoseException(Fault.KEY, message);
    }

    /**
     * {@return what it is that was refused}
     */
    public Fault fault() {
        return fault;
    }
}
