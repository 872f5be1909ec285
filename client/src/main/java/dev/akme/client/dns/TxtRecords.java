package dev.akme.client.dns;

import java.io.IOException;

/**
 * Adds TXT records to a zone and removes them: what a DNS host has to offer so that {@link Dns01Solver} can use it.
 * Implementations are safe for use by many threads.
 *
 * <p>Both methods may be called again after they failed, and thus for what is already so.
 */
public interface TxtRecords {

    /**
     * Adds a record. Others at the same name, with other values, must stay: a name and its wildcard need one each.
     * Returns as soon as the DNS host has accepted it.
     *
     * @param name the full name in lower case, without a final dot, such as {@code _acme-challenge.example.org}
     * @param value the text, of at most 255 characters, without quotes
     * @throws IOException when the record cannot be added; the message says what to do, and not what the value is
     * @throws InterruptedException when the thread is interrupted
     */
    void add(String name, String value) throws IOException, InterruptedException;

    /**
     * Removes a record, and no other. Nothing happens when there is none like it.
     *
     * @param name the full name, as it was added
     * @param value the text, as it was added
     * @throws IOException when the record cannot be removed; the message says what to do, and not what the value is
     * @throws InterruptedException when the thread is interrupted
     */
    void remove(String name, String value) throws IOException, InterruptedException;
}
