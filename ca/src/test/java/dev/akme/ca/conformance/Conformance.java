package dev.akme.ca.conformance;

import org.junit.jupiter.api.AfterEach;

/** A CA of its own for each test, and an account there. */
abstract class Conformance {

    final World world = World.start();
    final Client client = world.client();

    @AfterEach
    void close() {
        world.close();
    }

    String url(String name) {
        return world.url(name);
    }
}
