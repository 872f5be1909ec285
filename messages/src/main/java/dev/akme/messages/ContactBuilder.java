package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Schema;
import java.util.ArrayList;
import java.util.List;

/** The part about contacts that the builders of accounts and of requests about them share. */
abstract sealed class ContactBuilder<T extends AcmeObject, B extends ContactBuilder<T, B>> extends ObjectBuilder<T, B>
        permits Account.Builder, NewAccount.Builder, AccountUpdate.Builder {

    private final Field<List<String>> contact;

    ContactBuilder(Schema<T> schema, Field<List<String>> contact) {
        super(schema);
        this.contact = contact;
    }

    ContactBuilder(Schema<T> schema, T start, Field<List<String>> contact) {
        super(schema, start);
        this.contact = contact;
    }

    /**
     * Sets the contacts, in place of those before. An empty list is sent as such and is not the same as no contacts at
     * all: in an update it takes all contacts away.
     *
     * @param urls URLs such as {@code mailto:pki@example.org} (RFC 8555 §7.3)
     * @return this builder
     */
    public B contact(List<String> urls) {
        return set(contact, urls);
    }

    /**
     * Adds mail addresses to the contacts.
     *
     * @param addresses one address, or several with commas between them; white space around them is left out.
     *     Characters that RFC 6068 §2 reserves must be percent-encoded
     * @return this builder
     * @throws IllegalArgumentException when one of them is not {@code local@domain}
     */
    public B email(String addresses) {
        return add(Contacts.ofEmails(addresses));
    }

    /**
     * Adds a telephone number to the contacts. Few servers accept one.
     *
     * @param number as in RFC 3966, such as {@code +1-201-555-0123}
     * @return this builder
     */
    public B phone(String number) {
        return add(List.of(Contacts.ofPhone(number)));
    }

    private B add(List<String> urls) {
        List<String> all = new ArrayList<>(current(contact).orElse(List.of()));
        all.addAll(urls);
        return set(contact, all);
    }
}
