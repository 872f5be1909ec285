package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;

/** A change to an order (RFC 8739 §3.1.2): the end of its automatic renewal. Sent by the client. */
public final class OrderUpdate extends AcmeObject {

    private static final Schema<OrderUpdate> SCHEMA =
            Schema.of("orderUpdate", OrderUpdate.class, OrderUpdate::new, "RFC 8739 §3.1.2");

    private static final Field<Status> STATUS =
            SCHEMA.field("status", Status.CODEC).required();

    /** Reads changes to orders. */
    public static final MessageType<OrderUpdate> TYPE =
            SCHEMA.rules(OrderUpdate::rules).done();

    private static void rules(Rules<OrderUpdate> rules) {
        rules.rule(
                Severity.ERROR,
                "orderUpdate/status",
                "RFC 8739 §3.1.2",
                "/status",
                "a client can set the status of an order to canceled only",
                "send canceled",
                o -> o.peek(STATUS).filter(s -> !s.equals(Status.CANCELED)).isPresent());
    }

    private OrderUpdate(Members members) {
        super(members);
    }

    /**
     * {@return the request to end the automatic renewal of an order}
     */
    public static OrderUpdate cancel() {
        return new Builder().status(Status.CANCELED).build();
    }

    /**
     * {@return the status that the client asks for}
     */
    public Status status() {
        return require(STATUS);
    }

    private static final class Builder extends ObjectBuilder<OrderUpdate, Builder> {

        Builder() {
            super(SCHEMA);
        }

        Builder status(Status status) {
            return set(STATUS, status);
        }
    }
}
