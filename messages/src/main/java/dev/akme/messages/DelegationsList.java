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
 * A page of the list of an account's delegations (RFC 9115 §2.3.1.2). Sent by the server; further pages are behind its
 * links of relation {@code next}.
 */
public final class DelegationsList extends AcmeObject {

    private static final Schema<DelegationsList> SCHEMA =
            Schema.of("delegationsList", DelegationsList.class, DelegationsList::new, "RFC 9115 §2.3.1.2");

    private static final Field<List<URI>> DELEGATIONS =
            SCHEMA.field("delegations", Codecs.list(Codecs.URL)).required();

    /** Reads lists of delegations. */
    public static final MessageType<DelegationsList> TYPE = SCHEMA.done();

    private DelegationsList(Members members) {
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
     * {@return the URLs of the delegations; empty also when the server left the member out or sent {@code null}}
     */
    public List<URI> delegations() {
        return find(DELEGATIONS).orElse(List.of());
    }

    /** Builds an {@link DelegationsList}. */
    public static final class Builder extends ObjectBuilder<DelegationsList, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(DelegationsList start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the delegations.
         *
         * @param urls their URLs; may be empty
         * @return this builder
         */
        public Builder delegations(List<URI> urls) {
            return set(DELEGATIONS, urls);
        }
    }
}
