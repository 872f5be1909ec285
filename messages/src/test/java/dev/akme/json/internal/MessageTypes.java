package dev.akme.json.internal;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every message type of the library, found among its classes so that none can be forgotten. */
public final class MessageTypes {

    private MessageTypes() {}

    public static List<MessageType<?>> all() {
        return classes().map(MessageTypes::typeOf).flatMap(Optional::stream).toList();
    }

    private static Stream<Class<?>> classes() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            List<Class<?>> classes = files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.startsWith("dev") && name.endsWith(".class"))
                    .sorted()
                    .<Class<?>>map(MessageTypes::load)
                    .toList();
            return classes.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the classes under test. */
    public static Path root() {
        try {
            URI place = AcmeObject.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
        try {
            return Class.forName(name, false, MessageTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<MessageType<?>> typeOf(Class<?> c) {
        if (!AcmeObject.class.isAssignableFrom(c) || c == AcmeObject.class) {
            return Optional.empty();
        }
        try {
            return Optional.of((MessageType<?>) c.getDeclaredField("TYPE").get(null));
        } catch (NoSuchFieldException e) {
            return Optional.empty();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
