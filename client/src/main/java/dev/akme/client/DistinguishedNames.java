package dev.akme.client;

import dev.akme.der.DerReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Reads the names of issuers (RFC 5280 §4.1.2.4). */
final class DistinguishedNames {

    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANIZATION = "2.5.4.10";

    private DistinguishedNames() {}

    /** The common name, or the organization where there is none; empty when the name cannot be read. */
    static Optional<String> title(X500Principal name) {
        return values(name, COMMON_NAME).stream()
                .findFirst()
                .or(() -> values(name, ORGANIZATION).stream().findFirst());
    }

    /** Common names and organizations; none when the name cannot be read. */
    static List<String> values(X500Principal name) {
        return Stream.concat(values(name, COMMON_NAME).stream(), values(name, ORGANIZATION).stream())
                .toList();
    }

    private static List<String> values(X500Principal name, String wanted) {
        List<String> values = new ArrayList<>();
        try {
            DerReader rdns = DerReader.of(name.getEncoded()).sequence();
            while (rdns.hasMore()) {
                DerReader rdn = rdns.enter(DerReader.SET);
                while (rdn.hasMore()) {
                    DerReader attribute = rdn.sequence();
                    String type = attribute.oid();
                    byte[] text = attribute.contents(attribute.peekTag());
                    if (type.equals(wanted)) {
                        values.add(new String(text, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        return values;
    }
}
