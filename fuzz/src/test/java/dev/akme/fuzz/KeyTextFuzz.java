package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.client.dns.TsigKey;
import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import java.nio.charset.StandardCharsets;

/** Keys as they stand in files: private and public, of MACs and of DNS. No refusal may quote them. */
final class KeyTextFuzz {

    @FuzzTest
    void reads(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Expect.readSecret(text, () -> SigningKey.parse(text), JoseException.class)
                .ifPresent(key -> {
                    Expect.same(
                            SigningKey.parse(key.exportPrivatePem()).publicKey(), key.publicKey(), "as PEM and again");
                    Expect.same(
                            SigningKey.parse(key.exportPrivateJwk()).publicKey(), key.publicKey(), "as JWK and again");
                    byte[] signature = key.sign(key.algorithm(), input);
                    Expect.that(
                            key.verificationKey().verify(key.algorithm(), input, signature),
                            "it verifies what it signs");
                });
        Expect.readSecret(text, () -> Jwk.parsePem(text), JoseException.class);
        Expect.readSecret(text, () -> MacKey.parse(text), JoseException.class).ifPresent(key -> {
            Expect.same(
                    MacKey.parse(key.exportPrivateText()).exportPrivateText(),
                    key.exportPrivateText(),
                    "written again");
            Expect.quotesNothing(text, key.toString());
        });
        Expect.readSecret(text, () -> TsigKey.parse(text), IllegalArgumentException.class);
    }
}
