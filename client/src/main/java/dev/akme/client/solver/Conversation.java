package dev.akme.client.solver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** What is said on one connection: octets in, octets out, without waiting. Used by one thread. */
interface Conversation {

    /**
     * Takes what the peer said.
     *
     * @param in what came in; all of it is taken, or the conversation is over
     * @param out takes what is to be said
     * @return whether the peer may go on; if not, the connection ends once all is said
     */
    boolean hear(ByteBuffer in, ByteArrayOutputStream out);
}
