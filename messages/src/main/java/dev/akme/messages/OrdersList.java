package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;

/**
 * A page of the list of an account's orders (RFC 8555 §7.1.2.1). Sent by the server; further pages are behind its links
 * of relation {@code next}.
 *
 * <p>Some servers send the array without the object around it, or {@code null}: both are read.
 */
public final class OrdersList extends AcmeObject {

    private static final Schema<OrdersList> SCHEMA =
            Schema.of("ordersList", OrdersList.class, OrdersList::new, "RFC 8555 §7.1.2.1");

    private static final Field<List<URI>> ORDERS =
            SCHEMA.field("orders", Codecs.list(Codecs.URL)).required();

    static {
        SCHEMA.acceptBare(ORDERS);
    }

    /** Reads lists of orders. */
    public static final MessageType<OrdersList> TYPE = SCHEMA.done();

    private OrdersList(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this list}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the URLs of the orders; empty also when the server left the member out or sent {@code null}}
     */
    public List<URI> orders() {
        return find(ORDERS).orElse(List.of());
    }

    /** Builds an {@link OrdersList}. */
    public static final class Builder extends ObjectBuilder<OrdersList, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(OrdersList start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the orders. Those that can still succeed should be in it, those that failed should not.
         *
         * @param urls their URLs; may be empty
         * @return this builder
         */
        public Builder orders(List<URI> urls) {
            return set(ORDERS, urls);
        }
    }
}
