package dev.akme.client;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The subject of a request or certificate (RFC 5280 §4.1.2.4), of which only the common name matters here. */
final class SubjectName {

    /** RFC 5280 appendix A.1, ub-common-name. */
    static final int MAX_COMMON_NAME = 64;

    private static final String COMMON_NAME = "2.5.4.3";

    private SubjectName() {}

    /** A name that consists of a common name, or of nothing. */
    static byte[] of(@Nullable String commonName) {
        if (commonName == null) {
            return DerWriter.sequence();
        }
        int length = commonName.codePointCount(0, commonName.length());
        if (length == 0 || length > MAX_COMMON_NAME) {
            throw new IllegalArgumentException("the common name has " + length + " characters: give 1 to "
                    + MAX_COMMON_NAME + ", or no common name at all, which CAs need not (RFC 5280 appendix A.1)");
        }
        byte[] attribute = DerWriter.sequence(DerWriter.oid(COMMON_NAME), DerText.utf8String(commonName));
        return DerWriter.sequence(DerWriter.setOf(attribute));
    }

    /** The common name of the next value, which is a name; empty when it has none. */
    static Optional<String> readCommonName(DerReader from) {
        Optional<String> found = Optional.empty();
        DerReader name = from.sequence();
        while (name.hasMore()) {
            DerReader relative = name.enter(DerReader.SET);
            do {
                DerReader attribute = relative.sequence();
                if (!attribute.oid().equals(COMMON_NAME)) {
                    attribute.whole();
                } else if (found.isEmpty()) {
                    found = Optional.of(text(attribute));
                } else {
                    throw new IllegalArgumentException("the subject has more than one common name: leave one");
                }
                attribute.end();
            } while (relative.hasMore());
        }
        return found;
    }

    private static String text(DerReader attribute) {
        return switch (attribute.peekTag()) {
            case DerText.PRINTABLE_STRING -> DerText.ascii(attribute.contents(DerText.PRINTABLE_STRING));
            case DerText.IA5_STRING -> DerText.ascii(attribute.contents(DerText.IA5_STRING));
            case DerText.UTF8_STRING -> DerText.utf8String(attribute);
            default ->
                throw new IllegalArgumentException(
                        "the common name is neither a UTF8String nor a PrintableString (RFC 5280 §4.1.2.4)");
        };
    }
}
