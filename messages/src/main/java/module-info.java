/**
 * The messages of ACME (RFC 8555 and its extensions) as immutable, loss-free Java objects, for clients and servers
 * alike. No input or output, no clock, no logging, no reflection.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the client is built after this module
module dev.akme.messages {
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports dev.akme.challenge;
    exports dev.akme.json;
    exports dev.akme.jose;
    exports dev.akme.messages;
    exports dev.akme.der to
            dev.akme.client;
}
