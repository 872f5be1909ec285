package dev.akme.cli.inspect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The meaning of every type of message and each of its members, from {@code meanings.txt}. */
final class Meanings {

    /** What stands there of a type; members by their names. */
    record Type(String name, String section, String summary, Map<String, Member> members, Map<String, String> words) {

        Optional<Member> member(String member) {
            return Optional.ofNullable(members.get(member));
        }

        /** What a value means in this place. */
        Optional<String> word(String member, String value) {
            return Optional.ofNullable(words.get(member + "=" + value));
        }
    }

    /** What stands there of a member; the type of what is in it, or {@code ""}. */
    record Member(String type, String section, String meaning) {}

    private static final Map<String, Type> TYPES = read();

    private Meanings() {}

    static Optional<Type> type(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    static Map<String, Type> types() {
        return TYPES;
    }

    private static Map<String, Type> read() {
        try (InputStream in = Meanings.class.getResourceAsStream("meanings.txt")) {
            if (in == null) {
                throw new IllegalStateException("meanings.txt is missing from the program");
            }
            Map<String, Type> types = new LinkedHashMap<>();
            @Nullable Type type = null;
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList()) {
                if (line.startsWith("== ")) {
                    String[] parts = split(line.substring(3), 3);
                    type = new Type(parts[0], parts[1], parts[2], new LinkedHashMap<>(), new LinkedHashMap<>());
                    types.put(type.name(), type);
                } else if (type != null && !line.isBlank()) {
                    add(line, type, types);
                }
            }
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line, Type type, Map<String, Type> types) {
        if (line.startsWith("+ ")) {
            Type base = types.get(line.substring(2));
            if (base == null) {
                throw new IllegalStateException("meanings.txt: " + line);
            }
            type.members().putAll(base.members());
            type.words().putAll(base.words());
        } else if (line.substring(0, line.indexOf(" | ")).contains("=")) {
            String[] parts = split(line, 2);
            type.words().put(parts[0], parts[1]);
        } else {
            String[] parts = split(line, 3);
            String[] name = parts[0].split(" > ", -1);
            type.members().put(name[0], new Member(name.length > 1 ? name[1] : "", parts[1], parts[2]));
        }
    }

    private static String[] split(String line, int count) {
        String[] parts = line.split(" \\| ", count);
        if (parts.length != count) {
            throw new IllegalStateException("meanings.txt: " + line);
        }
        return parts;
    }
}
