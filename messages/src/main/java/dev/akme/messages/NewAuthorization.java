package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonBoolean;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.List;

/** A request for an authorization before there is an order (RFC 8555 §7.4.1). Sent by the client. */
public final class NewAuthorization extends AcmeObject {

    private static final String SUBDOMAIN_AUTH_ALLOWED = "subdomainAuthAllowed";

    private static final List<String> SERVER_MEMBERS = List.of("status", "expires", "challenges", "wildcard");

    private static final Schema<NewAuthorization> SCHEMA =
            Schema.of("newAuthz", NewAuthorization.class, NewAuthorization::new, "RFC 8555 §7.4.1");

    private static final Field<Identifier> IDENTIFIER = SCHEMA.field(
                    ObjectField.AUTHORIZATION_IDENTIFIER, Codecs.message(Identifier.TYPE))
            .required();

    /** Reads requests for authorizations. */
    public static final MessageType<NewAuthorization> TYPE =
            SCHEMA.rules(NewAuthorization::rules).done();

    private static void rules(Rules<NewAuthorization> rules) {
        rules.rule(
                        Severity.ERROR,
                        "newAuthz/wildcard",
                        "RFC 8555 §7.4.1",
                        "/identifier/value",
                        "the identifier has a wildcard",
                        "order the wildcard name: its authorization comes with the order",
                        o -> o.peek(IDENTIFIER).filter(Identifier::isWildcard).isPresent())
                .rule(
                        Severity.WARNING,
                        "newAuthz/subdomains-place",
                        "RFC 9444 §4.2",
                        "/" + SUBDOMAIN_AUTH_ALLOWED,
                        "subdomainAuthAllowed stands beside the identifier",
                        "put it into the identifier",
                        o -> o.extensions().containsKey(SUBDOMAIN_AUTH_ALLOWED))
                .rule(
                        Severity.WARNING,
                        "newAuthz/ancestor-place",
                        "RFC 9444 §4.1",
                        "/identifier/ancestorDomain",
                        "ancestorDomain stands in a request for an authorization",
                        "ask for the authorization of the ancestor itself, with subdomainAuthAllowed",
                        o -> o.peek(IDENTIFIER)
                                .flatMap(Identifier::peekAncestorDomain)
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "newAuthz/server-member",
                        "RFC 8555 §7.4.1",
                        "only the server may set this member",
                        "leave it out",
                        o -> SERVER_MEMBERS.stream()
                                .filter(o.extensions()::containsKey)
                                .map(member -> "/" + member)
                                .toList());
    }

    private NewAuthorization(Members members) {
        super(members);
    }

    /**
     * Makes the request for an identifier.
     *
     * @param identifier what is to be authorized, without wildcard; may ask for its subdomains too (RFC 9444 §4.2)
     * @return the request
     */
    public static NewAuthorization of(Identifier identifier) {
        return builder().identifier(identifier).build();
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this request}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return what is to be authorized}
     */
    public Identifier identifier() {
        return require(IDENTIFIER);
    }

    /**
     * {@return whether the client asks for all subdomains too (RFC 9444 §4.2): as the identifier says, or a member beside
     * it, where some clients put it; absent means {@code false}}
     */
    public boolean subdomainAuthAllowed() {
        return identifier().subdomainAuthAllowed() || extensions().get(SUBDOMAIN_AUTH_ALLOWED) == JsonBoolean.TRUE;
    }

    /** Builds a {@link NewAuthorization}. */
    public static final class Builder extends ObjectBuilder<NewAuthorization, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(NewAuthorization start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what is to be authorized.
         *
         * @param identifier the identifier, without wildcard
         * @return this builder
         */
        public Builder identifier(Identifier identifier) {
            return set(IDENTIFIER, identifier);
        }
    }
}
