package dev.akme.cli;

import dev.akme.jose.JoseException;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificates and private keys in files. What is wrong is an {@link IllegalArgumentException} that names the file and quotes
 * nothing of it.
 */
final class KeyFiles {

    private KeyFiles() {}

    static List<X509Certificate> certificates(String file) {
        return certificates(Path.of(file));
    }

    static SigningKey key(String file) {
        return key(Path.of(file));
    }

    static List<X509Certificate> certificates(Path file) {
        try {
            return CertificateChain.read(Files.readAllBytes(file)).certificates();
        } catch (IOException e) {
            throw unreadable(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " has no certificates in PEM: " + e.getMessage(), e);
        }
    }

    static SigningKey key(Path file) {
        try {
            return SigningKey.parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (JoseException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    static IllegalArgumentException unreadable(IOException e) {
        return new IllegalArgumentException(Failures.of(e).getMessage(), e);
    }

    /** What an HTTPS server is made with. */
    static SSLContext tls(List<X509Certificate> chain, SigningKey key) {
        if (!key.verificationKey().publicKey().equals(chain.get(0).getPublicKey())) {
            throw new IllegalArgumentException("the key of the server does not belong to its certificate");
        }
        char[] none = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key.exportPrivateKey(), none, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "the certificate and the key of the server cannot be used together: " + e.getMessage(), e);
        }
    }
}
