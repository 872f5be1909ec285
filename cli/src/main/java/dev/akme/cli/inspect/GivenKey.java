package dev.akme.cli.inspect;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.messages.CertificateChain;
import java.util.Optional;

/**
 * The key to check signatures with.
 *
 * @param publicKey for signatures
 * @param macKey for external account bindings
 */
public record GivenKey(Optional<Jwk> publicKey, Optional<MacKey> macKey) {

    /** No key: only keys that stand in requests are used. */
    public static final GivenKey NONE = new GivenKey(Optional.empty(), Optional.empty());

    /**
     * Reads a key.
     *
     * @param text a public or private key or a certificate in PEM, or a public, private or symmetric JWK
     * @return the key
     * @throws Unreadable when it is none of these
     */
    public static GivenKey parse(String text) {
        try {
            String bare = text.strip();
            if (bare.startsWith("{")) {
                return ofJwk(bare);
            }
            if (bare.contains("-----BEGIN CERTIFICATE-----") && !Secrets.holdsPrivatePem(bare)) {
                return of(Jwk.of(CertificateChain.read(bare).leaf().getPublicKey()));
            }
            return of(Secrets.holdsPrivatePem(bare) ? SigningKey.parse(bare).publicKey() : Jwk.parsePem(bare));
        } catch (JsonException e) {
            throw new Unreadable("the JWK is not JSON: " + Inspector.place(e));
        } catch (JoseException | MemberException | IllegalArgumentException e) {
            throw new Unreadable("no key can be read: " + e.getMessage());
        }
    }

    private static GivenKey ofJwk(String json) {
        if (JsonValue.read(json) instanceof JsonObject object
                && object.members().get("kty") instanceof JsonString kty
                && kty.text().equals("oct")) {
            return new GivenKey(Optional.empty(), Optional.of(MacKey.parse(json)));
        }
        return of(Jwk.TYPE.read(json).publicKey());
    }

    private static GivenKey of(Jwk key) {
        return new GivenKey(Optional.of(key), Optional.empty());
    }
}
