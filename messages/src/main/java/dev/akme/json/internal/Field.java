package dev.akme.json.internal;

import dev.akme.json.Term;
import tools.jackson.core.io.SerializedString;

/**
 * The one declaration of a member of a message: reading, writing, equality, {@code toString}, the check for required
 * members, the linter and the coverage page all go by it.
 *
 * @param <T> what the accessor gives
 */
public final class Field<T> {

    private final Schema<?> schema;
    private final int slot;
    private final String name;
    private final String pointer;
    private final Codec<T> codec;
    private final String section;
    private final boolean required;
    private final boolean secret;
    private final boolean received;
    private final boolean nullable;
    private final SerializedString wireName;

    private Field(Schema<?> schema, int slot, Spec<T> spec, boolean required) {
        this.schema = schema;
        this.slot = slot;
        this.name = spec.name;
        this.pointer = "/" + Pointers.escape(spec.name);
        this.codec = spec.codec;
        this.section = spec.section;
        this.required = required;
        this.secret = spec.secret;
        this.received = spec.received;
        this.nullable = spec.nullable;
        this.wireName = new SerializedString(spec.name);
        // Done now, so that no writer pays for it, and fields are constant after class initialisation.
        wireName.asQuotedUTF8();
    }

    public String name() {
        return name;
    }

    /** Where the member is specified. */
    public String section() {
        return section;
    }

    /** The schema that declares it; an extending schema has the same field. */
    public Schema<?> schema() {
        return schema;
    }

    public boolean isRequired() {
        return required;
    }

    /** Whether its value stays out of {@code toString}. */
    public boolean isSecret() {
        return secret;
    }

    /** Whether {@code null} is a value, and not the same as absence. */
    boolean isNullable() {
        return nullable;
    }

    /** Whether it holds what somebody else sent. */
    boolean isReceived() {
        return received;
    }

    public Codec<T> codec() {
        return codec;
    }

    int slot() {
        return slot;
    }

    SerializedString wireName() {
        return wireName;
    }

    String pointer() {
        return pointer;
    }

    @Override
    public String toString() {
        return schema.name() + "." + name;
    }

    /** A declaration in the making; {@link #required()} or {@link #optional()} ends it. */
    public static final class Spec<T> {

        private final Schema<?> schema;
        private final String name;
        private final Codec<T> codec;
        private String section;
        private boolean secret;
        private boolean received;
        private boolean nullable;

        Spec(Schema<?> schema, String name, Codec<T> codec) {
            this.schema = schema;
            this.name = name;
            this.codec = codec;
            this.section = schema.section();
        }

        /** The section, where it is not that of the object. */
        public Spec<T> section(String section) {
            this.section = section;
            return this;
        }

        /** Keeps the value out of {@code toString}: tokens, nonces, key material. */
        public Spec<T> secret() {
            this.secret = true;
            return this;
        }

        /** {@code null} is a value of its own; accessors give nothing for it, equality tells it from absence. */
        public Spec<T> nullable() {
            this.nullable = true;
            return this;
        }

        /** It holds what somebody else sent: nobody answers for its faults any more, so the linter looks not inside. */
        public Spec<T> received() {
            this.received = true;
            return this;
        }

        /** Its absence is an error when the accessor is called, in {@code build()} and in a strict read. */
        public Field<T> required() {
            return schema.add(slot -> new Field<>(schema, slot, this, true));
        }

        public Field<T> optional() {
            return schema.add(slot -> new Field<>(schema, slot, this, false));
        }

        /** For a name that stands in an IANA registry: name and section are the registry's. */
        static <T> Spec<T> of(Schema<?> schema, Term registered, Codec<T> codec) {
            return new Spec<>(schema, registered.value(), codec).section(registered.section());
        }
    }
}
