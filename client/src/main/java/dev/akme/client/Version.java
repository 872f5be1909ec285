package dev.akme.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which version of the client this is. */
final class Version {

    /**
     * From a file that the build fills in: only the module path has the version of a module, and a program that is packed
     * into one archive has the manifest of that.
     */
    static final String TEXT = read();

    private Version() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            // A request without a version is better than none.
        }
        return properties.getProperty("version", "0");
    }
}
