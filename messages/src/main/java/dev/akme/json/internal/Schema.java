package dev.akme.json.internal;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonException;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import dev.akme.json.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * The declaration of a message type: its fields in the order in which they are written, and its rules. Filled while the
 * message's class is initialised; {@link #done} ends that, and it is constant from then on. Rules may come later, see
 * {@link #rules(Consumer)}.
 */
public final class Schema<T extends AcmeObject> extends MessageType<T> {

    private final String name;
    private final Class<T> javaType;
    private final Function<Members, ? extends T> make;
    private final String section;
    private final List<Field<?>> declared = new ArrayList<>();
    private final @Nullable Schema<? super T> base;
    private final Map<String, Field<?>> byName = new LinkedHashMap<>();
    private UnaryOperator<Members> refine = UnaryOperator.identity();
    private @Nullable Field<?> decider;
    private @Nullable Field<?> bare;
    private Consumer<Rules<T>> laterRules = rules -> {};

    // Set by done().
    private Field<?> @Nullable [] fields;
    private @Nullable PropertyNameMatcher matcher;

    // Set when it is first asked for.
    private volatile @Nullable List<Rule<? super T>> rules;

    private Schema(
            @Nullable Schema<? super T> base,
            String name,
            Class<T> javaType,
            Function<Members, ? extends T> make,
            String section) {
        this.base = base;
        this.name = name;
        this.javaType = javaType;
        this.make = make;
        this.section = section;
    }

    public static <T extends AcmeObject> Schema<T> of(
            String name, Class<T> javaType, Function<Members, ? extends T> make, String section) {
        return new Schema<>(null, name, javaType, make, section);
    }

    /** A schema that begins with the fields and rules of another, whose class is a superclass. */
    public static <T extends S, S extends AcmeObject> Schema<T> extending(
            Schema<S> base, String name, Class<T> javaType, Function<Members, ? extends T> make, String section) {
        Schema<T> schema = new Schema<>(base, name, javaType, make, section);
        for (Field<?> field : base.fields()) {
            schema.declared.add(field);
            schema.byName.put(field.name(), field);
        }
        return schema;
    }

    // ---- declaration

    public <V> Field.Spec<V> field(String member, Codec<V> codec) {
        return new Field.Spec<>(this, member, codec);
    }

    /** A field whose name stands in an IANA registry. */
    public <V> Field.Spec<V> field(Term registered, Codec<V> codec) {
        return Field.Spec.of(this, registered, codec);
    }

    <V> Field<V> add(IntFunction<Field<V>> make) {
        requireOpen();
        Field<V> field = make.apply(declared.size());
        if (byName.put(field.name(), field) != null) {
            throw new IllegalStateException("declared twice: " + field);
        }
        declared.add(field);
        return field;
    }

    /**
     * What the specification demands beyond the form of members; declared when the first message is checked. Reading
     * needs no rules, and a program that only reads would pay for each at its start: a rule is code that the JVM links.
     * Called again, it adds.
     */
    public Schema<T> rules(Consumer<Rules<T>> declaration) {
        requireOpen();
        laterRules = laterRules.andThen(declaration);
        return this;
    }

    /** Lets a text that is a bare array (or {@code null}) be read as an object with only this field. */
    public void acceptBare(Field<?> field) {
        requireOpen();
        bare = field;
    }

    /** Chooses a more special schema by one of the members, at once or when all are read; see {@link Members#as}. */
    public Schema<T> refine(Field<?> field, UnaryOperator<Members> chooser) {
        requireOpen();
        decider = field;
        refine = chooser;
        return this;
    }

    /** Ends the declaration. */
    public Schema<T> done() {
        requireOpen();
        Field<?>[] all = declared.toArray(Field<?>[]::new);
        fields = all;
        matcher = Tokens.matcher(List.copyOf(byName.keySet()));
        return this;
    }

    private void requireOpen() {
        if (fields != null) {
            throw new IllegalStateException(name + " is declared already");
        }
    }

    // ---- what it says

    @Override
    public String name() {
        return name;
    }

    @Override
    public String section() {
        return section;
    }

    @Override
    public Class<T> javaType() {
        return javaType;
    }

    public List<Field<?>> fields() {
        return List.of(all());
    }

    public List<Rule<? super T>> rules() {
        List<Rule<? super T>> all = rules;
        return all != null ? all : declareRules();
    }

    private synchronized List<Rule<? super T>> declareRules() {
        List<Rule<? super T>> all = rules;
        if (all == null) {
            Rules<T> declared = new Rules<>(name, base == null ? List.of() : base.rules());
            laterRules.accept(declared);
            all = declared.all();
            rules = all;
        }
        return all;
    }

    Optional<Field<?>> field(String member) {
        return Optional.ofNullable(byName.get(member));
    }

    int size() {
        return all().length;
    }

    Field<?>[] all() {
        Field<?>[] all = fields;
        if (all == null) {
            throw new IllegalStateException(name + " is used before it is declared in full");
        }
        return all;
    }

    public Codec<T> codec() {
        return new ObjectCodec<>(this);
    }

    // ---- reading

    @Override
    public T read(String text) {
        return JsonReader.read(Objects.requireNonNull(text, "text"), this::read);
    }

    @Override
    public T read(byte[] utf8) {
        return JsonReader.read(Objects.requireNonNull(utf8, "utf8"), this::read);
    }

    @Override
    public T read(JsonValue value) {
        JsonReader.requireShallow(value, 1);
        if (value instanceof JsonObject object) {
            return fromJson(object);
        }
        Field<?> only = bare;
        if (only != null && (value instanceof JsonArray || value == JsonNull.NULL)) {
            return make(new Members(this, bareSlots(only, only.codec().fromJson(value)), Map.of(), true));
        }
        throw new JsonException("", 0, value.kind(), expected());
    }

    @Override
    public T readStrict(String text) {
        return readStrict(JsonReader.utf8(Objects.requireNonNull(text, "text")));
    }

    @Override
    public T readStrict(byte[] utf8) {
        T object = read(utf8);
        List<Finding> errors = Members.errors(object);
        if (!errors.isEmpty()) {
            Finding first = errors.get(0);
            throw JsonException.of(first, JsonReader.offsetOf(utf8, first.pointer()));
        }
        return object;
    }

    T read(JsonReader in) {
        if (in.isStartObject()) {
            return make(in.members(this));
        }
        Field<?> only = bare;
        if (only != null && (in.isStartArray() || in.isNull())) {
            return make(new Members(this, bareSlots(only, only.codec().read(in)), Map.of(), true));
        }
        throw in.fail(in.kind(), expected());
    }

    private String expected() {
        return "an object (" + name + ", " + section + ")";
    }

    private @Nullable Object[] bareSlots(Field<?> only, Object value) {
        @Nullable Object[] slots = new @Nullable Object[size()];
        slots[only.slot()] = value;
        return slots;
    }

    T fromJson(JsonObject object) {
        @Nullable Object[] slots = new @Nullable Object[size()];
        Map<String, JsonValue> extensions = new LinkedHashMap<>();
        object.members().forEach((member, value) -> {
            Field<?> field = byName.get(member);
            if (field == null) {
                extensions.put(member, value);
            } else {
                slots[field.slot()] = field.codec().fromJson(value);
            }
        });
        return make(new Members(this, slots, extensions, false));
    }

    /** Whether the member says which more special schema there is. */
    boolean isDecidedBy(Field<?> field) {
        return field == decider;
    }

    Schema<?> refined(Members members) {
        return refine.apply(members).schema();
    }

    T make(Members members) {
        Members refined = refine.apply(members);
        return refined.schema() == this
                ? make.apply(refined)
                : javaType.cast(refined.schema().make(refined));
    }

    @Nullable
    Field<?> bareField() {
        return bare;
    }

    PropertyNameMatcher matcher() {
        PropertyNameMatcher m = matcher;
        if (m == null) {
            throw new IllegalStateException(name + " is used before it is declared in full");
        }
        return m;
    }
}
