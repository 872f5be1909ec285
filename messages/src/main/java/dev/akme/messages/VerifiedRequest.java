package dev.akme.messages;

import dev.akme.jose.JwsHeader;
import dev.akme.jose.VerificationKey;
import dev.akme.jose.VerifiedJws;
import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.MessageType;
import java.util.Optional;

/**
 * A request that a {@link RequestVerifier} found to be right: header and payload, and the key that signed them. What the
 * payload asks for is not looked at yet.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class VerifiedRequest {

    private final VerifiedJws jws;

    VerifiedRequest(VerifiedJws jws) {
        this.jws = jws;
    }

    /**
     * {@return the protected header}
     */
    public JwsHeader header() {
        return jws.header();
    }

    /**
     * {@return the account's URL as it stands in the header; empty when the key itself stands there}
     */
    public Optional<String> kid() {
        return header().kid();
    }

    /**
     * {@return the key that signed: of the account, or that in {@code jwk}}
     */
    public VerificationKey key() {
        return jws.key().orElseThrow();
    }

    /**
     * {@return the octets of the payload; none for a POST-as-GET}
     */
    public byte[] payload() {
        return jws.payload();
    }

    /**
     * {@return whether this only reads a resource: its payload is empty (RFC 8555 §6.3)}
     */
    public boolean isPostAsGet() {
        return payload().length == 0;
    }

    /**
     * Reads the payload strictly.
     *
     * @param <T> the class of the message
     * @param type the type of message that the resource takes
     * @return the message
     * @throws AcmeProblemException {@code malformed}, when the payload is empty, no JSON object, or not as the
     *     specification demands
     */
    public <T extends AcmeObject> T payload(MessageType<T> type) {
        if (isPostAsGet()) {
            throw Refusal.malformed("the payload is empty: send " + type.name() + " (" + type.section() + ")");
        }
        try {
            return type.readStrict(payload());
        } catch (JsonException e) {
            throw Refusal.malformed("the payload, " + type.name() + ": " + e.getMessage());
        }
    }

    /**
     * Refuses a request that is not a POST-as-GET, where nothing else is allowed.
     *
     * @throws AcmeProblemException {@code malformed}, when the payload is not empty
     */
    public void requirePostAsGet() {
        if (!isPostAsGet()) {
            throw Refusal.malformed(
                    "this resource can only be read: send the empty string as payload, not {} (RFC 8555 §6.3)");
        }
    }

    /**
     * {@return the header, without nonce and keys}
     */
    @Override
    public String toString() {
        return jws.toString();
    }
}
