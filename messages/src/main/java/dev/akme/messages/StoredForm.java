package dev.akme.messages;

import dev.akme.json.AcmeObject;

/** What the stored resources have in common. */
interface StoredForm {

    /** No RFC has them: the layout is that of Python's library. */
    String SECTION = "stored form of Python's acme";

    /** What the server said. */
    AcmeObject body();
}
