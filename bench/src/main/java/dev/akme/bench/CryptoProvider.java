package dev.akme.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Where cryptography comes from: the JVM itself, or a provider beside it that is handed over and not installed. */
public enum CryptoProvider {
    /** What the JVM chooses. */
    JDK("JDK"),

    /** Bouncy Castle. */
    BOUNCY_CASTLE("Bouncy Castle"),

    /** Amazon Corretto Crypto Provider, native code for Linux on x86-64. */
    CORRETTO("Corretto");

    private final String label;

    CryptoProvider(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** A provider to hand over; null leaves it to the JVM. */
    @Nullable
    Provider provider() {
        return switch (this) {
            case JDK -> null;
            case BOUNCY_CASTLE -> new BouncyCastleProvider();
            case CORRETTO -> AmazonCorrettoCryptoProvider.INSTANCE;
        };
    }

    /** Whether it runs on this machine. */
    boolean isAvailable() {
        return this != CORRETTO || AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
    }
}
