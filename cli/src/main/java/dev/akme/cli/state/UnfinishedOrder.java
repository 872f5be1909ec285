package dev.akme.cli.state;

import dev.akme.jose.JoseException;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import dev.akme.messages.OrderResource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An order that is under way, with all that it takes to go on with it.
 *
 * @param order the order with its certificate request
 * @param key the key of the request; empty when that is elsewhere
 * @param recipe what the certificate is to be obtained by
 */
public record UnfinishedOrder(OrderResource order, Optional<SigningKey> key, Recipe recipe) {

    private static final String ORDER = "order.json";
    private static final String RECIPE = "recipe.json";

    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        key.ifPresent(present -> files.put(CertificateVersion.KEY, present.exportPrivatePem()));
        files.put(ORDER, order.toJson() + "\n");
        files.put(RECIPE, recipe.toJson() + "\n");
        return files;
    }

    static UnfinishedOrder read(Path folder) throws IOException {
        try {
            Path key = folder.resolve(CertificateVersion.KEY);
            UnfinishedOrder read = new UnfinishedOrder(
                    OrderResource.TYPE.read(Files.readString(folder.resolve(ORDER))),
                    Files.exists(key) ? Optional.of(SigningKey.parse(Files.readString(key))) : Optional.empty(),
                    Recipe.read(StoredObject.read(folder.resolve(RECIPE))));
            // Nobody can go on with one that lacks these.
            read.order.uri();
            read.order.body();
            return read;
        } catch (JoseException | JsonException | MemberException | CharacterCodingException e) {
            throw StoredObject.damaged(folder, "cannot be read, " + e.getMessage(), e);
        }
    }
}
