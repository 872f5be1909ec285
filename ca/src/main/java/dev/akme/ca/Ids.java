package dev.akme.ca;

import dev.akme.jose.Base64Url;
import java.security.SecureRandom;

/** Makes identifiers and tokens that nobody can guess. */
final class Ids {

    private final SecureRandom random;

    Ids(SecureRandom random) {
        this.random = random;
    }

    /** An identifier of 128 bits, which is part of a URL. */
    String next() {
        return octets(16);
    }

    /** A token of 256 bits; RFC 8555 §8.1 demands 128. */
    String token() {
        return octets(32);
    }

    private String octets(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Base64Url.encode(octets);
    }
}
