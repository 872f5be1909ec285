package dev.akme.cli.state;

import dev.akme.cli.inspect.Shown;
import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.CertificateChain;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate as it is stored, its key and how it was obtained.
 *
 * @param folder where it is
 * @param chain the certificate and those above it
 * @param key its key; empty when that is elsewhere
 * @param recipe how it was obtained
 * @param order the URL of the order that it came from
 * @param issued when it was stored
 * @param draw the number, at least 0 and below 1, that picks the moment of its renewal
 */
public record CertificateVersion(
        Path folder,
        CertificateChain chain,
        Optional<SigningKey> key,
        Recipe recipe,
        URI order,
        Instant issued,
        double draw) {

    static final String KEY = "privkey.pem";
    static final String META = "meta.json";
    private static final String FULL_CHAIN = "fullchain.pem";

    /**
     * {@return the certificate itself}
     */
    public X509Certificate leaf() {
        return chain.leaf();
    }

    /**
     * {@return when it ends}
     */
    public Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** The files of a version, by name. */
    static Map<String, String> files(
            CertificateChain chain, Optional<SigningKey> key, Recipe recipe, URI order, Instant issued, double draw) {
        Map<String, String> files = new LinkedHashMap<>();
        key.ifPresent(present -> files.put(KEY, present.exportPrivatePem()));
        files.put("cert.pem", CertificateChain.ofDer(chain.der().subList(0, 1)).toPem());
        // Servers want the file even where the CA's root signs directly.
        files.put(
                "chain.pem",
                chain.size() == 1
                        ? ""
                        : CertificateChain.ofDer(chain.der().subList(1, chain.size()))
                                .toPem());
        files.put(FULL_CHAIN, chain.toPem());
        X509Certificate leaf = chain.leaf();
        Map<String, JsonValue> meta = new LinkedHashMap<>();
        meta.put("issued", new JsonString(issued.toString()));
        meta.put("notBefore", new JsonString(leaf.getNotBefore().toInstant().toString()));
        meta.put("notAfter", new JsonString(leaf.getNotAfter().toInstant().toString()));
        meta.put("serial", new JsonString(Shown.serial(leaf.getSerialNumber())));
        meta.put("order", new JsonString(order.toString()));
        meta.put("draw", new JsonNumber(Double.toString(draw)));
        meta.put("recipe", recipe.toJson());
        files.put(META, JsonObject.of(meta) + "\n");
        return files;
    }

    static CertificateVersion read(Path folder) throws IOException {
        StoredObject meta = StoredObject.read(folder.resolve(META));
        try {
            CertificateChain chain = CertificateChain.read(Files.readString(folder.resolve(FULL_CHAIN)));
            Optional<SigningKey> key = Optional.empty();
            if (Files.exists(folder.resolve(KEY))) {
                key = Optional.of(SigningKey.parse(Files.readString(folder.resolve(KEY))));
                if (!key.get().publicKey().equals(Jwk.of(chain.leaf().getPublicKey()))) {
                    throw StoredObject.damaged(folder, "has a key that is not the certificate's", null);
                }
            }
            return new CertificateVersion(
                    folder,
                    chain,
                    key,
                    Recipe.read(meta.object("recipe")),
                    meta.url("order"),
                    meta.instant("issued"),
                    draw(meta));
        } catch (JoseException | IllegalArgumentException | CharacterCodingException e) {
            throw StoredObject.damaged(folder, "cannot be read, " + e.getMessage(), e);
        }
    }

    private static double draw(StoredObject meta) {
        double draw = meta.object().get("draw").orElse(JsonNumber.of(0)) instanceof JsonNumber number
                ? Double.parseDouble(number.text())
                : 0;
        return draw >= 0 && draw < 1 ? draw : 0;
    }
}
