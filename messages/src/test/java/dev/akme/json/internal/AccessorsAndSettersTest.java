package dev.akme.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of every type has an accessor that tells it, and every builder sets what it says. */
class AccessorsAndSettersTest {

    private static final long SEED = Long.getLong("akme.seed", 8555);
    private static final int TRIES = 100;

    static Stream<MessageType<?>> types() {
        return MessageTypes.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anAccessorTellsEveryMember(MessageType<?> type) {
        Schema<?> schema = (Schema<?>) type;
        MessageGenerator generator = new MessageGenerator(new SplittableRandom(SEED), 0);
        Map<String, Object> without = told(type.read("{}"));
        for (Field<?> field : schema.fields()) {
            Set<String> telling = new TreeSet<>();
            for (int i = 0; i < TRIES; i++) {
                JsonValue value = generator.member(schema, field);
                Map<String, Object> with = told(type.read(JsonObject.of(Map.of(field.name(), value))));
                with.forEach((accessor, result) -> {
                    if (!Objects.deepEquals(result, without.get(accessor))) {
                        telling.add(accessor);
                    }
                });
            }
            Set<String> namesakes = without.keySet().stream()
                    .filter(accessor -> letters(accessor).equals(letters(field.name())))
                    .collect(Collectors.toSet());
            assertThat(telling).as("what tells %s of %s", field.name(), type).isNotEmpty();
            assertThat(telling).as("what tells %s of %s", field.name(), type).containsAll(namesakes);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aMessageBuiltOfWhatAnotherTellsIsLikeIt(MessageType<?> type) throws Exception {
        List<Method> setters = setters(type.javaType());
        MessageGenerator generator = new MessageGenerator(new SplittableRandom(SEED), 0);
        Set<Method> used = new HashSet<>();
        for (int i = 0; i < TRIES && !setters.isEmpty(); i++) {
            JsonObject json = generator.message(type);
            AcmeObject message = type.read(json);
            ObjectBuilder<?, ?> builder =
                    (ObjectBuilder<?, ?>) type.javaType().getMethod("builder").invoke(null);
            Map<String, Object> told = told(message);
            told.keySet()
                    .removeIf(name -> setters.stream().noneMatch(setter -> set(setter, name, told, builder, used)));
            try {
                Map<String, Object> again = told(builder.build());
                again.keySet().retainAll(told.keySet());
                assertThat(shown(again)).as("%s, seed %d", json, SEED).isEqualTo(shown(told));
            } catch (MemberException e) {
                // What is made at random is not always as it should be.
            }
        }
        assertThat(used).as("setters of %s", type).containsAll(setters);
    }

    /** Whether there was something to set. */
    private static boolean set(
            Method setter, String name, Map<String, Object> told, ObjectBuilder<?, ?> builder, Set<Method> used) {
        Object value = unwrapped(told.get(name));
        if (!setter.getName().equals(name) || value == null || !accepts(setter.getParameterTypes()[0], value)) {
            return false;
        }
        try {
            assertThat(setter.invoke(builder, value)).as("%s", setter).isSameAs(builder);
        } catch (InvocationTargetException e) {
            throw new AssertionError(setter + " refuses " + told, e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        used.add(setter);
        return true;
    }

    private static Object unwrapped(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    /** Fractions of seconds are read and not written. */
    private static String shown(Map<String, Object> told) {
        Map<String, Object> shown = new TreeMap<>();
        told.forEach((name, value) -> shown.put(name, Arrays.deepToString(new Object[] {unwrapped(value)})));
        return shown.toString().replaceAll("(:\\d\\d)\\.\\d+Z", "$1Z");
    }

    /** What the accessors of a message give; the class of the exception if they throw. */
    private static Map<String, Object> told(AcmeObject message) {
        Map<String, Object> told = new TreeMap<>();
        for (Method accessor : message.getClass().getMethods()) {
            boolean own = AcmeObject.class.isAssignableFrom(accessor.getDeclaringClass())
                    && accessor.getDeclaringClass() != AcmeObject.class
                    && !Modifier.isStatic(accessor.getModifiers());
            if (own && accessor.getParameterCount() == 0 && !accessor.getName().equals("toBuilder")) {
                told.put(accessor.getName(), call(accessor, message));
            }
        }
        return told;
    }

    private static Object call(Method accessor, AcmeObject message) {
        try {
            return accessor.invoke(message);
        } catch (InvocationTargetException e) {
            return e.getCause().getClass();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** The setters of a class that has a builder to begin with, as far as an accessor gives what they take. */
    private static List<Method> setters(Class<?> message) {
        return Arrays.stream(message.getMethods())
                .filter(method -> method.getName().equals("builder") && method.getParameterCount() == 0)
                .flatMap(method -> Arrays.stream(method.getReturnType().getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1)
                .filter(method -> Arrays.stream(message.getMethods())
                        .anyMatch(accessor -> accessor.getParameterCount() == 0
                                && accessor.getName().equals(method.getName())
                                && takes(method, accessor)))
                .toList();
    }

    private static boolean takes(Method setter, Method accessor) {
        String taken = boxed(setter.getGenericParameterTypes()[0].getTypeName());
        String given = boxed(accessor.getGenericReturnType().getTypeName());
        return given.equals(taken) || given.equals("java.util.Optional<" + taken + ">");
    }

    private static String boxed(String type) {
        return switch (type) {
            case "boolean" -> "java.lang.Boolean";
            case "int" -> "java.lang.Integer";
            case "long" -> "java.lang.Long";
            default -> type;
        };
    }

    private static boolean accepts(Class<?> parameter, Object value) {
        return boxed(parameter.getName()).equals(value.getClass().getName()) || parameter.isInstance(value);
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
