package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.util.Optional;

/** A name that a certificate is to have, and what kind of name it is (RFC 8555 §9.7.7). */
public final class Identifier extends AcmeObject {

    private static final Schema<Identifier> SCHEMA =
            Schema.of("identifier", Identifier.class, Identifier::new, "RFC 8555 §9.7.7");

    private static final Field<IdentifierType> TYPE_FIELD =
            SCHEMA.field("type", IdentifierType.CODEC).required();
    private static final Field<String> VALUE =
            SCHEMA.field("value", Codecs.TEXT).required();
    private static final Field<String> ANCESTOR_DOMAIN =
            SCHEMA.field("ancestorDomain", Codecs.TEXT).section("RFC 9444 §4.1").optional();
    private static final Field<Boolean> SUBDOMAIN_AUTH_ALLOWED = SCHEMA.field("subdomainAuthAllowed", Codecs.BOOLEAN)
            .section("RFC 9444 §4.2")
            .optional();

    /** Reads identifiers. */
    public static final MessageType<Identifier> TYPE = SCHEMA.done();

    static final Codec<Identifier> CODEC = SCHEMA.codec();

    private Identifier(Members members) {
        super(members);
    }

    /**
     * {@return what kind of name this is}
     */
    public IdentifierType type() {
        return require(TYPE_FIELD);
    }

    /**
     * {@return the name}
     */
    public String value() {
        return require(VALUE);
    }

    /**
     * {@return an ancestor domain that the client can answer for as well (RFC 9444 §4.1)}
     */
    public Optional<String> ancestorDomain() {
        return find(ANCESTOR_DOMAIN);
    }

    /**
     * {@return whether the client asks for an authorization of all subdomains (RFC 9444 §4.2); absent means
     * {@code false}}
     */
    public boolean subdomainAuthAllowed() {
        return find(SUBDOMAIN_AUTH_ALLOWED).orElse(false);
    }
}
