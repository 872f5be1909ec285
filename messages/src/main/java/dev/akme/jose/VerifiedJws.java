package dev.akme.jose;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was signed, after the signature was verified: header and payload of a {@link Jws}. There is no other way to get
 * one than {@link Jws#verify} and {@link Jws#verifyMac}.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class VerifiedJws {

    private final JwsHeader header;
    private final byte[] payload;
    private final @Nullable VerificationKey key;

    VerifiedJws(JwsHeader header, byte[] payload, @Nullable VerificationKey key) {
        this.header = header;
        this.payload = payload;
        this.key = key;
    }

    /**
     * {@return the protected header}
     */
    public JwsHeader header() {
        return header;
    }

    /**
     * {@return the octets of the payload; none for a POST-as-GET (RFC 8555 §6.3)}
     */
    public byte[] payload() {
        return payload.clone();
    }

    /**
     * {@return the key that signed; empty after {@link Jws#verifyMac}}
     */
    public Optional<VerificationKey> key() {
        return Optional.ofNullable(key);
    }

    /**
     * {@return the type of JWS and its header, without nonce and keys}
     */
    @Override
    public String toString() {
        return "verified " + header;
    }
}
