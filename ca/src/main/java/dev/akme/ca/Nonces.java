package dev.akme.ca;

import dev.akme.jose.Base64Url;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces (RFC 8555 §6.5) that need no store: a number and the time, with a MAC by a key that only this object has. A window
 * over the numbers says which were used. What is older than the window or the lifetime is refused, and clients try again
 * with another nonce. Takes the same memory however many are made. Safe for use by many threads.
 */
final class Nonces {

    /** How many of the last nonces can be used: enough for every client that is between two requests. */
    static final int WINDOW = 1 << 20;

    /** As long as most peers keep theirs. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String MAC = "HmacSHA256";
    private static final int DATA = Long.BYTES + Integer.BYTES;

    /** 128 bits: not to be guessed. */
    private static final int TAG = 16;

    private final Clock clock;
    private final Instant start;
    private final Mac mac;
    private final ReentrantLock lock = new ReentrantLock();

    /** How many were made; written under the lock. */
    private volatile long issued;

    /** A bit for each number of the window, set once it was used; the words are reused, oldest first. */
    private final AtomicLongArray used = new AtomicLongArray(WINDOW / Long.SIZE);

    Nonces(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.start = clock.instant();
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + MAC, e);
        }
    }

    String next() {
        long number = take();
        byte[] octets = new byte[DATA + TAG];
        ByteBuffer.wrap(octets).putLong(number).putInt(age(clock.instant()));
        System.arraycopy(tag(octets), 0, octets, DATA, TAG);
        return Base64Url.encode(octets);
    }

    private long take() {
        lock.lock();
        try {
            long number = issued;
            // First the window moves on, then the first of 64 clears their word: those a window before are out by then.
            issued = number + 1;
            if (number % Long.SIZE == 0) {
                used.set(word(number), 0);
            }
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** Uses a nonce up; false when it is not there to be used. */
    boolean use(String nonce) {
        byte[] octets;
        try {
            octets = Base64Url.decode(nonce);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (octets.length != DATA + TAG) {
            return false;
        }
        byte[] tag = new byte[TAG];
        System.arraycopy(octets, DATA, tag, 0, TAG);
        if (!MessageDigest.isEqual(tag, Arrays.copyOf(tag(octets), TAG))) {
            return false;
        }
        ByteBuffer data = ByteBuffer.wrap(octets);
        long number = data.getLong();
        int made = data.getInt();
        if (age(clock.instant()) - made > LIFETIME.toSeconds()) {
            return false;
        }
        if (number < firstOfWindow()) {
            return false;
        }
        long bit = 1L << (number % Long.SIZE);
        long before = used.getAndAccumulate(word(number), bit, (bits, one) -> bits | one);
        // Meanwhile the window may have moved on, and the word been cleared for others.
        return (before & bit) == 0 && number >= firstOfWindow();
    }

    private long firstOfWindow() {
        long last = issued - 1;
        return last / Long.SIZE * Long.SIZE - WINDOW + Long.SIZE;
    }

    private static int word(long number) {
        return (int) (number / Long.SIZE % (WINDOW / Long.SIZE));
    }

    private int age(Instant now) {
        return (int) Duration.between(start, now).toSeconds();
    }

    private byte[] tag(byte[] octets) {
        try {
            Mac copy = (Mac) mac.clone();
            copy.update(octets, 0, DATA);
            return copy.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JVM can copy its " + MAC, e);
        }
    }
}
