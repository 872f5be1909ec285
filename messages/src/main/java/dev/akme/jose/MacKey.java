package dev.akme.jose;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key that a CA shares with somebody who may make an account: binds the account to another one that the CA knows
 * (RFC 8555 §7.3.4). Right for nothing else in ACME.
 *
 * <p>The key never shows: not in {@code toString}, exceptions or messages, and the class cannot be serialized. It comes
 * out by {@link #exportPrivateText()}, and by nothing else.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class MacKey {

    private static final Map<JwsAlgorithm, String> NAMES = Map.of(
            JwsAlgorithm.HS256, "HmacSHA256",
            JwsAlgorithm.HS384, "HmacSHA384",
            JwsAlgorithm.HS512, "HmacSHA512");

    private static final Map<JwsAlgorithm, Integer> OCTETS =
            Map.of(JwsAlgorithm.HS256, 32, JwsAlgorithm.HS384, 48, JwsAlgorithm.HS512, 64);

    /** So many characters in a row are no accident. */
    private static final int UNMISTAKABLE = 16;

    private final SecretKey key;
    private final @Nullable Provider provider;

    private MacKey(SecretKey key, @Nullable Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    // ---- where keys come from

    /**
     * Makes a new key, as many octets long as the hash (RFC 7518 §3.2).
     *
     * @param alg the algorithm that it is for: {@code HS256} (32 octets), {@code HS384} (48) or {@code HS512} (64)
     * @param random where random numbers come from
     * @return a new key; it is good for shorter hashes too
     * @throws JoseException when the algorithm is no MAC
     */
    public static MacKey generate(JwsAlgorithm alg, SecureRandom random) {
        name(alg);
        byte[] octets = new byte[OCTETS.getOrDefault(alg, 0)];
        random.nextBytes(octets);
        return of(octets);
    }

    /**
     * Makes a new key with the random numbers of the JVM, as {@link #generate(JwsAlgorithm, SecureRandom)}.
     *
     * @param alg the algorithm that it is for
     * @return a new key
     * @throws JoseException when the algorithm is no MAC
     */
    public static MacKey generate(JwsAlgorithm alg) {
        return generate(alg, new SecureRandom());
    }

    /**
     * Makes a key of its octets.
     *
     * @param octets the key; copied, so that the caller can wipe it. RFC 7518 §3.2 wants as many octets as the hash has
     *     (32 for {@code HS256}), but CAs have given out shorter ones, which are taken
     * @return the key
     * @throws JoseException when there are no octets
     */
    public static MacKey of(byte[] octets) {
        if (octets.length == 0) {
            throw JoseException.key("the MAC key is empty: give it as the CA shows it");
        }
        return new MacKey(new SecretKeySpec(octets, "HMAC"), null);
    }

    /**
     * Reads a key as CAs hand it out: base64url or standard base64, with or without padding (but not a mixture of the two
     * alphabets), or a JWK of the type {@code oct} in JSON (RFC 7518 §6.4).
     *
     * @param text the key; white space around it does not count, nor do bits of the last character beyond the last octet
     * @return the key
     * @throws JoseException when the text is anything else; the message does not quote it
     */
    public static MacKey parse(String text) {
        String trimmed = text.strip();
        String encoded = trimmed.startsWith("{") ? ofJwk(trimmed) : trimmed;
        boolean url = encoded.indexOf('-') >= 0 || encoded.indexOf('_') >= 0;
        try {
            return of((url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(encoded));
        } catch (IllegalArgumentException e) {
            // Its message would quote a character of the key.
            throw JoseException.key(
                    "the MAC key is not base64url or base64: give it as the CA shows it, without blanks and line breaks");
        }
    }

    private static String ofJwk(String json) {
        try {
            Map<String, JsonValue> members =
                    JsonValue.read(json) instanceof JsonObject object ? object.members() : Map.of();
            if (members.get("kty") instanceof JsonString kty
                    && kty.text().equals("oct")
                    && members.get("k") instanceof JsonString k) {
                return k.text();
            }
            throw JoseException.key("this is no JWK of a MAC key: kty must be oct, and k the key");
        } catch (JsonException e) {
            throw JoseException.key("this is no JWK of a MAC key: " + SigningKey.place(e));
        }
    }

    /**
     * Gives the same key, for another provider to compute with.
     *
     * @param provider the provider; null leaves it to the JVM
     * @return a key that computes there
     * @throws JoseException when the provider has no HMAC
     */
    public MacKey withProvider(@Nullable Provider provider) {
        if (provider != null && NAMES.values().stream().anyMatch(name -> provider.getService("Mac", name) == null)) {
            throw JoseException.key("the provider has no HMAC with SHA-2: choose another provider");
        }
        return new MacKey(key, provider);
    }

    // ---- what they are for

    /**
     * Makes a JWS whose signature is a MAC (RFC 8555 §7.3.4).
     *
     * @param header the header; its {@code alg} is a MAC algorithm
     * @param payload the message
     * @return the JWS
     * @throws JoseException when the algorithm is no MAC
     * @throws MemberException when the header is not as RFC 8555 §7.3.4 demands
     */
    public Jws sign(JwsHeader header, AcmeObject payload) {
        return Jws.signed(header, payload.toJsonBytes(), input -> sign(header.alg(), input));
    }

    /**
     * Computes a MAC.
     *
     * @param alg {@code HS256}, {@code HS384} or {@code HS512}
     * @param input the octets
     * @return the MAC: 32, 48 or 64 octets
     * @throws JoseException when the algorithm is no MAC
     * @throws IllegalStateException when the provider does not have the algorithm, or fails
     */
    public byte[] sign(JwsAlgorithm alg, byte[] input) {
        String name = name(alg);
        try {
            Mac mac = provider == null ? Mac.getInstance(name) : Mac.getInstance(name, provider);
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Without the cause, which may quote the key.
            throw new IllegalStateException(
                    "the provider cannot compute " + name + ": " + e.getClass().getName());
        }
    }

    /**
     * Tells whether octets are the MAC by this key, in a time that does not depend on how many of them are right.
     *
     * @param alg {@code HS256}, {@code HS384} or {@code HS512}
     * @param input what the MAC is over
     * @param mac the octets
     * @return {@code false} for any others, shortened ones included
     * @throws JoseException when the algorithm is no MAC
     */
    public boolean verify(JwsAlgorithm alg, byte[] input, byte[] mac) {
        return MessageDigest.isEqual(sign(alg, input), mac);
    }

    private static String name(JwsAlgorithm alg) {
        String name = NAMES.get(alg);
        if (name == null) {
            // Without saying it: what was given may be the key, in the wrong place.
            throw new JoseException(
                    JoseException.Fault.ALGORITHM, "this is no MAC algorithm: use HS256, HS384 or HS512");
        }
        return name;
    }

    /**
     * Looks for the key in text that is about to be sent or shown, in any of the forms that {@link #parse} takes.
     *
     * @param text any text
     * @return whether the key, encoded, is a part of it
     */
    public boolean isIn(String text) {
        byte[] octets = key.getEncoded();
        String url = Base64Url.encode(octets);
        // The last character may have bits that do not count, so that the same key has other spellings.
        boolean isCut = octets.length % 3 != 0 && url.length() >= UNMISTAKABLE;
        String part = isCut ? url.substring(0, url.length() - 1) : url;
        return text.contains(part) || text.contains(part.replace('-', '+').replace('_', '/'));
    }

    // ---- how it comes out

    /**
     * {@return the key in base64url without padding, as a CA hands it out}
     */
    public String exportPrivateText() {
        return Base64Url.encode(key.getEncoded());
    }

    /**
     * {@return a fixed text; nothing of the key}
     */
    @Override
    public String toString() {
        return "MAC key";
    }
}
