package dev.akme.cli;

import dev.akme.jose.Jws;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Texts to inspect. */
final class Samples {

    static final String ORDER = """
            {"status":"ready","expires":"2026-01-02T03:04:05Z",\
            "identifiers":[{"type":"dns","value":"example.org"}],\
            "authorizations":["https://acme.example.com/acme/authz/PAniVnsZcis"],\
            "finalize":"https://acme.example.com/acme/order/TOlocE8rfgo/finalize"}""";

    static final URI ACCOUNT = URI.create("https://acme.example.com/acme/acct/1");
    static final URI NEW_ORDER = URI.create("https://acme.example.com/acme/new-order");
    static final SigningKey KEY = SigningKey.generate(KeyType.P256);
    static final SigningKey OTHER_KEY = SigningKey.generate(KeyType.P256);

    private Samples() {}

    static JwsHeader.Builder header() {
        return KEY.header().kid(ACCOUNT).nonce("oFvnlFP1wIhRlYS2jTaXbA").url(NEW_ORDER);
    }

    static NewOrder newOrder() {
        return NewOrder.builder()
                .identifiers(java.util.List.of(Identifier.dns("example.org")))
                .build();
    }

    /** A request for an order, signed by the key of the account. */
    static Jws request() {
        return KEY.sign(header().build(), newOrder());
    }

    static String text(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
