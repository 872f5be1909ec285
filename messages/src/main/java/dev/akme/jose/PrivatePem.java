package dev.akme.jose;

import dev.akme.der.DerReader;
import dev.akme.der.Pem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Private keys in PEM, as openssl, lego, acme.sh and others write them. */
final class PrivatePem {

    private PrivatePem() {}

    /** Throws {@link JoseException} or {@link IllegalArgumentException}, neither of which quotes the text. */
    static PrivateParts read(String text) {
        List<PrivateParts> found = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        Curve curve = null;
        for (Pem.Block block : Pem.blocks(text)) {
            String label = block.label();
            if (label.equals("ENCRYPTED PRIVATE KEY") || (block.hasHeaders() && label.endsWith("PRIVATE KEY"))) {
                throw JoseException.key("the private key is encrypted: decrypt it first, for example with"
                        + " \"openssl pkey -in FILE -out DECRYPTED\"");
            }
            switch (label) {
                case "EC PARAMETERS" -> {
                    curve = Curve.named(DerReader.of(block.der()));
                    others.add(label);
                }
                case "PRIVATE KEY" -> found.add(PrivateParts.ofPkcs8(block.der()));
                case "EC PRIVATE KEY" -> found.add(PrivateParts.ofSec1(block.der(), curve));
                case "RSA PRIVATE KEY" -> found.add(PrivateParts.ofPkcs1(block.der()));
                case "OPENSSH PRIVATE KEY" ->
                    throw JoseException.key(
                            "the private key is in the form of OpenSSH: convert a copy with \"ssh-keygen -p -m"
                                    + " PKCS8 -f COPY\", which works for EC and RSA, or make a new key");
                default -> {
                    if (label.endsWith("PRIVATE KEY")) {
                        throw JoseException.key(
                                "the private key is of a kind that is not supported: use EC, RSA, Ed25519 or"
                                        + " Ed448");
                    }
                    others.add(label);
                }
            }
        }
        if (found.size() > 1) {
            throw JoseException.key("there is more than one private key: give one");
        }
        if (found.isEmpty()) {
            throw JoseException.key("there is no private key"
                    + (text.isBlank() ? ", the text is empty" : "")
                    + (others.isEmpty() ? "" : ", only " + String.join(", ", others))
                    + ": give a key in PEM, or a private JWK in JSON");
        }
        return found.get(0);
    }
}
