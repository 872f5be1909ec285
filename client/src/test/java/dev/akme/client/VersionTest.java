package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version that every request tells, however the client is loaded. */
class VersionTest {

    private static String agent() throws Exception {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return "akme/" + version.group(1);
    }

    @Test
    void isToldOnTheClassPath() throws Exception {
        assertThat(AcmeClient.class.getModule().isNamed()).isFalse();
        Scene scene = new Scene();
        scene.client.directory();
        assertThat(scene.ca.seen().get(0).headers()).containsEntry("User-Agent", agent());
    }

    @Test
    void isToldOnTheModulePath() throws Exception {
        Path[] path = Stream.concat(Stream.of(client()), libraries()).toArray(Path[]::new);
        Configuration modules = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of("dev.akme.client"));
        ClassLoader loader = ModuleLayer.boot()
                .defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader())
                .findLoader("dev.akme.client");
        Class<?> client = loader.loadClass("dev.akme.client.AcmeClient");
        assertThat(client.getModule().isNamed()).isTrue();

        Class<?> transport = loader.loadClass("dev.akme.client.Transport");
        List<Object> agents = new ArrayList<>();
        Object noting = Proxy.newProxyInstance(loader, new Class<?>[] {transport}, (proxy, method, arguments) -> {
            Map<?, ?> headers =
                    (Map<?, ?>) arguments[0].getClass().getMethod("headers").invoke(arguments[0]);
            agents.add(headers.get("User-Agent"));
            throw new IllegalStateException("noted");
        });
        Object builder = client.getMethod("builder", URI.class).invoke(null, FakeCa.DIRECTORY);
        builder.getClass().getMethod("transport", transport).invoke(builder, noting);
        Object made = builder.getClass().getMethod("build").invoke(builder);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> client.getMethod("directory").invoke(made)))
                .hasRootCauseMessage("noted");
        assertThat(agents).containsExactly(agent());
    }

    private static Path client() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(AcmeClient.class.getProtectionDomain().getCodeSource())
                        .getLocation()
                        .toURI());
    }

    private static Stream<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(".*(jackson-core|jspecify)-[0-9.]+\\.jar")
                        || entry.matches(".*messages[/\\\\]target[/\\\\]classes")
                        || entry.matches(".*akme-messages-[^/\\\\]*\\.jar"))
                .map(Path::of);
    }
}
