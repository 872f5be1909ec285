package dev.akme.cli.state;

import dev.akme.jose.KeyType;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that it takes to get a certificate again in the same way.
 *
 * @param server the directory of the CA
 * @param caFile a file with the roots that the connection to it is trusted by; empty for those of the JVM
 * @param identifiers what the certificate is for, the first one first
 * @param keyType the type of its key
 * @param profile the profile; empty for the CA's default
 * @param preferredChain the issuer in the wanted chain; empty for the CA's default
 * @param csr a ready certificate request in PEM, whose key is elsewhere; empty when the key is made here
 * @param methods how the names are proven, in the order of preference
 * @param deployHook the command to run with each new certificate; empty for none
 */
public record Recipe(
        URI server,
        Optional<String> caFile,
        List<Identifier> identifiers,
        KeyType keyType,
        Optional<String> profile,
        Optional<String> preferredChain,
        Optional<String> csr,
        List<Method> methods,
        Optional<String> deployHook) {

    /**
     * Tells whether an order for one is as good for the other.
     *
     * @param other another recipe
     * @return whether they ask the same CA for the same
     */
    public boolean ordersTheSameAs(Recipe other) {
        return server.equals(other.server)
                && new HashSet<>(identifiers).equals(new HashSet<>(other.identifiers))
                && keyType == other.keyType
                && profile.equals(other.profile)
                && csr.equals(other.csr);
    }

    /**
     * Gives the same with another hook.
     *
     * @param hook the command
     * @return the recipe
     */
    public Recipe withDeployHook(String hook) {
        return new Recipe(
                server, caFile, identifiers, keyType, profile, preferredChain, csr, methods, Optional.of(hook));
    }

    JsonObject toJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        put(members, "server", Optional.of(server.toString()));
        put(members, "caFile", caFile);
        members.put(
                "identifiers",
                new JsonArray(identifiers.stream().map(Identifier::toJsonValue).toList()));
        put(members, "keyType", Optional.of(keyType.name()));
        put(members, "profile", profile);
        put(members, "preferredChain", preferredChain);
        put(members, "csr", csr);
        members.put(
                "methods",
                new JsonArray(methods.stream().<JsonValue>map(Method::toJson).toList()));
        put(members, "deployHook", deployHook);
        return JsonObject.of(members);
    }

    private static void put(Map<String, JsonValue> members, String name, Optional<String> value) {
        value.ifPresent(text -> members.put(name, new JsonString(text)));
    }

    static Recipe read(StoredObject stored) throws IOException {
        List<Identifier> identifiers = new ArrayList<>();
        for (JsonValue identifier : stored.items("identifiers")) {
            if (identifier instanceof JsonObject) {
                identifiers.add(Identifier.TYPE.read(identifier));
            }
        }
        List<Method> methods = new ArrayList<>();
        for (JsonValue method : stored.items("methods")) {
            if (method instanceof JsonObject object) {
                methods.add(Method.read(new StoredObject(stored.file(), object)));
            }
        }
        return new Recipe(
                stored.url("server"),
                stored.text("caFile"),
                List.copyOf(identifiers),
                stored.convert("keyType", KeyType::valueOf),
                stored.text("profile"),
                stored.text("preferredChain"),
                stored.text("csr"),
                List.copyOf(methods),
                stored.text("deployHook"));
    }
}
