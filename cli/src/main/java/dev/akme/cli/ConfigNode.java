package dev.akme.cli;

import dev.akme.jose.JoseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A value in a configuration file, of YAML or of JSON, which is YAML too. It knows where it stands, so that whatever is wrong
 * is said with file, line and key, and never with the value.
 */
final class ConfigNode {

    private final String file;
    private final String key;
    private final @Nullable Node node;
    private final int line;

    /** The members that were asked for, in lower case: what remains is unknown. */
    private final Set<String> known = new HashSet<>();

    private ConfigNode(String file, String key, @Nullable Node node, int line) {
        this.file = file;
        this.key = key;
        this.node = node;
        this.line = node == null
                ? line
                : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
    }

    /** Reads a file as a whole. */
    static ConfigNode read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        // JSON may be indented with tabs, YAML may not; inside of JSON's strings there are none.
        String readable = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            Optional<Node> root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, readable)))
                    .getSingleNode();
            return new ConfigNode(file.toString(), "", root.orElse(null), 1);
        } catch (MarkedYamlEngineException e) {
            String place =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new Failure(ExitCode.USAGE, file + place + ": this is neither YAML nor JSON: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new Failure(ExitCode.USAGE, file + ": this is neither YAML nor JSON", e);
        }
    }

    /** With the place in front. */
    Failure wrong(String what) {
        return new Failure(ExitCode.USAGE, place() + (key.isEmpty() ? "" : key + ": ") + what);
    }

    private String place() {
        return file + ":" + line + ": ";
    }

    String key() {
        return key;
    }

    // ---- objects

    /** A member; empty when it is not there, or null. Names count in any case, as Go reads them. */
    Optional<ConfigNode> get(String name) {
        known.add(lower(name));
        return members().entrySet().stream()
                .filter(member -> lower(member.getKey()).equals(lower(name)))
                .map(Map.Entry::getValue)
                .filter(member -> !member.isNull())
                .findFirst();
    }

    private boolean isNull() {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    /** All members. */
    Map<String, ConfigNode> members() {
        if (isNull()) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("write an object here, of names and values");
        }
        Map<String, ConfigNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw wrong("a name is no text");
            }
            String full = key.isEmpty() ? name.getValue() : key + "." + name.getValue();
            int at = name.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
            if (members.put(name.getValue(), new ConfigNode(file, full, tuple.getValueNode(), at)) != null) {
                throw new ConfigNode(file, full, tuple.getKeyNode(), at).wrong("this is here twice");
            }
        }
        return members;
    }

    /** The members that nobody has asked for. */
    List<ConfigNode> unknown() {
        return members().entrySet().stream()
                .filter(member -> !known.contains(lower(member.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Fails at the first member that nobody has asked for. */
    void refuseUnknown() {
        List<ConfigNode> unknown = unknown();
        if (!unknown.isEmpty()) {
            throw unknown.get(0).wrong("there is no such setting");
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    // ---- values

    /** Each item of a list; a single value counts as a list of it. */
    List<ConfigNode> items() {
        if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            return IntStream.range(0, items.size())
                    .mapToObj(i -> new ConfigNode(file, key + "[" + i + "]", items.get(i), line))
                    .toList();
        }
        return List.of(this);
    }

    List<String> texts() {
        return items().stream().map(ConfigNode::text).toList();
    }

    String text() {
        if (node instanceof ScalarNode scalar && !isNull()) {
            return scalar.getValue();
        }
        throw wrong("write a text here");
    }

    boolean isTrue() {
        String text = text();
        if (node == null || !node.getTag().equals(Tag.BOOL)) {
            throw wrong("write true or false");
        }
        return Boolean.parseBoolean(text);
    }

    long number(long least, long most) {
        String text = text();
        if (!text.matches("-?[0-9]{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw wrong("write a whole number from " + least + " to " + most);
        }
        return Long.parseLong(text);
    }

    /** The text as something else; what is wrong with it is said with the place. */
    <T> T as(Function<String, T> reader) {
        String text = text();
        return make(() -> reader.apply(text));
    }

    /** What is made of this; what is wrong with it is said with the place. */
    <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException | JoseException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }
}
