/** A program that has a CA of its own, and gets a certificate from it. */
module example.program {
    requires dev.akme.ca;
    requires dev.akme.client;
}
