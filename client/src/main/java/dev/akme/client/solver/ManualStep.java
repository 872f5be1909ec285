package dev.akme.client.solver;

import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import java.net.URI;

/**
 * What a person has to do for one challenge: put a file on a web server, or a record into the DNS. {@code toString} does not
 * show what must not be in logs. Immutable.
 */
public sealed interface ManualStep {

    /**
     * {@return what is to be proven}
     */
    Identifier identifier();

    /**
     * {@return the type of the challenge}
     */
    ChallengeType type();

    /**
     * A file on the web server (RFC 8555 §8.3).
     *
     * @param identifier what is to be proven
     * @param path the path of the file, with a slash in front
     * @param url where the server looks for it, on port 80
     * @param content what the file holds, without a line end
     */
    record HttpFile(Identifier identifier, String path, URI url, String content) implements ManualStep {

        @Override
        public ChallengeType type() {
            return ChallengeType.HTTP_01;
        }

        /**
         * {@return the type and the identifier; no token}
         */
        @Override
        public String toString() {
            return "file for " + type() + " of " + identifier.value();
        }
    }

    /**
     * A TXT record in the DNS (RFC 8555 §8.4). Other records of the same name stay.
     *
     * @param identifier what is to be proven
     * @param type the type of the challenge
     * @param name the name of the record, without a final dot
     * @param value the text of the record, without quotes; DNS servers split what is longer than 255 octets
     */
    record TxtRecord(Identifier identifier, ChallengeType type, String name, String value) implements ManualStep {

        /**
         * {@return the type and the name; not the value}
         */
        @Override
        public String toString() {
            return "TXT record for " + type + " at " + name;
        }
    }
}
