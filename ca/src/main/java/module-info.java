/** An ACME server (RFC 8555 and its extensions): a certificate authority for tests and for servers. */
@org.jspecify.annotations.NullMarked
module dev.akme.ca {
    requires static transitive org.jspecify;
    requires transitive dev.akme.messages;
    requires java.sql;
    requires jdk.httpserver;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.dnsjava;
    // Whoever wants a store in a folder brings it along.
    requires static org.xerial.sqlitejdbc;

    exports dev.akme.ca;
    exports dev.akme.ca.store;
    exports dev.akme.ca.store.sqlite;
    exports dev.akme.ca.validation;
}
