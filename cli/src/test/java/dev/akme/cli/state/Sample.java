package dev.akme.cli.state;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.Csr;
import dev.akme.client.TlsAlpnCertificate;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A certificate with its key, to be stored in tests. */
record Sample(CertificateChain chain, SigningKey key) {

    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    static final Recipe RECIPE = new Recipe(
            URI.create("https://ca.example.org/directory"),
            Optional.empty(),
            List.of(Identifier.dns("example.org")),
            KeyType.P256,
            Optional.of("classic"),
            Optional.empty(),
            Optional.empty(),
            List.of(new Method("http", ":80", Map.of())),
            Optional.of("true"));

    /** Self-signed: what certifies it makes no difference here. */
    static Sample make() {
        SigningKey accountKey = SigningKey.generate(KeyType.P256);
        TlsAlpnCertificate made = TlsAlpnCertificate.of(
                Identifier.dns("example.org"),
                KeyAuthorization.of("evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA", accountKey.publicKey()),
                NOW,
                new SecureRandom());
        return new Sample(CertificateChain.of(List.of(made.certificate())), made.key());
    }

    static URI order(int number) {
        return URI.create("https://ca.example.org/order/" + number);
    }

    UnfinishedOrder unfinished(int number) {
        Order body = Order.builder()
                .status(Status.PENDING)
                .expires(NOW)
                .identifiers(RECIPE.identifiers())
                .authorizations(List.of(URI.create("https://ca.example.org/authz/1")))
                .finalizeUrl(URI.create("https://ca.example.org/finalize/1"))
                .build();
        OrderResource order = OrderResource.of(Resource.of(order(number), body, List.of(), null)).toBuilder()
                .csrPem(Csr.builder()
                        .key(key)
                        .identifiers(RECIPE.identifiers())
                        .build()
                        .toPem())
                .build();
        return new UnfinishedOrder(order, Optional.of(key), RECIPE);
    }

    CertificateVersion storeIn(CertificateFolder folder, int number) throws IOException {
        return folder.store(chain, Optional.of(key), RECIPE, order(number), NOW, 0.5);
    }
}
