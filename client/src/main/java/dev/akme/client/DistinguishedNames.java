package dev.akme.client;

import dev.akme.der.DerReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Reads the names of issuers (RFC 5280 §4.1.2.4). */
final class DistinguishedNames {

    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANIZATION = "2.5.4.10";

    private DistinguishedNames() {}

    /** Common names and organizations; none when the name cannot be read. */
    static List<String> values(X500Principal name) {
        List<String> values = new ArrayList<>();
        try {
            DerReader rdns = DerReader.of(name.getEncoded()).sequence();
            while (rdns.hasMore()) {
                DerReader rdn = rdns.enter(DerReader.SET);
                while (rdn.hasMore()) {
                    DerReader attribute = rdn.sequence();
                    String type = attribute.oid();
                    byte[] text = attribute.contents(attribute.peekTag());
                    if (type.equals(COMMON_NAME) || type.equals(ORGANIZATION)) {
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
