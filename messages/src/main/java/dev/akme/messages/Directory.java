package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonString;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Pointers;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a server's resources are, and what it says of itself (RFC 8555 §7.1.1): the only URL that a client must know
 * beforehand is the directory's own. Sent by the server.
 *
 * <p>A server must have {@code newNonce}; servers in use lack this or that of the others, so their accessors give an
 * {@code Optional}. Members of unknown names are no fault: some servers add one at random, so that clients learn to
 * ignore it.
 */
public final class Directory extends AcmeObject {

    private static final Schema<Directory> SCHEMA =
            Schema.of("directory", Directory.class, Directory::new, "RFC 8555 §7.1.1");

    private static final Field<URI> NEW_NONCE =
            SCHEMA.field(ResourceType.NEW_NONCE, Codecs.URL).required();
    private static final Field<URI> NEW_ACCOUNT =
            SCHEMA.field(ResourceType.NEW_ACCOUNT, Codecs.URL).optional();
    private static final Field<URI> NEW_ORDER =
            SCHEMA.field(ResourceType.NEW_ORDER, Codecs.URL).optional();
    private static final Field<URI> NEW_AUTHZ =
            SCHEMA.field(ResourceType.NEW_AUTHZ, Codecs.URL).optional();
    private static final Field<URI> REVOKE_CERT =
            SCHEMA.field(ResourceType.REVOKE_CERT, Codecs.URL).optional();
    private static final Field<URI> KEY_CHANGE =
            SCHEMA.field(ResourceType.KEY_CHANGE, Codecs.URL).optional();
    private static final Field<URI> RENEWAL_INFO =
            SCHEMA.field(ResourceType.RENEWAL_INFO, Codecs.URL).optional();
    private static final Field<DirectoryMetadata> META = SCHEMA.field(
                    ResourceType.META, Codecs.message(DirectoryMetadata.TYPE))
            .optional();

    private static final List<String> DRAFT_NAMES = List.of(
            "new-nonce", "new-account", "new-order", "new-authz", "revoke-cert", "key-change", "new-reg", "new-cert");

    /** Reads directories. */
    public static final MessageType<Directory> TYPE =
            SCHEMA.rules(Directory::rules).done();

    private static void rules(Rules<Directory> rules) {
        rules.rule(
                        Severity.WARNING,
                        "directory/resource",
                        "RFC 8555 §7.1",
                        "a resource of the protocol is missing",
                        "offer it; without it clients cannot do what it is for",
                        d -> Stream.of(NEW_ACCOUNT, NEW_ORDER, REVOKE_CERT, KEY_CHANGE)
                                .filter(field -> d.member(field.name()).isEmpty())
                                .map(field -> "/" + field.name())
                                .toList())
                .rule(
                        Severity.WARNING,
                        "directory/draft-name",
                        "RFC 8555 §9.7.5",
                        "a resource has the name that it had in old drafts",
                        "use the registered name: newNonce, not new-nonce",
                        d -> DRAFT_NAMES.stream()
                                .filter(d.extensions()::containsKey)
                                .map(name -> "/" + name)
                                .toList())
                .rule(
                        Severity.INFO,
                        "directory/unknown-resource",
                        "RFC 8555 §9.7.5",
                        "a resource that Akme does not know",
                        "ignore it; some servers add one with a random name, so that nobody relies on a fixed list",
                        d -> d.extensions().keySet().stream()
                                .filter(name -> !DRAFT_NAMES.contains(name))
                                .map(name -> "/" + Pointers.escape(name))
                                .toList());
        CommonRules.encrypted(
                rules,
                Stream.of(NEW_NONCE, NEW_ACCOUNT, NEW_ORDER, NEW_AUTHZ, REVOKE_CERT, KEY_CHANGE, RENEWAL_INFO)
                        .map(Field::name)
                        .toList());
    }

    private Directory(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this directory}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return where a nonce can be had (RFC 8555 §7.2)}
     */
    public URI newNonce() {
        return require(NEW_NONCE);
    }

    /**
     * {@return where accounts are made and found (RFC 8555 §7.3)}
     */
    public Optional<URI> newAccount() {
        return find(NEW_ACCOUNT);
    }

    /**
     * {@return where orders are made (RFC 8555 §7.4)}
     */
    public Optional<URI> newOrder() {
        return find(NEW_ORDER);
    }

    /**
     * {@return where authorizations are made ahead of any order (RFC 8555 §7.4.1); empty when the server does not
     * offer that}
     */
    public Optional<URI> newAuthz() {
        return find(NEW_AUTHZ);
    }

    /**
     * {@return where certificates are revoked (RFC 8555 §7.6)}
     */
    public Optional<URI> revokeCert() {
        return find(REVOKE_CERT);
    }

    /**
     * {@return where an account gets another key (RFC 8555 §7.3.5)}
     */
    public Optional<URI> keyChange() {
        return find(KEY_CHANGE);
    }

    /**
     * {@return where the server says when to renew; the identifier of the certificate is appended to it, after a slash
     * (RFC 9773 §4.1). Empty when the server does not offer that}
     */
    public Optional<URI> renewalInfo() {
        return find(RENEWAL_INFO);
    }

    /**
     * {@return what the server says of itself; metadata without members when it is absent}
     */
    public DirectoryMetadata meta() {
        return find(META).orElse(DirectoryMetadata.NONE);
    }

    /**
     * Finds the URL of a resource by its name, also of one that this library does not know.
     *
     * @param name the name of the member, such as {@code "newOrder"}
     * @return its URL; empty when there is no such member or it is not a string
     * @throws InvalidMemberException when it is a string but not a URL
     */
    public Optional<URI> get(String name) {
        return member(name).filter(JsonString.class::isInstance).map(value -> url(name, ((JsonString) value).text()));
    }

    private static URI url(String name, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidMemberException(SCHEMA.name(), "/" + Pointers.escape(name), SCHEMA.section(), "not a URL");
        }
    }

    /**
     * Finds the URL of a resource.
     *
     * @param type which resource; {@link ResourceType#META} has no URL
     * @return its URL; empty when the server does not offer it
     * @throws InvalidMemberException when the member is a string but not a URL
     */
    public Optional<URI> resource(ResourceType type) {
        return get(type.value());
    }

    /** Builds a {@link Directory}. */
    public static final class Builder extends ObjectBuilder<Directory, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Directory start) {
            super(SCHEMA, start);
        }

        /**
         * Sets where a nonce can be had.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder newNonce(URI url) {
            return set(NEW_NONCE, url);
        }

        /**
         * Sets where accounts are made.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder newAccount(URI url) {
            return set(NEW_ACCOUNT, url);
        }

        /**
         * Sets where orders are made.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder newOrder(URI url) {
            return set(NEW_ORDER, url);
        }

        /**
         * Sets where authorizations are made ahead of any order. Only for servers that offer it.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder newAuthz(URI url) {
            return set(NEW_AUTHZ, url);
        }

        /**
         * Sets where certificates are revoked.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder revokeCert(URI url) {
            return set(REVOKE_CERT, url);
        }

        /**
         * Sets where an account gets another key.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder keyChange(URI url) {
            return set(KEY_CHANGE, url);
        }

        /**
         * Sets where the server says when to renew. Only for servers that offer it.
         *
         * @param url its URL, to which a slash and the certificate's identifier are appended
         * @return this builder
         */
        public Builder renewalInfo(URI url) {
            return set(RENEWAL_INFO, url);
        }

        /**
         * Sets what the server says of itself.
         *
         * @param meta the metadata
         * @return this builder
         */
        public Builder meta(DirectoryMetadata meta) {
            return set(META, meta);
        }
    }
}
