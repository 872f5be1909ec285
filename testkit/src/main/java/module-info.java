/** A CA, a DNS and a clock inside a test: for JUnit, and without it. */
@org.jspecify.annotations.NullMarked
module dev.akme.testkit {
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires transitive dev.akme.ca;
    requires transitive dev.akme.client;
    requires org.dnsjava;

    exports dev.akme.testkit;
}
