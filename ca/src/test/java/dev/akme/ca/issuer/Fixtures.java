package dev.akme.ca.issuer;

import dev.akme.ca.Profile;
import dev.akme.messages.Identifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** What the tests of this package share. */
final class Fixtures {

    static final Instant NOW = Instant.parse("2027-03-04T05:06:07.890Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final Profile PROFILE = Profile.of("classic", "for tests", Duration.ofDays(90));
    static final Identifier EXAMPLE = Identifier.dns("www.example.org");

    /** One for all tests that do not ask how it is made. */
    static final Authority AUTHORITY = authority(1);

    static final KeyPair EC = keys("EC", 256);
    static final KeyPair RSA = keys("RSA", 2048);

    private Fixtures() {}

    static Authority authority(long seed) {
        return builder(seed).create();
    }

    static Authority.Builder builder(long seed) {
        return Authority.builder().clock(CLOCK).random(random(seed));
    }

    /** A source that gives the same octets each time; providers may prefer their own for keys. */
    static SecureRandom random(long seed) {
        Random random = new Random(seed);
        return new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                random.nextBytes(bytes);
            }
        };
    }

    static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static Issuer issuer() {
        return Issuer.of(AUTHORITY, random(2));
    }

    static X509Certificate leaf(Issuer issuer) {
        return issuer.issue(
                EC.getPublic(), List.of(EXAMPLE), PROFILE, NOW.minusSeconds(3600), NOW.plus(PROFILE.lifetime()), false);
    }
}
