package dev.akme.cli;

import dev.akme.ca.IssuingKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of the CA that is brought along: PEM files, a PKCS #12 file, or a PKCS #11 token. Passwords stand in a file of their own
 * or in a variable.
 */
final class IssuingKeyConfig {

    private final ConfigNode node;
    private final Path folder;
    private final Map<String, String> environment;

    IssuingKeyConfig(ConfigNode node, Path folder, Map<String, String> environment) {
        this.node = node;
        this.folder = folder;
        this.environment = environment;
    }

    IssuingKey read() {
        Optional<ConfigNode> key = node.get("key");
        Optional<ConfigNode> pkcs12 = node.get("pkcs12");
        Optional<ConfigNode> pkcs11 = node.get("pkcs11");
        Optional<List<X509Certificate>> chain = node.get("chain")
                .map(file -> file.as(name -> {
                    return KeyFiles.certificates(folder.resolve(name));
                }));
        Optional<String> alias = node.get("alias").map(ConfigNode::text);
        Optional<ConfigNode> passwordFile = node.get("passwordFile");
        Optional<ConfigNode> passwordVariable = node.get("passwordVariable");
        node.refuseUnknown();
        if (Stream.of(key, pkcs12, pkcs11).filter(Optional::isPresent).count() != 1) {
            throw node.wrong("give one of key, pkcs12 and pkcs11");
        }
        if (key.isPresent()) {
            List<X509Certificate> certificates = chain.orElseThrow(() -> node.wrong("chain is missing"));
            return key.get()
                    .as(name -> IssuingKey.of(KeyFiles.key(folder.resolve(name)).exportPrivateKey(), certificates));
        }
        char[] password = passwordFile
                .map(file -> file.as(this::passwordIn))
                .or(() -> passwordVariable.map(variable -> variable.as(this::passwordOf)))
                .orElseThrow(() -> node.wrong("passwordFile or passwordVariable is missing"));
        try {
            return pkcs12.or(() -> pkcs11).orElseThrow().as(name -> {
                Path file = folder.resolve(name);
                KeyStore store = pkcs12.isPresent() ? pkcs12(file, password) : pkcs11(file, password);
                return issuingKey(store, password, alias, chain);
            });
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private char[] passwordIn(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8)
                    .stripTrailing()
                    .toCharArray();
        } catch (IOException e) {
            throw KeyFiles.unreadable(e);
        }
    }

    private char[] passwordOf(String variable) {
        String value = environment.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("the variable " + variable + " is not set");
        }
        return value.toCharArray();
    }

    private static KeyStore pkcs12(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (FileSystemException e) {
            throw KeyFiles.unreadable(e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(file + " is not PKCS #12, or its password is another", e);
        }
    }

    /** The provider stays installed: whoever signs finds it by the key. */
    private static KeyStore pkcs11(Path file, char[] pin) {
        Provider base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw new IllegalArgumentException("this Java has no SunPKCS11");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is not there: it is the configuration of the JDK's SunPKCS11");
        }
        try {
            Provider provider = base.configure(file.toString());
            Security.addProvider(provider);
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return store;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IllegalArgumentException(file + ": the token cannot be used: " + Failures.message(e), e);
        }
    }

    private static IssuingKey issuingKey(
            KeyStore store, char[] password, Optional<String> alias, Optional<List<X509Certificate>> chain) {
        try {
            String name = alias.isPresent() ? alias.get() : firstKey(store);
            if (!(store.getKey(name, password) instanceof PrivateKey key)) {
                throw new IllegalArgumentException("there is no private key under that alias");
            }
            return IssuingKey.of(key, chain.isPresent() ? chain.get() : certificates(store.getCertificateChain(name)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key cannot be had: its password may be another", e);
        }
    }

    private static String firstKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new IllegalArgumentException("there is no private key");
    }

    private static List<X509Certificate> certificates(Certificate @Nullable [] certificates) {
        return certificates == null
                ? List.of()
                : Stream.of(certificates)
                        .map(certificate -> (X509Certificate) certificate)
                        .toList();
    }
}
