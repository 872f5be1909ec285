package dev.akme.challenge;

import dev.akme.jose.Jwk;
import dev.akme.messages.Identifier;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name of an onion service, version 3: its public key, spelled as a domain name (RFC 9799 §2; Tor, address
 * specification). Immutable.
 */
public final class OnionName {

    private static final String SECTION = "RFC 9799 §2";
    private static final String SUFFIX = ".onion";
    private static final int LABEL_LENGTH = 56;
    private static final int KEY_OCTETS = 32;
    private static final int CHECKSUM_OCTETS = 2;
    private static final byte VERSION = 3;

    private final byte[] publicKey;

    private OnionName(byte[] publicKey) {
        this.publicKey = publicKey;
    }

    /**
     * Makes the name of the service that has a key.
     *
     * @param publicKey the Ed25519 public key of the service
     * @return the name
     * @throws IllegalArgumentException when it is a key of another kind
     */
    public static OnionName of(Jwk publicKey) {
        boolean fits = publicKey.kty().equals("OKP")
                && publicKey.crv().filter("Ed25519"::equals).isPresent();
        byte[] octets = publicKey.x().filter(x -> x.length == KEY_OCTETS).orElse(null);
        if (!fits || octets == null) {
            throw new IllegalArgumentException(
                    "not an Ed25519 key: take the identity key of the onion service (" + SECTION + ")");
        }
        return new OnionName(octets);
    }

    /**
     * Reads a name.
     *
     * @param name the name of the service, or one below it, or a wildcard; in upper or lower case, with or without a final
     *     dot
     * @return the name of the service
     * @throws IllegalArgumentException when the last two labels are no such name, or its checksum is wrong
     */
    public static OnionName parse(String name) {
        // Folding would make a k of the Kelvin sign.
        if (!name.chars().allMatch(c -> c < 0x80)) {
            throw refuse("has characters other than ASCII");
        }
        String folded = name.toLowerCase(Locale.ROOT);
        String bare = folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
        if (!bare.endsWith(SUFFIX)) {
            throw refuse("does not end in .onion");
        }
        String rest = bare.substring(0, bare.length() - SUFFIX.length());
        String label = rest.substring(rest.lastIndexOf('.') + 1);
        if (label.length() != LABEL_LENGTH) {
            throw refuse("has " + label.length() + " characters before .onion: addresses of version 3 have 56");
        }
        byte[] octets;
        try {
            octets = Base32.decode(label);
        } catch (IllegalArgumentException e) {
            throw refuse("is " + e.getMessage());
        }
        OnionName onion = new OnionName(Arrays.copyOf(octets, KEY_OCTETS));
        if (octets[octets.length - 1] != VERSION) {
            throw refuse("is not of version 3");
        }
        if (!onion.label().equals(label)) {
            throw refuse("has a wrong checksum: look for a slip of the pen");
        }
        return onion;
    }

    /**
     * Reads the name of an identifier.
     *
     * @param identifier an identifier of type dns
     * @return the name of the service
     * @throws IllegalArgumentException as from {@link #parse}
     * @throws dev.akme.json.MemberException when the identifier has no value
     */
    public static OnionName of(Identifier identifier) {
        return parse(identifier.value());
    }

    private static IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException("the onion name " + problem + " (" + SECTION + ")");
    }

    private String label() {
        ByteArrayOutputStream checked = new ByteArrayOutputStream();
        checked.writeBytes(".onion checksum".getBytes(StandardCharsets.US_ASCII));
        checked.writeBytes(publicKey);
        checked.write(VERSION);
        byte[] checksum = Digests.sha3(checked.toByteArray());
        byte[] octets = Arrays.copyOf(publicKey, KEY_OCTETS + CHECKSUM_OCTETS + 1);
        System.arraycopy(checksum, 0, octets, KEY_OCTETS, CHECKSUM_OCTETS);
        octets[octets.length - 1] = VERSION;
        return Base32.encode(octets);
    }

    /**
     * {@return the Ed25519 public key of the service}
     */
    public Jwk publicKey() {
        return Jwk.okp("Ed25519", publicKey);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnionName that && Arrays.equals(that.publicKey, publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    /**
     * {@return the name of the service: 56 characters and {@code .onion}, in lower case}
     */
    @Override
    public String toString() {
        return label() + SUFFIX;
    }
}
