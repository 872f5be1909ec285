package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.JsonException;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Linter;
import dev.akme.messages.Messages;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every type of message, read tolerantly and strictly. The first line names the type, the rest is the message; a name that is
 * none stands for one of them too, so that whatever the fuzzer makes of it reaches some type.
 */
final class MessageFuzz {

    private static final List<MessageType<?>> TYPES = Stream.concat(
                    Messages.types().stream(), ChallengeType.known().stream().map(ChallengeResponse::type))
            .distinct()
            .toList();

    private static final Map<Class<?>, List<Method>> ACCESSORS = new ConcurrentHashMap<>();

    @FuzzTest
    void reads(byte[] input) {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        String name = new String(input, 0, line, StandardCharsets.UTF_8);
        reads(type(name), Arrays.copyOfRange(input, Math.min(input.length, line + 1), input.length));
    }

    private static MessageType<?> type(String name) {
        return TYPES.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseGet(() -> TYPES.get(Math.floorMod(name.hashCode(), TYPES.size())));
    }

    private static <T extends AcmeObject> void reads(MessageType<T> type, byte[] json) {
        Optional<T> tolerant = Expect.read(() -> type.read(json), JsonException.class);
        Optional<T> strict = Expect.read(() -> type.readStrict(json), JsonException.class);
        if (tolerant.isEmpty()) {
            Expect.that(strict.isEmpty(), "what is read strictly is read tolerantly");
            return;
        }
        T message = tolerant.get();
        strict.ifPresent(same -> Expect.same(same, message, "read strictly and tolerantly"));
        Expect.that(
                isWrong(message) == strict.isEmpty(),
                "a strict read refuses what the linter calls an error, nothing else");

        JsonValue value = JsonValue.read(json);
        Expect.same(message.toJsonValue(), value, "nothing is lost or added");
        Expect.same(type.read(message.toJson()), message, "written and read again");
        Expect.same(type.read(message.toJsonBytes()), message, "written in UTF-8 and read again");
        Expect.same(type.read(value), message, "read from a value");
        Expect.that(message.toString() != null, "it can be shown");
        accessors(message);
    }

    private static boolean isWrong(AcmeObject message) {
        return Linter.check(message).stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    private static void accessors(AcmeObject message) {
        for (Method accessor : ACCESSORS.computeIfAbsent(message.getClass(), MessageFuzz::accessorsOf)) {
            Object given = call(accessor, message);
            Object inside = given instanceof Optional<?> some ? some.orElse(null) : given;
            // A key has a method that gives such a key.
            if (inside instanceof AcmeObject part && part.getClass() != message.getClass()) {
                accessors(part);
            } else if (given instanceof ObjectBuilder<?, ?> builder && !isWrong(message)) {
                Expect.same(builder.build(), message, "built again");
            }
        }
    }

    private static List<Method> accessorsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && method.getDeclaringClass() != Object.class
                        && !Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(method.getDeclaringClass().getModifiers()))
                .toList();
    }

    /** What an accessor gives; null when it says that the member is not there, or is not what it should be. */
    private static Object call(Method accessor, AcmeObject message) {
        try {
            return accessor.invoke(message);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof MemberException) {
                return null;
            }
            throw new AssertionError(accessor + " threw what its documentation does not name", e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
