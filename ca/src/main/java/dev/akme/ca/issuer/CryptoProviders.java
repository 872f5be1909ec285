package dev.akme.ca.issuer;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fastest cryptography that there is on this machine: a CA spends most of its time with signatures, and for
 * P-256 the provider of the JVM is ten to twenty times slower than others.
 *
 * <p>Amazon's Corretto provider is taken when it is on the class path or module path and healthy; otherwise Bouncy Castle
 * for elliptic curves, and the JVM for RSA, where it is as fast. None of them is installed in the JVM.
 */
public final class CryptoProviders {

    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private CryptoProviders() {}

    /** Looked for once, beside everything else: it takes a fraction of a second. */
    private static final class Holder {
        static final CompletableFuture<Provider> FASTEST = search();

        private static CompletableFuture<Provider> search() {
            CompletableFuture<Provider> found = new CompletableFuture<>();
            Thread searcher = new Thread(
                    () -> {
                        try {
                            found.complete(choose(corretto(), BouncyCastleProvider::new));
                        } catch (RuntimeException | LinkageError e) {
                            found.completeExceptionally(e);
                        }
                    },
                    "akme-crypto-providers");
            searcher.setDaemon(true);
            searcher.start();
            return found;
        }
    }

    /** Begins to look, and does not wait. */
    public static void prepare() {
        CompletableFuture<Provider> unused = Holder.FASTEST;
    }

    /**
     * Gives the provider of {@link #fastest} if it is found already, so that nobody who has only little to do waits for it.
     *
     * @return the provider; empty while it is looked for
     */
    static Optional<Provider> ifFound() {
        return Holder.FASTEST.isDone() ? Optional.of(fastest()) : Optional.empty();
    }

    /**
     * Gives one provider for all kinds of keys, which lends each from the fastest: signatures (ECDSA, RSA PKCS #1 and PSS,
     * Ed25519, Ed448), key factories and key pair generators. It has nothing else: hashes are best left to the JVM. Safe
     * for use by many threads; where each kind comes from is in {@link Provider#getInfo()}. Waits until it is found.
     *
     * @return the provider, always the same; to be handed over, such as to {@link dev.akme.jose.VerificationKey}
     */
    public static Provider fastest() {
        return Holder.FASTEST.join();
    }

    static Provider choose(Optional<Provider> corretto, Supplier<Provider> bouncyCastle) {
        Lender lender = new Lender();
        Provider own = null;
        for (Kind kind : Kind.values()) {
            if (corretto.isPresent() && kind.works(corretto.get())) {
                lender.lend(kind, corretto.get());
            } else if (kind.isSlowInTheJvm(corretto.isPresent())) {
                own = own == null ? bouncyCastle.get() : own;
                lender.lend(kind, kind.works(own) ? own : kind.ofTheJvm());
            } else {
                lender.lend(kind, kind.ofTheJvm());
            }
        }
        return lender;
    }

    /** Corretto's provider, which is an optional jar with native code that does not run everywhere. */
    private static Optional<Provider> corretto() {
        try {
            Class<?> found = Class.forName(CORRETTO);
            Provider provider = (Provider) found.getField("INSTANCE").get(null);
            // Throws when the native code could not be loaded, or one of its self-tests failed.
            found.getMethod("assertHealthy").invoke(provider);
            return Optional.ofNullable(provider);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** A kind of key and what is done with it. */
    @SuppressWarnings("ImmutableEnumChecker") // the list is an immutable one
    private enum Kind {
        EC(
                "SHA256withECDSA",
                "SHA384withECDSA",
                "SHA512withECDSA",
                "SHA256withECDSAinP1363Format",
                "SHA384withECDSAinP1363Format",
                "SHA512withECDSAinP1363Format"),
        RSA("SHA256withRSA", "SHA384withRSA", "SHA512withRSA", "RSASSA-PSS"),
        Ed25519("Ed25519"),
        Ed448("Ed448");

        private final List<String> signatures;

        Kind(String... signatures) {
            this.signatures = List.of(signatures);
        }

        /** Keys of Ed448 are so rare that Bouncy Castle, which is slow to start, is not started for them alone. */
        boolean isSlowInTheJvm(boolean hasCorretto) {
            return this == EC || (this != RSA && !hasCorretto);
        }

        /** Signs and verifies once, and sees that a forgery is noticed. */
        boolean works(Provider provider) {
            String algorithm = signatures.get(0);
            if (provider.getService("Signature", algorithm) == null) {
                return false;
            }
            if (this == RSA) {
                // To make a key takes too long for a start, and the one provider that is asked here has tested itself.
                return true;
            }
            try {
                KeyPairGenerator generator = provider.getService("KeyPairGenerator", name()) == null
                        ? KeyPairGenerator.getInstance(name())
                        : KeyPairGenerator.getInstance(name(), provider);
                if (this == EC) {
                    generator.initialize(new ECGenParameterSpec("secp256r1"));
                }
                KeyPair keys = generator.generateKeyPair();
                byte[] input = {1, 2, 3};
                Signature signature = Signature.getInstance(algorithm, provider);
                signature.initSign(keys.getPrivate());
                signature.update(input);
                byte[] signed = signature.sign();
                return verifies(signature, keys, input, signed) && !verifies(signature, keys, new byte[3], signed);
            } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
                return false;
            }
        }

        private static boolean verifies(Signature signature, KeyPair keys, byte[] input, byte[] signed)
                throws GeneralSecurityException {
            signature.initVerify(keys.getPublic());
            signature.update(input);
            return signature.verify(signed);
        }

        Provider ofTheJvm() {
            try {
                return Signature.getInstance(signatures.get(0)).getProvider();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JVM has no signatures of the kind " + name(), e);
            }
        }
    }

    /** Lends the services of other providers. */
    @SuppressWarnings("serial") // nobody serializes it
    private static final class Lender extends Provider {

        private String info = "";

        Lender() {
            super("Akme", "1", "");
        }

        void lend(Kind kind, Provider source) {
            kind.signatures.forEach(name -> lend("Signature", name, source));
            lend("KeyFactory", kind.name(), source);
            lend("KeyPairGenerator", kind.name(), source);
            info += (info.isEmpty() ? "" : ", ") + kind.name() + " by " + source.getName();
        }

        private void lend(String type, String name, Provider source) {
            Service service = source.getService(type, name);
            if (service != null) {
                putService(new Lent(this, name, service));
            }
        }

        @Override
        public String getInfo() {
            return info;
        }
    }

    private static final class Lent extends Provider.Service {

        private final Provider.Service source;

        Lent(Provider lender, String name, Provider.Service source) {
            super(lender, source.getType(), name, source.getClassName(), null, null);
            this.source = source;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return source.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(@Nullable Object parameter) {
            return source.supportsParameter(parameter);
        }
    }
}
