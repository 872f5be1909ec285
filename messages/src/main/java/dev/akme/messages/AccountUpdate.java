package dev.akme.messages;

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
 * A request to change an account: its contacts, or its status to {@code deactivated} (RFC 8555 §7.3.2, §7.3.6). Sent by
 * the client. What is absent stays as it is.
 */
public final class AccountUpdate extends AcmeObject {

    private static final Schema<AccountUpdate> SCHEMA =
            Schema.of("accountUpdate", AccountUpdate.class, AccountUpdate::new, "RFC 8555 §7.3.2");

    private static final Field<Status> STATUS =
            SCHEMA.field(ObjectField.ACCOUNT_STATUS, Status.CODEC).optional();
    private static final Field<List<String>> CONTACT =
            SCHEMA.field(ObjectField.ACCOUNT_CONTACT, Codecs.list(Codecs.TEXT)).optional();

    /** Reads requests to change accounts. */
    public static final MessageType<AccountUpdate> TYPE =
            SCHEMA.rules(AccountUpdate::rules).done();

    private static void rules(Rules<AccountUpdate> rules) {
        Contacts.rules(rules, CONTACT);
        rules.rule(
                        Severity.WARNING,
                        "accountUpdate/status",
                        "RFC 8555 §7.3.2",
                        "/status",
                        "a status other than deactivated is ignored by servers",
                        "send deactivated, or leave it out",
                        u -> u.peek(STATUS)
                                .filter(status -> !status.equals(Status.DEACTIVATED))
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "accountUpdate/ignored-member",
                        "RFC 8555 §7.3.2",
                        "a member that an update cannot change: it is ignored at best",
                        "leave it out",
                        u -> Stream.of(
                                        ObjectField.ACCOUNT_TERMS_OF_SERVICE_AGREED,
                                        ObjectField.ACCOUNT_ONLY_RETURN_EXISTING,
                                        ObjectField.ACCOUNT_EXTERNAL_ACCOUNT_BINDING,
                                        ObjectField.ACCOUNT_ORDERS,
                                        ObjectField.ACCOUNT_DELEGATIONS)
                                .filter(field -> u.extensions().containsKey(field.value()))
                                .map(field -> "/" + field.value())
                                .toList())
                .rule(
                        Severity.WARNING,
                        "accountUpdate/nothing",
                        "RFC 8555 §7.3.2",
                        "",
                        "the request changes nothing, and some servers refuse that",
                        "read the account instead, by a POST-as-GET",
                        u -> u.member(STATUS.name()).isEmpty()
                                && u.member(CONTACT.name()).isEmpty());
    }

    private AccountUpdate(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a request to deactivate the account (RFC 8555 §7.3.6); there is no way back}
     */
    public static AccountUpdate deactivation() {
        return builder().deactivate().build();
    }

    /**
     * {@return a builder that starts with all members of this request}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the status that the account is to have; servers ignore all but {@link Status#DEACTIVATED}}
     */
    public Optional<Status> status() {
        return find(STATUS);
    }

    /**
     * {@return the URLs that are to replace the account's contacts; empty when these stay as they are, an empty list
     * when the account is to have none}
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

    /** Builds an {@link AccountUpdate}. */
    public static final class Builder extends ContactBuilder<AccountUpdate, Builder> {

        private Builder() {
            super(SCHEMA, CONTACT);
        }

        private Builder(AccountUpdate start) {
            super(SCHEMA, start, CONTACT);
        }

        /**
         * Asks for the account's deactivation: the only status that a client can set (RFC 8555 §7.3.6).
         *
         * @return this builder
         */
        public Builder deactivate() {
            return set(STATUS, Status.DEACTIVATED);
        }
    }
}
