package dev.akme.ca;

import static dev.akme.ca.Effect.ACCOUNTS;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import java.util.List;
import java.util.Set;

/**
 * What real servers do otherwise than the RFCs say, each to be switched on by {@link Faults#deviate}. Numbers stay; a letter
 * is another form of the same.
 */
public enum Deviation {
    /** Accounts have no {@code orders}. */
    ACCOUNT_WITHOUT_ORDERS(
            "D1",
            "accounts have no orders",
            "Let's Encrypt",
            Effect.json(ACCOUNTS, account -> Effect.without(account, "orders"))),
    /** Accounts have members that no RFC has. */
    ACCOUNT_WITH_MORE(
            "D2",
            "accounts have key, createdAt, id, initialIp and agreement too",
            "Let's Encrypt, CertiNext",
            Effect.json(
                    ACCOUNTS,
                    account -> Effect.withMore(
                            account,
                            "{\"key\":{\"kty\":\"EC\"},\"createdAt\":\"2026-01-01T00:00:00.5Z\",\"id\":7,"
                                    + "\"initialIp\":\"192.0.2.1\",\"agreement\":\"\"}"))),
    /** Accounts do not show {@code contact}. */
    ACCOUNT_WITHOUT_CONTACT(
            "D3",
            "accounts do not show contact",
            "Let's Encrypt",
            Effect.json(ACCOUNTS, account -> Effect.without(account, "contact"))),
    /** {@code contact} of accounts is empty. */
    ACCOUNT_WITH_EMPTY_CONTACT(
            "D3a",
            "contact of accounts is an empty array",
            "CertiNext",
            Effect.json(ACCOUNTS, account -> Effect.with(account, "contact", new JsonArray(List.of())))),
    /** The list of orders is an array, and not an object with one. */
    ORDERS_AS_ARRAY(
            "D4",
            "the list of orders is an array, and not an object with one",
            "step-ca",
            Effect.at(
                    Set.of(Endpoint.ORDERS),
                    answer -> answer.withBody(answer.jsonObject()
                            .flatMap(list -> list.get("orders"))
                            .orElse(JsonNull.NULL)
                            .toJson()))),
    /** {@code meta} is missing in the directory. */
    DIRECTORY_WITHOUT_META(
            "D7",
            "the directory has no meta",
            "step-ca",
            Effect.directory(directory -> Effect.without(directory, "meta"))),
    /** {@code meta} is null. */
    META_NULL(
            "D7a",
            "meta is null",
            "step-ca",
            Effect.directory(directory -> Effect.with(directory, "meta", JsonNull.NULL))),
    /** {@code meta} is empty. */
    META_EMPTY("D7b", "meta is empty", "step-ca", Effect.meta(meta -> JsonObject.EMPTY)),
    /** {@code termsOfService} is the empty string. */
    TERMS_BLANK(
            "D7c",
            "termsOfService is the empty string",
            "win-acme's servers",
            Effect.meta(meta -> Effect.with(meta, "termsOfService", new JsonString(""))));

    private final String id;
    private final String description;
    private final String servers;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final Effect effect;

    Deviation(String id, String description, String servers, Effect effect) {
        this.id = id;
        this.description = description;
        this.servers = servers;
        this.effect = effect;
    }

    /**
     * {@return its number, which stays: {@code D4}, or with a letter {@code D7a}}
     */
    public String id() {
        return id;
    }

    /**
     * {@return what the server does, in a line}
     */
    public String description() {
        return description;
    }

    /**
     * {@return who was seen doing so}
     */
    public String servers() {
        return servers;
    }

    void check(SignedRequest request) {
        effect.check(request);
    }

    CaResponse change(CaResponse answer, Occasion occasion) {
        return effect.change(answer, occasion);
    }
}
