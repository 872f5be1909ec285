package dev.akme.ca.issuer;

import dev.akme.ca.Profile;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of the CA's own HTTPS server, issued by its intermediate certificate, so that a client which trusts the
 * first root of the CA accepts it. It is valid for 90 days and made anew, for the same key, when a third of that is left or
 * the intermediate is another: a server that runs for years needs no restart. Safe for use by many threads.
 */
public final class ServerIdentity {

    /** Where a server is reached that runs on the same machine. */
    public static final List<Identifier> LOCALHOST =
            List.of(Identifier.dns("localhost"), Identifier.ip("127.0.0.1"), Identifier.ip("::1"));

    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    /** For clients whose clock is behind. */
    private static final Duration BACK = Duration.ofHours(1);

    private static final Profile PROFILE = Profile.of("server", "the CA's own server", LIFETIME);
    private static final String ALIAS = "server";

    /** A certificate, and who issued it. */
    private record Issued(X509Certificate certificate, Issuer issuer) {}

    private final Supplier<Issuer> issuer;
    private final List<Identifier> names;
    private final Clock clock;
    private final KeyPair keys = keys();
    private final SSLContext context;
    private volatile Issued last;

    private ServerIdentity(Supplier<Issuer> issuer, List<Identifier> names, Clock clock) {
        this.issuer = issuer;
        this.names = List.copyOf(names);
        this.clock = clock;
        this.last = issue(issuer.get(), clock.instant());
        this.context = context(new KeyManager[] {new Keys()}, null);
    }

    /**
     * Makes an identity, with a new P-256 key.
     *
     * @param issuer who issues the certificate, now
     * @param names the names and addresses of the server, such as {@link #LOCALHOST}
     * @param clock what the time is
     * @return the identity
     * @throws IllegalArgumentException as {@link Issuer#issue}
     */
    public static ServerIdentity of(Supplier<Issuer> issuer, List<Identifier> names, Clock clock) {
        return new ServerIdentity(issuer, names, clock);
    }

    /** Of the JVM, which computes the handshakes and would have to translate keys of others. */
    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has P-256", e);
        }
    }

    private Issued issue(Issuer by, Instant now) {
        return new Issued(by.issue(keys.getPublic(), names, PROFILE, now.minus(BACK), now.plus(LIFETIME), false), by);
    }

    /**
     * {@return what a server is to be made with: TLS 1.3 and 1.2, always the same}
     */
    public SSLContext context() {
        return context;
    }

    /**
     * {@return the certificate that is shown now, and behind it the intermediate}
     */
    public List<X509Certificate> chain() {
        Instant now = clock.instant();
        Issued current = last;
        Issuer by = issuer.get();
        Instant renewal = current.certificate.getNotAfter().toInstant().minus(RENEWED_BEFORE_END);
        if (current.issuer != by || !now.isBefore(renewal)) {
            // Two threads may both do this: either certificate is right.
            current = issue(by, now);
            last = current;
        }
        return current.issuer.chains(current.certificate).get(0).certificates();
    }

    /**
     * Makes what a client needs that trusts the CA, and nobody else.
     *
     * @param roots the roots to trust
     * @return the context of a client
     * @throws IllegalArgumentException when there are no roots
     */
    public static SSLContext clientContext(Collection<X509Certificate> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("a client needs one root at least to trust");
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate root : roots) {
                store.setCertificateEntry("root-" + store.size(), root);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return context(null, trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JVM cannot keep the roots", e);
        }
    }

    private static SSLContext context(KeyManager @Nullable [] keys, @Nullable TrustManagerFactory trust) {
        try {
            // This name stands for the newest version and those below; of them the JVM offers 1.3 and 1.2.
            SSLContext context = SSLContext.getInstance("TLS");
            // A server asks nobody for a certificate: with none at all it does not read those that the JVM trusts.
            context.init(keys, trust == null ? new TrustManager[0] : trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has TLS", e);
        }
    }

    /** Shows the one certificate to whoever comes. */
    private final class Keys extends X509ExtendedKeyManager {

        private @Nullable String alias(@Nullable String keyType) {
            return "EC".equals(keyType) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return alias(keyType);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(keyType);
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return alias(keyType) == null ? null : new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivate();
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
