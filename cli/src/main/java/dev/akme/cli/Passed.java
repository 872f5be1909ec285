package dev.akme.cli;

import dev.akme.json.JsonObject;

/**
 * A message that passed between two parties.
 *
 * @param from who sent it
 * @param to who got it
 * @param kind what it is, as RFC 8555 names it
 * @param detail the fields that matter, for people
 * @param object the whole of it for programs, without what is secret
 */
record Passed(Party from, Party to, String kind, String detail, JsonObject object) {

    /** Who takes part. */
    enum Party {
        CLIENT("client"),
        CA("CA"),
        NAMES("names");

        private final String label;

        Party(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
