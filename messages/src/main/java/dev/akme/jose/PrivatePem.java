package dev.akme.jose;

import dev.akme.der.DerReader;
import dev.akme.der.Pem;
import java.util.ArrayList;
import java.util.List;

/** Private keys in PEM, as openssl, lego, acme.sh and others write them. */
final class PrivatePem {

    private PrivatePem() {}

    /** Throws {@link JoseException} or {@link IllegalArgumentException}, neither of which quotes the text. */
    static PrivateParts read(String text) {
        List<PrivateParts> found = new ArrayList<>();
        Curve curve = null;
        for (Pem.Block block : Pem.blocks(text)) {
            String label = block.label();
            if (label.equals("ENCRYPTED PRIVATE KEY") || (block.hasHeaders() && label.endsWith("PRIVATE KEY"))) {
                throw JoseException.key("the private key is encrypted: decrypt it first, for example with"
                        + " \"openssl pkey -in FILE -out DECRYPTED\"");
            }
            switch (label) {
                case "EC PARAMETERS" ->
                    curve = Curve.ofOid(DerReader.of(block.der()).oid());
                case "PRIVATE KEY" -> found.add(PrivateParts.ofPkcs8(block.der()));
                case "EC PRIVATE KEY" -> found.add(PrivateParts.ofSec1(block.der(), curve));
                case "RSA PRIVATE KEY" -> found.add(PrivateParts.ofPkcs1(block.der()));
                default -> {
                    if (label.endsWith("PRIVATE KEY")) {
                        throw JoseException.key("a private key of this form is not supported: convert it to PKCS#8, for"
                                + " example with \"openssl pkcs8 -topk8 -nocrypt\" or \"ssh-keygen -p -m PKCS8\"");
                    }
                }
            }
        }
        if (found.size() != 1) {
            throw JoseException.key(
                    found.isEmpty()
                            ? "there is no private key: give a key in PEM, or a private JWK in JSON"
                            : "there is more than one private key: give one");
        }
        return found.get(0);
    }
}
