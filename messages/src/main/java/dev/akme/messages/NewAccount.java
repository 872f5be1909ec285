package dev.akme.messages;

import dev.akme.jose.Jws;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request to make an account for a key, or to find the account of a key (RFC 8555 §7.3). Sent by the client.
 *
 * <p>Contacts are optional by the RFC. Some servers demand a mail address, some refuse an empty list: leave the member
 * out when there are none.
 */
public final class NewAccount extends AcmeObject {

    private static final Schema<NewAccount> SCHEMA =
            Schema.of("newAccount", NewAccount.class, NewAccount::new, "RFC 8555 §7.3");

    private static final Field<List<String>> CONTACT =
            SCHEMA.field(ObjectField.ACCOUNT_CONTACT, Codecs.list(Codecs.TEXT)).optional();
    private static final Field<Boolean> TERMS_OF_SERVICE_AGREED = SCHEMA.field(
                    ObjectField.ACCOUNT_TERMS_OF_SERVICE_AGREED, Codecs.BOOLEAN)
            .optional();
    private static final Field<Boolean> ONLY_RETURN_EXISTING = SCHEMA.field(
                    ObjectField.ACCOUNT_ONLY_RETURN_EXISTING, Codecs.BOOLEAN)
            .optional();
    private static final Field<Jws> EXTERNAL_ACCOUNT_BINDING = SCHEMA.field(
                    ObjectField.ACCOUNT_EXTERNAL_ACCOUNT_BINDING, Codecs.message(Jws.TYPE))
            .secret()
            .optional();

    /** Reads requests for accounts. */
    public static final MessageType<NewAccount> TYPE =
            SCHEMA.rules(NewAccount::rules).done();

    private static void rules(Rules<NewAccount> rules) {
        Contacts.rules(rules, CONTACT);
        rules.rule(
                        Severity.WARNING,
                        "newAccount/empty-contact",
                        "RFC 8555 §7.3",
                        "/contact",
                        "the list of contacts is empty, and some servers refuse that",
                        "leave the member out when there are no contacts",
                        a -> a.peek(CONTACT).filter(List::isEmpty).isPresent())
                .rule(
                        Severity.WARNING,
                        "newAccount/server-member",
                        "RFC 8555 §7.1.2",
                        "a member that the server alone may set: it is ignored at best",
                        "leave it out",
                        a -> Stream.of(
                                        ObjectField.ACCOUNT_STATUS,
                                        ObjectField.ACCOUNT_ORDERS,
                                        ObjectField.ACCOUNT_DELEGATIONS)
                                .filter(field -> a.extensions().containsKey(field.value()))
                                .map(field -> "/" + field.value())
                                .toList());
        ExternalAccountBinding.rules(rules, a -> a.peek(EXTERNAL_ACCOUNT_BINDING));
    }

    private NewAccount(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a request that finds the account of a key and never makes one (RFC 8555 §7.3.1)}
     */
    public static NewAccount findExisting() {
        return builder().onlyReturnExisting(true).build();
    }

    /**
     * {@return a builder that starts with all members of this request}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the URLs by which the server can reach the holder; empty when none are sent}
     */
    public Optional<List<String>> contact() {
        return find(CONTACT);
    }

    /**
     * {@return the mail addresses among the contacts: what follows {@code mailto:}}
     */
    public List<String> emails() {
        return Contacts.emails(contact().orElse(List.of()));
    }

    /**
     * {@return the telephone numbers among the contacts: what follows {@code tel:}}
     */
    public List<String> phones() {
        return Contacts.phones(contact().orElse(List.of()));
    }

    /**
     * {@return whether the client agrees to the terms of service; absent means {@code false}. A server that has terms
     * must refuse a request that does not agree}
     */
    public boolean termsOfServiceAgreed() {
        return find(TERMS_OF_SERVICE_AGREED).orElse(false);
    }

    /**
     * {@return whether no account is to be made when the key has none (RFC 8555 §7.3.1); absent means {@code false}}
     */
    public boolean onlyReturnExisting() {
        return find(ONLY_RETURN_EXISTING).orElse(false);
    }

    /**
     * {@return what ties the account to one that the holder has elsewhere (RFC 8555 §7.3.4)}
     */
    public Optional<Jws> externalAccountBinding() {
        return find(EXTERNAL_ACCOUNT_BINDING);
    }

    /** Builds a {@link NewAccount}. */
    public static final class Builder extends ContactBuilder<NewAccount, Builder> {

        private Builder() {
            super(SCHEMA, CONTACT);
        }

        private Builder(NewAccount start) {
            super(SCHEMA, start, CONTACT);
        }

        /**
         * Sets whether the client agrees to the terms of service.
         *
         * @param agreed whether it does
         * @return this builder
         */
        public Builder termsOfServiceAgreed(boolean agreed) {
            return set(TERMS_OF_SERVICE_AGREED, agreed);
        }

        /**
         * Sets whether no account is to be made when the key has none.
         *
         * @param only whether only to look
         * @return this builder
         */
        public Builder onlyReturnExisting(boolean only) {
            return set(ONLY_RETURN_EXISTING, only);
        }

        /**
         * Sets what ties the account to one that the holder has elsewhere.
         *
         * @param binding the account's public key, signed by the MAC key that the other account has
         * @return this builder
         */
        public Builder externalAccountBinding(Jws binding) {
            return set(EXTERNAL_ACCOUNT_BINDING, binding);
        }
    }
}
