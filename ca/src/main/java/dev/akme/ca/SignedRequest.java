package dev.akme.ca;

import dev.akme.ca.store.StoredAccount;
import dev.akme.jose.VerificationKey;
import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.MessageType;
import dev.akme.messages.VerifiedRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A POST that was verified: what it is for, and whose it is. */
record SignedRequest(
        CaRequest http,
        Endpoint.Target target,
        URI url,
        VerifiedRequest verified,
        @Nullable StoredAccount sender) {

    /** The account that sent it, where only accounts may. */
    StoredAccount account() {
        StoredAccount account = sender;
        if (account == null) {
            throw new IllegalStateException("no account sends to " + target.endpoint());
        }
        return account;
    }

    Optional<StoredAccount> maybeAccount() {
        return Optional.ofNullable(sender);
    }

    VerificationKey key() {
        return verified.key();
    }

    boolean isPostAsGet() {
        return verified.isPostAsGet();
    }

    /** The payload, held to everything that the specification demands of it. */
    <T extends AcmeObject> T payload(MessageType<T> type) {
        return verified.payload(type);
    }

    /** The payload, held to being a JSON object: for members that have a problem type of their own. */
    <T extends AcmeObject> T draft(MessageType<T> type) {
        if (isPostAsGet()) {
            throw Refuse.malformed("the payload is empty: send " + type.name() + " (" + type.section() + ")");
        }
        try {
            return type.read(verified.payload());
        } catch (JsonException e) {
            throw Refuse.malformed("the payload, " + type.name() + ": " + e.getMessage());
        }
    }
}
