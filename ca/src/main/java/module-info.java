/** An ACME server (RFC 8555 and its extensions): a certificate authority for tests and for servers. */
@org.jspecify.annotations.NullMarked
module dev.akme.ca {
    requires static transitive org.jspecify;
    requires transitive dev.akme.messages;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.dnsjava;

    exports dev.akme.ca;
    exports dev.akme.ca.store;
    exports dev.akme.ca.validation;
}
