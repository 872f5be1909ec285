package dev.akme.bench;

/** A client with an account at a CA. Used by many threads. */
interface Issuer {

    /** Gets a certificate for a name with a key of its own, P-256. */
    void issue(String name) throws Exception;
}
