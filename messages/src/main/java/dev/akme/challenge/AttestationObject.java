package dev.akme.challenge;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a device attests, in a format of its maker's: the attestation object of WebAuthn (WebAuthn §6.5.4), without the
 * authenticator data, which {@code device-attest-01} does not use (draft-ietf-acme-device-attest §5).
 *
 * <p>What the members of the statement mean, and how they prove anything, the format says. Immutable.
 */
public final class AttestationObject {

    private static final String SECTION = "draft-ietf-acme-device-attest §5";
    private static final String FORMAT = "fmt";
    private static final String STATEMENT = "attStmt";

    /** WebAuthn §8.1: visible ASCII, at most 32 characters, neither backslash nor quotation mark. */
    private static final Pattern FORMAT_NAME = Pattern.compile("[\\x21-\\x7e&&[^\\\\\"]]{1,32}");

    private final String format;
    private final Map<Object, Object> statement;

    private AttestationObject(String format, Map<Object, Object> statement) {
        if (!FORMAT_NAME.matcher(format).matches()) {
            throw refuse("fmt is not 1 to 32 visible characters of ASCII");
        }
        this.format = format;
        this.statement = statement;
    }

    /**
     * Reads an attestation object.
     *
     * @param cbor the octets of {@code attObj}; at most 256 KiB of CBOR, all of it of definite length and in its shortest
     *     form. Members beside {@code fmt} and {@code attStmt} are ignored
     * @return the attestation object
     * @throws IllegalArgumentException when the octets are anything else; the message quotes none of them
     */
    public static AttestationObject decode(byte[] cbor) {
        if (!(CborReader.read(cbor) instanceof Map<?, ?> members)) {
            throw refuse("it is no map");
        }
        if (!(members.get(FORMAT) instanceof String format)) {
            throw refuse("fmt is missing, or no text");
        }
        if (!(members.get(STATEMENT) instanceof Map<?, ?> statement)) {
            throw refuse("attStmt is missing, or no map");
        }
        return new AttestationObject(format, new LinkedHashMap<>(statement));
    }

    private static IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException(
                "not an attestation object: " + problem + ": send fmt and attStmt (" + SECTION + ")");
    }

    /**
     * Gives a builder.
     *
     * @param format the attestation format, such as {@code "apple"}, {@code "tpm"}, {@code "android-key"} or
     *     {@code "step"}
     * @return a new builder, of an empty statement
     */
    public static Builder builder(String format) {
        return new Builder(format);
    }

    /**
     * {@return the attestation object in CBOR, in the canonical form that WebAuthn demands}
     */
    public byte[] encode() {
        return CborWriter.write(Map.of(FORMAT, format, STATEMENT, statement));
    }

    /**
     * {@return the attestation format, {@code fmt}: 1 to 32 visible characters of ASCII}
     */
    public String format() {
        return format;
    }

    /**
     * {@return the names of the statement's members, in their order; keys that are no text are left out}
     */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Object key : statement.keySet()) {
            if (key instanceof String name) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Gives a member of the statement that is an octet string, such as {@code sig}.
     *
     * @param name its name
     * @return the octets; empty when there is no such member, or it is something else
     */
    public Optional<byte[]> octets(String name) {
        return statement.get(name) instanceof byte[] octets ? Optional.of(octets.clone()) : Optional.empty();
    }

    /**
     * Gives a member of the statement that is an array of octet strings, such as {@code x5c}.
     *
     * @param name its name
     * @return the octets of each; empty when there is no such member, or it is something else
     */
    public Optional<List<byte[]>> octetsList(String name) {
        if (!(statement.get(name) instanceof List<?> items) || !items.stream().allMatch(byte[].class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(items.stream().map(item -> ((byte[]) item).clone()).toList());
    }

    /**
     * Gives a member of the statement that is an integer, such as {@code alg}.
     *
     * @param name its name
     * @return the number; empty when there is no such member, or it is something else
     */
    public Optional<Long> integer(String name) {
        return statement.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /**
     * Gives a member of the statement that is a text, such as {@code ver}.
     *
     * @param name its name
     * @return the text; empty when there is no such member, or it is something else
     */
    public Optional<String> text(String name) {
        return statement.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttestationObject that && Arrays.equals(that.encode(), encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    /**
     * {@return the format, without the statement}
     */
    @Override
    public String toString() {
        return "attestationObject{fmt=" + format + ", attStmt=(hidden)}";
    }

    /** Builds an {@link AttestationObject}. For one thread. */
    public static final class Builder {

        private final String format;
        private final Map<Object, Object> statement = new LinkedHashMap<>();

        private Builder(String format) {
            this.format = format;
        }

        /**
         * Sets a member of the statement to an octet string.
         *
         * @param name its name, such as {@code "sig"}
         * @param octets the octets
         * @return this builder
         */
        public Builder octets(String name, byte[] octets) {
            return set(name, octets.clone());
        }

        /**
         * Sets a member of the statement to an array of octet strings.
         *
         * @param name its name, such as {@code "x5c"}
         * @param list the octets of each
         * @return this builder
         */
        public Builder octetsList(String name, List<byte[]> list) {
            return set(name, list.stream().map(byte[]::clone).toList());
        }

        /**
         * Sets a member of the statement to an integer.
         *
         * @param name its name, such as {@code "alg"}
         * @param number the number
         * @return this builder
         */
        public Builder integer(String name, long number) {
            return set(name, number);
        }

        /**
         * Sets a member of the statement to a text.
         *
         * @param name its name, such as {@code "ver"}
         * @param text the text
         * @return this builder
         */
        public Builder text(String name, String text) {
            return set(name, text);
        }

        private Builder set(String name, Object value) {
            statement.put(name, value);
            return this;
        }

        /**
         * {@return the attestation object}
         *
         * @throws IllegalArgumentException when the format is not 1 to 32 visible characters of ASCII
         */
        public AttestationObject build() {
            return new AttestationObject(format, new LinkedHashMap<>(statement));
        }
    }
}
