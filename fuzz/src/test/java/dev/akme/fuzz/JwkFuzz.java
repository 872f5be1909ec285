package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.VerificationKey;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import java.util.Optional;

/** Public keys in JSON, up to the point where one is verified with. */
final class JwkFuzz {

    private static final byte[] NOTHING = new byte[0];

    @FuzzTest
    void reads(byte[] input) {
        Expect.read(() -> Jwk.TYPE.read(input), JsonException.class).ifPresent(JwkFuzz::uses);
    }

    private static void uses(Jwk jwk) {
        Optional<String> thumbprint = Expect.read(jwk::thumbprint, MemberException.class);
        Expect.read(jwk::publicKey, MemberException.class)
                .ifPresent(key ->
                        Expect.same(Optional.of(key.thumbprint()), thumbprint, "the thumbprint of what is public"));
        Expect.read(() -> VerificationKey.of(jwk), JoseException.class).ifPresent(key -> {
            Expect.same(VerificationKey.of(Jwk.parsePem(key.toPem())), key, "written as PEM and read again");
            Expect.same(VerificationKey.of(key.publicKey()), key, "made of the JDK's key");
            Expect.same(key.jwk().thumbprint(), jwk.thumbprint(), "the thumbprint");
            for (JwsAlgorithm algorithm : JwsAlgorithm.known()) {
                Expect.read(
                                () -> key.verify(algorithm, NOTHING, NOTHING),
                                JoseException.class,
                                IllegalStateException.class)
                        .ifPresent(valid -> Expect.that(!valid, "nothing is no signature"));
            }
        });
    }
}
