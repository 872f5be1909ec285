/** Talks to ACME servers (RFC 8555 and its extensions): each request by itself, or the whole way to a certificate. */
@org.jspecify.annotations.NullMarked
module dev.akme.client {
    requires static transitive org.jspecify;
    requires transitive dev.akme.messages;
    requires transitive java.net.http;

    exports dev.akme.client;
    exports dev.akme.client.dns;
    exports dev.akme.client.solver;
}
