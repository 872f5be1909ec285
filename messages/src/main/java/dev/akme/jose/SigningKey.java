package dev.akme.jose;

import dev.akme.der.Pem;
import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A private key with its public one: signs requests. The key of an account, or for a revocation that of a certificate
 * (RFC 8555 §6.2, §7.6).
 *
 * <p>The private part never shows: not in {@code toString}, exceptions or messages, and the class cannot be serialized.
 * It comes out by the methods whose names begin with {@code exportPrivate}, and by no other.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SigningKey {

    private static final byte[] TRIAL = "dev.akme.jose.SigningKey".getBytes(StandardCharsets.US_ASCII);

    private final VerificationKey publicKey;
    private final PrivateKey key;
    private final @Nullable Provider provider;

    private SigningKey(VerificationKey publicKey, PrivateKey key, @Nullable Provider provider) {
        this.publicKey = publicKey;
        this.key = key;
        this.provider = provider;
    }

    // ---- where keys come from

    /**
     * Makes a new key with the providers and the random numbers of the JVM.
     *
     * @param type the kind of key
     * @return a new key
     */
    public static SigningKey generate(KeyType type) {
        return generate(type, null, null);
    }

    /**
     * Makes a new key.
     *
     * @param type the kind of key
     * @param provider the provider that makes it and will sign with it; null leaves it to the JVM
     * @param random where random numbers come from; null leaves it to the JVM
     * @return a new key
     * @throws IllegalStateException when the provider cannot make such keys
     */
    public static SigningKey generate(KeyType type, @Nullable Provider provider, @Nullable SecureRandom random) {
        KeyPair pair = KeyFactories.generate(type, provider, random);
        return new SigningKey(VerificationKey.of(pair.getPublic(), provider), pair.getPrivate(), provider);
    }

    /**
     * Takes a key of the JDK, which may be one that never leaves its device.
     *
     * @param privateKey the private key
     * @param publicKey the public key that belongs to it
     * @param provider the provider to sign with; null leaves it to the JVM, which asks for one that takes the key
     * @return the key
     * @throws JoseException when the two do not belong together, are weak, or are of a kind that is not supported
     */
    public static SigningKey of(PrivateKey privateKey, PublicKey publicKey, @Nullable Provider provider) {
        VerificationKey verification = VerificationKey.of(Jwk.of(publicKey));
        if (!KeyFactories.kty(privateKey).equals(verification.jwk().kty())) {
            throw JoseException.key("the private and the public key are not even of the same kind");
        }
        return paired(verification, privateKey, provider)
                .orElseThrow(() -> JoseException.key("the private and the public key do not belong together"));
    }

    /**
     * Takes a key of the JDK, for the JVM's providers to sign with.
     *
     * @param privateKey the private key
     * @param publicKey the public key that belongs to it
     * @return the key
     * @throws JoseException as {@link #of(PrivateKey, PublicKey, Provider)}
     */
    public static SigningKey of(PrivateKey privateKey, PublicKey publicKey) {
        return of(privateKey, publicKey, null);
    }

    /**
     * Reads a key as it stands in a file: PEM with a key in PKCS#8 ({@code PRIVATE KEY}), SEC 1 ({@code EC PRIVATE KEY},
     * with {@code EC PARAMETERS} before it or without) or PKCS#1 ({@code RSA PRIVATE KEY}), or a private JWK in JSON, such
     * as certbot's {@code private_key.json}. Other blocks and text between the blocks are passed over.
     *
     * @param text the whole text, with exactly one private key
     * @return the key
     * @throws JoseException when there is no key, more than one, an encrypted one, a broken one, one whose parts do not
     *     belong together, one that is weak, or one of a kind that is not supported
     */
    public static SigningKey parse(String text) {
        // Some editors begin files with a byte order mark.
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            PrivateParts parts = bare.stripLeading().startsWith("{")
                    ? PrivateParts.ofJwk(Jwk.TYPE.read(bare))
                    : PrivatePem.read(bare);
            return of(parts);
        } catch (JsonException e) {
            throw JoseException.key("this is no private JWK: " + place(e));
        } catch (MemberException e) {
            throw JoseException.key("this is no private JWK: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw JoseException.key("the private key cannot be read: " + e.getMessage());
        }
    }

    /** Without the pointer: in broken JSON a private value may stand where a name should. */
    static String place(JsonException e) {
        return "at byte " + e.offset() + ": found " + e.found() + ", expected " + e.expected();
    }

    private static SigningKey of(PrivateParts parts) {
        PrivateKey key = KeyFactories.privateKey(parts.jcaName(), parts.toPkcs8(), null);
        Optional<Jwk> said = parts.publicKey();
        List<Jwk> candidates = said.isPresent() ? List.of(said.get()) : parts.publicKeys(key);
        for (Jwk candidate : candidates) {
            Optional<SigningKey> pair = paired(VerificationKey.of(candidate), key, null);
            if (pair.isPresent()) {
                return pair.get();
            }
        }
        throw JoseException.key("the private and the public part of the key do not belong together");
    }

    /** A key that was put together is tried once: a wrong public part would otherwise show at the server only. */
    private static Optional<SigningKey> paired(VerificationKey publicKey, PrivateKey key, @Nullable Provider provider) {
        SigningKey pair = new SigningKey(publicKey, key, provider);
        JwsAlgorithm alg = pair.algorithm();
        try {
            return publicKey.verify(alg, TRIAL, pair.sign(alg, TRIAL)) ? Optional.of(pair) : Optional.empty();
        } catch (IllegalStateException e) {
            // An RSA key whose numbers contradict each other cannot even sign.
            return Optional.empty();
        }
    }

    /**
     * Gives the same key, for another provider to sign with.
     *
     * @param provider the provider; null leaves it to the JVM
     * @return a key that signs there; its signatures differ in nothing
     * @throws JoseException when the provider does not take the key, or the key does not leave its device
     */
    public SigningKey withProvider(@Nullable Provider provider) {
        VerificationKey verification = VerificationKey.of(publicKey.jwk(), provider);
        PrivateKey translated = KeyFactories.privateKey(KeyFactories.jcaName(publicKey.jwk()), encoded(), provider);
        return new SigningKey(verification, translated, provider);
    }

    // ---- what they are for

    /**
     * {@return the public key as it stands on the wire}
     */
    public Jwk publicKey() {
        return publicKey.jwk();
    }

    /**
     * {@return the public key, to verify what this key signs}
     */
    public VerificationKey verificationKey() {
        return publicKey;
    }

    /**
     * {@return the algorithm that this key signs with unless told otherwise, see {@link JwsAlgorithm#defaultFor}}
     */
    public JwsAlgorithm algorithm() {
        return JwsAlgorithm.defaultFor(publicKey.jwk());
    }

    /**
     * {@return the beginning of a header: a builder with {@code alg} set to {@link #algorithm()}}
     */
    public JwsHeader.Builder header() {
        return JwsHeader.builder().alg(algorithm());
    }

    /**
     * Signs a request (RFC 8555 §6.2).
     *
     * @param header the header, see {@link #header()}; its {@code jwk}, if it has one, is this key's
     * @param payload the octets to sign; none for a POST-as-GET (RFC 8555 §6.3)
     * @return the request
     * @throws JoseException when the algorithm is not one for this key, or {@code jwk} is another key
     * @throws MemberException when the header is not as RFC 8555 §6.2 demands
     */
    public Jws sign(JwsHeader header, byte[] payload) {
        header.jwk().filter(jwk -> !jwk.publicKey().equals(publicKey.jwk())).ifPresent(jwk -> {
            throw JoseException.key("jwk in the header is not the key that signs");
        });
        return Jws.signed(header, payload, input -> sign(header.alg(), input));
    }

    /**
     * Signs a request that carries a message.
     *
     * @param header as in {@link #sign(JwsHeader, byte[])}
     * @param payload the message; it is signed as {@link AcmeObject#toJsonBytes} writes it
     * @return the request
     * @throws JoseException as {@link #sign(JwsHeader, byte[])}
     * @throws MemberException as {@link #sign(JwsHeader, byte[])}
     */
    public Jws sign(JwsHeader header, AcmeObject payload) {
        return sign(header, payload.toJsonBytes());
    }

    /**
     * Signs a request that only reads a resource: a POST-as-GET, whose payload is empty (RFC 8555 §6.3).
     *
     * @param header as in {@link #sign(JwsHeader, byte[])}
     * @return the request
     * @throws JoseException as {@link #sign(JwsHeader, byte[])}
     * @throws MemberException as {@link #sign(JwsHeader, byte[])}
     */
    public Jws signPostAsGet(JwsHeader header) {
        return sign(header, new byte[0]);
    }

    /**
     * Signs octets.
     *
     * @param alg an algorithm for this kind of key
     * @param input the octets
     * @return the signature; for ECDSA the two numbers in fixed length (RFC 7518 §3.4)
     * @throws JoseException when the algorithm is not one for this key, or the provider does not take the key
     * @throws IllegalStateException when the provider does not have the algorithm, or fails
     */
    public byte[] sign(JwsAlgorithm alg, byte[] input) {
        return SignatureScheme.of(alg, publicKey.kind()).sign(key, provider, input);
    }

    // ---- how the private part comes out

    /**
     * {@return the private key as the JDK's classes have it}
     */
    public PrivateKey exportPrivateKey() {
        return key;
    }

    /**
     * {@return the private key as PEM, in PKCS#8 without encryption (RFC 7468 §10), with a line break at the end}
     *
     * @throws JoseException when the key does not leave its device
     */
    public String exportPrivatePem() {
        return Pem.encode("PRIVATE KEY", encoded());
    }

    /**
     * {@return the private key as a JWK in JSON, with all its private members}
     *
     * @throws JoseException when the key does not leave its device
     */
    public String exportPrivateJwk() {
        return PrivateParts.ofPkcs8(encoded()).toJwk(publicKey.jwk());
    }

    private byte[] encoded() {
        byte @Nullable [] encoded = "PKCS#8".equals(key.getFormat()) ? key.getEncoded() : null;
        if (encoded == null) {
            throw JoseException.key("the private key does not leave its device: use it where it is");
        }
        byte[] pkcs8 = PrivateParts.ofPkcs8(encoded).toPkcs8();
        Arrays.fill(encoded, (byte) 0);
        return pkcs8;
    }

    /**
     * {@return the kind of key and its thumbprint; nothing private}
     */
    @Override
    public String toString() {
        return "private " + publicKey;
    }
}
