package dev.akme.messages;

/** What the stored resources have in common. */
final class StoredForm {

    /** No RFC has them: the layout is that of Python's library. */
    static final String SECTION = "stored form of Python's acme";

    private StoredForm() {}
}
