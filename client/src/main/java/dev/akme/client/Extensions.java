package dev.akme.client;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import dev.akme.jose.Base64Url;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The extensions that requests ask for, as they stand in certificates too (RFC 5280 §4.1). */
final class Extensions {

    static final String SUBJECT_ALT_NAME = "2.5.29.17";
    /** RFC 7633 §6. */
    static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
    /** RFC 8226 §9. */
    static final String TN_AUTH_LIST = "1.3.6.1.5.5.7.1.26";

    /** The TLS extension status_request (RFC 6066 §8), by which a server staples. */
    private static final BigInteger STATUS_REQUEST = BigInteger.valueOf(5);

    private Extensions() {}

    // ---- writing

    /** An extension that is not critical. */
    static byte[] extension(String oid, byte[] value) {
        return DerWriter.sequence(DerWriter.oid(oid), DerWriter.octetString(value));
    }

    static byte[] subjectAltName(List<Identifier> identifiers) {
        byte[][] names = identifiers.stream().map(GeneralNames::write).toArray(byte[][]::new);
        return extension(SUBJECT_ALT_NAME, DerWriter.sequence(names));
    }

    static byte[] mustStaple() {
        return extension(TLS_FEATURE, DerWriter.sequence(DerWriter.integer(STATUS_REQUEST)));
    }

    static byte[] tnAuthList(Identifier identifier) {
        byte[] list = Base64Url.decode(identifier.value());
        requireSequence(list);
        return extension(TN_AUTH_LIST, list);
    }

    // ---- reading

    /** Reads extensions: what each holds, by OID, in their order. */
    static Map<String, byte[]> read(DerReader extensions) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        while (extensions.hasMore()) {
            DerReader extension = extensions.sequence();
            String oid = extension.oid();
            if (extension.peekTag() == DerReader.BOOLEAN) {
                // Whether it is critical is for the CA to decide.
                extension.whole();
            }
            if (values.put(oid, extension.octetString()) != null) {
                throw new IllegalArgumentException("an extension is there twice");
            }
            extension.end();
        }
        return values;
    }

    static boolean asksForStapling(byte[] tlsFeature) {
        boolean asks = false;
        DerReader features = DerReader.ofSequence(tlsFeature);
        while (features.hasMore()) {
            asks |= features.integer().equals(STATUS_REQUEST);
        }
        return asks;
    }

    static Identifier readTnAuthList(byte[] list) {
        requireSequence(list);
        return Identifier.of(IdentifierType.TN_AUTH_LIST, Base64Url.encode(list));
    }

    private static void requireSequence(byte[] list) {
        DerReader.ofSequence(list);
    }
}
