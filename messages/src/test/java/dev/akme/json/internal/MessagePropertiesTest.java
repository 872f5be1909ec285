package dev.akme.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every message of every type. The messages are made at random; {@code -Dakme.seed=...} chooses others, and
 * {@code -Dakme.cases=...} more of them for each type.
 */
class MessagePropertiesTest {

    private static final long SEED = Long.getLong("akme.seed", 8555);
    private static final int CASES = Integer.getInteger("akme.cases", 25);

    static Stream<MessageType<?>> types() {
        return MessageTypes.all().stream();
    }

    @Test
    void typesAreFound() {
        assertThat(MessageTypes.all()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
        assertThat(MessageTypes.all().stream().map(MessageType::name)).doesNotHaveDuplicates();
    }

    /** Otherwise the properties below would say little about valid messages, or little about broken ones. */
    @Test
    void mostTypesHaveValidMessagesAndBrokenOnes() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<MessageType<?>> both = new ArrayList<>();
        for (MessageType<?> type : MessageTypes.all()) {
            int valid = 0;
            for (int i = 0; i < 100; i++) {
                JsonObject json = new MessageGenerator(random, i % 2 == 0 ? 0 : 0.2).message(type);
                valid += errors(type.read(json)).isEmpty() ? 1 : 0;
            }
            if (valid > 0 && valid < 100) {
                both.add(type);
            }
        }
        assertThat(both).hasSizeGreaterThan(MessageTypes.all().size() * 3 / 4);
    }

    @ParameterizedTest
    @MethodSource("types")
    void readingAndWritingLosesNothing(MessageType<?> type) {
        forMessages(type, (json, message) -> {
            assertThat(message.toJsonValue()).isEqualTo(json);
            assertThat(JsonValue.read(message.toJson())).isEqualTo(json);
            assertThat(JsonValue.read(message.toJsonBytes())).isEqualTo(json);
            assertThat(type.read(message.toJson()).toJson()).isEqualTo(message.toJson());
            json.members()
                    .forEach((name, value) -> assertThat(message.member(name)).contains(value));
            assertThat(json.members()).containsAllEntriesOf(message.extensions());
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyWayOfReadingGivesEqualMessages(MessageType<?> type) {
        forMessages(type, (json, message) -> {
            assertThat(type.javaType()).isAssignableFrom(message.getClass());
            for (AcmeObject again : List.of(
                    type.read(json),
                    type.read(json.toJson().getBytes(StandardCharsets.UTF_8)),
                    type.read(message.toJsonValue()),
                    type.read(message.toJson()))) {
                assertThat(again).isEqualTo(message).hasSameHashCodeAs(message).hasToString(message.toString());
                assertThat(again.getClass()).isEqualTo(message.getClass());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void accessorsThrowNothingButMemberExceptions(MessageType<?> type) {
        forMessages(type, (json, message) -> {
            for (Method accessor : accessors(message.getClass())) {
                assertOnlyMemberException(catchThrowable(() -> call(accessor, message)), accessor.getName());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void buildingAgainGivesTheSameOrRefuses(MessageType<?> type) {
        forMessages(type, (json, message) -> {
            Method toBuilder = method(message.getClass(), "toBuilder");
            if (toBuilder != null) {
                ObjectBuilder<?, ?> builder = (ObjectBuilder<?, ?>) call(toBuilder, message);
                Throwable refusal =
                        catchThrowable(() -> assertThat(builder.build()).isEqualTo(message));
                assertOnlyMemberException(refusal, "build");
                assertThat(refusal == null).isEqualTo(errors(message).isEmpty());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void strictReadingAcceptsWhatHasNoError(MessageType<?> type) {
        forMessages(type, (json, message) -> {
            List<Finding> errors = errors(message);
            Throwable refusal = catchThrowable(
                    () -> assertThat(type.readStrict(json.toJson())).isEqualTo(message));
            if (errors.isEmpty()) {
                assertThat(refusal).isNull();
            } else {
                assertThat(refusal).isInstanceOf(JsonException.class);
                JsonException e = (JsonException) refusal;
                assertThat(e.pointer()).isEqualTo(errors.get(0).pointer());
                assertThat(e.offset()).isBetween(0L, (long) message.toJsonBytes().length);
            }
        });
    }

    /** Bytes changed, lost, added and repeated: refused, or read without loss, and in any case without surprise. */
    @ParameterizedTest
    @MethodSource("types")
    void spoiledTextsAreRefusedOrReadWithoutLoss(MessageType<?> type) {
        SplittableRandom random = new SplittableRandom(SEED);
        MessageGenerator generator = new MessageGenerator(random.split(), 0.05);
        for (int i = 0; i < CASES; i++) {
            byte[] text = generator.message(type).toJson().getBytes(StandardCharsets.UTF_8);
            for (int j = 0; j < 10; j++) {
                byte[] spoiled = spoil(text, random);
                String shown = new String(spoiled, StandardCharsets.ISO_8859_1);
                Throwable refusal = catchThrowable(() -> {
                    AcmeObject message = type.read(spoiled);
                    JsonValue json = JsonValue.read(spoiled);
                    assertThat(message.toJsonValue()).isEqualTo(json);
                    assertThat(message.toString()).isNotEmpty();
                    errors(message);
                });
                if (refusal != null) {
                    assertThat(refusal).as("seed %d: %s", SEED, shown).isInstanceOf(JsonException.class);
                    assertThat(((JsonException) refusal).offset()).isBetween(0L, (long) spoiled.length);
                }
            }
        }
    }

    private static byte[] spoil(byte[] text, SplittableRandom random) {
        int at = random.nextInt(text.length);
        int other = random.nextInt(text.length);
        byte[] spoiled = text.clone();
        switch (random.nextInt(6)) {
            case 0 -> spoiled[at] = (byte) random.nextInt(256);
            case 1 -> spoiled[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> spoiled[at] = (byte) "{}[]\",:\\0u-.e \n".charAt(random.nextInt(15));
            case 3 -> spoiled[at] = text[other];
            case 4 -> spoiled = Arrays.copyOf(text, at);
            default -> {
                // A piece of the text in the middle of it, once more.
                int length = Math.min(random.nextInt(20), text.length - other);
                spoiled = new byte[text.length + length];
                System.arraycopy(text, 0, spoiled, 0, at);
                System.arraycopy(text, other, spoiled, at, length);
                System.arraycopy(text, at, spoiled, at + length, text.length - at);
            }
        }
        return spoiled;
    }

    // ---- helpers

    private interface Property {
        void check(JsonObject json, AcmeObject message);
    }

    private static void forMessages(MessageType<?> type, Property property) {
        for (double faults : new double[] {0, 0.03, 0.2}) {
            MessageGenerator generator = new MessageGenerator(new SplittableRandom(SEED), faults);
            for (int i = 0; i < CASES; i++) {
                JsonObject json = generator.message(type);
                try {
                    property.check(json, type.read(json.toJson()));
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + SEED + ", " + type + " " + json + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static List<Finding> errors(AcmeObject message) {
        List<Finding> found = new ArrayList<>();
        Members.lint(message, "", found);
        return found.stream().filter(f -> f.severity() == Severity.ERROR).toList();
    }

    private static void assertOnlyMemberException(Throwable thrown, String what) {
        if (thrown != null) {
            assertThat(thrown).as(what).isInstanceOf(MemberException.class);
        }
    }

    private static List<Method> accessors(Class<?> message) {
        return Arrays.stream(message.getMethods())
                .filter(m -> m.getParameterCount() == 0 && !Modifier.isStatic(m.getModifiers()))
                .filter(m -> m.getDeclaringClass() != Object.class)
                .toList();
    }

    private static Method method(Class<?> message, String name) {
        return Arrays.stream(message.getMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == 0 && !m.isBridge())
                .findFirst()
                .orElse(null);
    }

    private static Object call(Method method, AcmeObject message) {
        try {
            return method.invoke(message);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(method + " threw", e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
