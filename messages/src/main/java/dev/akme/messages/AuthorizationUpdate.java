package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;

/** A change to an authorization (RFC 8555 §7.5.2): the account gives it up. Sent by the client. */
public final class AuthorizationUpdate extends AcmeObject {

    private static final Schema<AuthorizationUpdate> SCHEMA =
            Schema.of("authorizationUpdate", AuthorizationUpdate.class, AuthorizationUpdate::new, "RFC 8555 §7.5.2");

    private static final Field<Status> STATUS =
            SCHEMA.field("status", Status.CODEC).required();

    /** Reads changes to authorizations. */
    public static final MessageType<AuthorizationUpdate> TYPE =
            SCHEMA.rules(AuthorizationUpdate::rules).done();

    private static void rules(Rules<AuthorizationUpdate> rules) {
        rules.rule(
                Severity.ERROR,
                "authorizationUpdate/status",
                "RFC 8555 §7.5.2",
                "/status",
                "a client can set the status of an authorization to deactivated only",
                "send deactivated",
                o -> o.peek(STATUS).filter(s -> !s.equals(Status.DEACTIVATED)).isPresent());
    }

    private AuthorizationUpdate(Members members) {
        super(members);
    }

    /**
     * {@return the request to give up an authorization}
     */
    public static AuthorizationUpdate deactivate() {
        return new Builder().status(Status.DEACTIVATED).build();
    }

    /**
     * {@return the status that the client asks for}
     */
    public Status status() {
        return require(STATUS);
    }

    private static final class Builder extends ObjectBuilder<AuthorizationUpdate, Builder> {

        Builder() {
            super(SCHEMA);
        }

        Builder status(Status status) {
            return set(STATUS, status);
        }
    }
}
