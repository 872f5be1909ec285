package dev.akme.json;

/**
 * What an ACME message may measure at most. A text beyond a limit is refused with a {@link JsonException} before it can
 * cost memory or time out of proportion; reading takes time linear in the length of the text.
 */
public final class JsonLimits {

    /**
     * Bytes of UTF-8 in one text: 4 MiB. The largest real messages are stored orders with their chains, and orders
     * lists; lego, an ACME client, bounds what it reads to 1 MiB.
     */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Objects and arrays inside each other: 64. An ACME message needs seven; a reader's stack bears thousands. */
    public static final int MAX_DEPTH = 64;

    /** Characters of one string: 1 Mi. The longest real ones are certificate chains in PEM, some tens of KiB. */
    public static final int MAX_STRING_LENGTH = 1024 * 1024;

    /** Characters of one number: 1,000. Longer ones make arithmetic quadratic. */
    public static final int MAX_NUMBER_LENGTH = 1_000;

    /** Characters of one member's name: 1,000. */
    public static final int MAX_NAME_LENGTH = 1_000;

    /** Items of one array, and members of one object: 100,000. */
    public static final int MAX_ITEMS = 100_000;

    private JsonLimits() {}
}
