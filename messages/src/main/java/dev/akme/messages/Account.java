package dev.akme.messages;

import dev.akme.jose.Jws;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonString;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A client's account at a server (RFC 8555 §7.1.2). Sent by the server.
 *
 * <p>The account's own URL is not in it: it comes in the {@code Location} header. Servers add members of their own, such
 * as {@code key}, {@code createdAt} or {@code initialIp}; they are among the {@link #extensions()}.
 */
public final class Account extends AcmeObject {

    private static final Schema<Account> SCHEMA = Schema.of("account", Account.class, Account::new, "RFC 8555 §7.1.2");

    private static final Field<Status> STATUS =
            SCHEMA.field(ObjectField.ACCOUNT_STATUS, Status.CODEC).required();
    private static final Field<List<String>> CONTACT =
            SCHEMA.field(ObjectField.ACCOUNT_CONTACT, Codecs.list(Codecs.TEXT)).optional();
    private static final Field<Boolean> TERMS_OF_SERVICE_AGREED = SCHEMA.field(
                    ObjectField.ACCOUNT_TERMS_OF_SERVICE_AGREED, Codecs.BOOLEAN)
            .optional();
    private static final Field<Jws> EXTERNAL_ACCOUNT_BINDING = SCHEMA.field(
                    ObjectField.ACCOUNT_EXTERNAL_ACCOUNT_BINDING, Codecs.message(Jws.TYPE))
            .secret()
            .optional();
    private static final Field<URI> ORDERS =
            SCHEMA.field(ObjectField.ACCOUNT_ORDERS, Codecs.URL).optional();
    private static final Field<URI> DELEGATIONS =
            SCHEMA.field(ObjectField.ACCOUNT_DELEGATIONS, Codecs.URL).optional();

    /** Reads accounts. */
    public static final MessageType<Account> TYPE = SCHEMA.rules(Account::rules).done();

    private static void rules(Rules<Account> rules) {
        Contacts.rules(rules, CONTACT);
        rules.rule(
                        Severity.ERROR,
                        "account/status",
                        "RFC 8555 §7.1.6",
                        "/status",
                        "an account cannot have this status",
                        "send valid, deactivated or revoked",
                        a -> a.peek(STATUS)
                                .filter(Status::isKnown)
                                .filter(status -> !StateMachine.ACCOUNT.states().contains(status))
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "account/orders",
                        "RFC 8555 §7.1.2",
                        "/orders",
                        "there is no URL of the list of orders",
                        "send it; readers must do without",
                        a -> Members.of(a).json(ORDERS.name()).isEmpty() || a.hasBlankOrders())
                .rule(
                        Severity.ERROR,
                        "account/only-return-existing",
                        "RFC 8555 §7.3.1",
                        "/onlyReturnExisting",
                        "onlyReturnExisting is sent back",
                        "leave it out: only requests have it",
                        a -> a.extensions().containsKey(ObjectField.ACCOUNT_ONLY_RETURN_EXISTING.value()))
                .rule(
                        Severity.INFO,
                        "account/empty-contact",
                        "RFC 8555 §7.1.2",
                        "/contact",
                        "the list of contacts is empty",
                        "take it for no contacts, as when the member is absent",
                        a -> a.peek(CONTACT).filter(List::isEmpty).isPresent());
        CommonRules.extraMembers(rules, "RFC 8555 §7.1.2", List.of("key", "createdAt", "id", "initialIp", "agreement"));
        CommonRules.encrypted(rules, List.of(ORDERS.name(), DELEGATIONS.name()));
    }

    private Account(Members members) {
        super(members);
    }

    private boolean hasBlankOrders() {
        return member(ORDERS.name())
                .filter(orders -> orders instanceof JsonString s && s.text().isBlank())
                .isPresent();
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this account}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return whether the account is in force; which states there are is in {@link StateMachine#ACCOUNT}}
     */
    public Status status() {
        return require(STATUS);
    }

    /**
     * {@return the URLs by which the server can reach the holder, as it gives them; empty when it does not say, an empty
     * list when there are none}
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
     * {@return whether the client agreed to the terms of service; empty when the server does not say}
     */
    public Optional<Boolean> termsOfServiceAgreed() {
        return find(TERMS_OF_SERVICE_AGREED);
    }

    /**
     * {@return the external account binding of the request, when the server verified it (RFC 8555 §7.3.4)}
     */
    public Optional<Jws> externalAccountBinding() {
        return find(EXTERNAL_ACCOUNT_BINDING);
    }

    /**
     * {@return the URL of the account's list of orders. Large servers have none; a blank text counts as absent}
     */
    public Optional<URI> orders() {
        return hasBlankOrders() ? Optional.empty() : find(ORDERS);
    }

    /**
     * {@return the URL of the account's list of delegations (RFC 9115 §2.3.1.1); empty when the server offers none}
     */
    public Optional<URI> delegations() {
        return find(DELEGATIONS);
    }

    /** Builds an {@link Account}. */
    public static final class Builder extends ContactBuilder<Account, Builder> {

        private Builder() {
            super(SCHEMA, CONTACT);
        }

        private Builder(Account start) {
            super(SCHEMA, start, CONTACT);
        }

        /**
         * Sets whether the account is in force.
         *
         * @param status {@code valid}, {@code deactivated} or {@code revoked}
         * @return this builder
         */
        public Builder status(Status status) {
            return set(STATUS, status);
        }

        /**
         * Sets whether the client agreed to the terms of service.
         *
         * @param agreed whether it did
         * @return this builder
         */
        public Builder termsOfServiceAgreed(boolean agreed) {
            return set(TERMS_OF_SERVICE_AGREED, agreed);
        }

        /**
         * Sets the external account binding. Only for one that the server verified.
         *
         * @param binding as it came in the request
         * @return this builder
         */
        public Builder externalAccountBinding(Jws binding) {
            return set(EXTERNAL_ACCOUNT_BINDING, binding);
        }

        /**
         * Sets the URL of the list of orders.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder orders(URI url) {
            return set(ORDERS, url);
        }

        /**
         * Sets the URL of the list of delegations. A server that offers delegations must send it.
         *
         * @param url its URL
         * @return this builder
         */
        public Builder delegations(URI url) {
            return set(DELEGATIONS, url);
        }
    }
}
