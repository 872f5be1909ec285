package dev.akme.cli.inspect;

import dev.akme.jose.Jwk;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.json.MemberException;
import java.math.BigInteger;
import java.util.Optional;

/** What there is to say of public keys. */
final class Keys {

    private Keys() {}

    static Optional<Entry> thumbprint(Jwk key) {
        return thumbprintText(key)
                .map(text -> Entry.fact(
                        "thumbprint",
                        text,
                        "The name of the key; of an account's, the second half of key authorizations.",
                        "RFC 8555 §8.1"));
    }

    static Optional<String> thumbprintText(Jwk key) {
        try {
            return Optional.of(key.thumbprint());
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code "EC P-256"} or {@code "RSA 2048"}. */
    static String kind(Jwk key) {
        try {
            return switch (key.kty()) {
                case "RSA" ->
                    key.n()
                            .map(n -> "RSA, " + new BigInteger(1, n).bitLength() + " bits")
                            .orElse("RSA");
                case "AKP" -> key.alg().map(JwsAlgorithm::value).orElse("AKP");
                default ->
                    Shown.text(key.kty())
                            + key.crv().map(crv -> " " + Shown.text(crv)).orElse("");
            };
        } catch (MemberException e) {
            return "of an unknown kind";
        }
    }

    static void explain(Jwk key, Explanation.Builder out) {
        out.fact("key", kind(key), "The kind of key.", "");
        thumbprint(key).ifPresent(out::fact);
    }
}
