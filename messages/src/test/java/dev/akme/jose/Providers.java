package dev.akme.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** Where cryptography comes from in tests: the JVM itself, and providers beside it that are never installed. */
final class Providers {

    private static final boolean IS_LINUX_ON_X86_64 =
            System.getProperty("os.name").equals("Linux")
                    && System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("amd64");

    private Providers() {}

    /** A provider; null for the JVM's own choice. */
    record Named(String name, @Nullable Provider provider) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them; those of native code only where they have some. */
    static List<Named> all() {
        List<Named> everywhere =
                List.of(new Named("the JVM", null), new Named("Bouncy Castle", new BouncyCastleProvider()));
        return IS_LINUX_ON_X86_64
                ? List.of(
                        everywhere.get(0),
                        everywhere.get(1),
                        new Named("Conscrypt", Conscrypt.newProvider()),
                        new Named("Corretto", AmazonCorrettoCryptoProvider.INSTANCE))
                : everywhere;
    }

    static boolean does(@Nullable Provider provider, JwsAlgorithm alg) {
        return provider == null
                || switch (alg.value()) {
                    case "Ed448" -> provider.getService("Signature", "Ed448") != null;
                    case "EdDSA", "Ed25519" -> provider.getService("Signature", "Ed25519") != null;
                    default -> true;
                };
    }
}
