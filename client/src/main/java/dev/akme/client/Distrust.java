package dev.akme.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** How the JDK says that it does not trust the certificate of a server. */
final class Distrust {

    private Distrust() {}

    /** For whatever reason: it will be no better a second later. */
    static boolean isIn(Throwable failure) {
        return has(failure, CertificateException.class) || isOfRoot(failure);
    }

    /** Because it comes from no root that is trusted. */
    static boolean isOfRoot(Throwable failure) {
        return has(failure, CertPathBuilderException.class);
    }

    private static boolean has(@Nullable Throwable failure, Class<?> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
