package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.WebServer;
import dev.akme.ca.validation.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValidationConformanceTest extends Conformance {

    private final List<InetSocketAddress> dialled = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String body = "";
    private WebServer server;

    @BeforeEach
    void listen() throws IOException {
        server = WebServer.saying(request -> {
            asked.add(request.method() + " " + request.target() + " "
                    + request.headers().get("Host").get(0));
            return body;
        });
        world.network = (address, timeout) -> {
            dialled.add(address);
            if (address.getPort() != 80) {
                throw new IOException("refused");
            }
            return Network.direct().connect(server.address(), timeout);
        };
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String answer(Client of, String authorization, String type, Client prover) {
        Map<String, Object> challenge = of.challenge(authorization, type);
        body = challenge.get("token") + "." + prover.key.thumbprint();
        return of.send((String) challenge.get("url"), "{}").is(200).string("status");
    }

    @Test
    @Check(
            id = "M-29",
            section = "RFC 8555 §8.3",
            says = "http-01 asks port 80 of the name for /.well-known/acme-challenge/ and the token")
    void http01AsksPort80() {
        Client.Placed order = client.place("www.example.org");
        Object token = client.challenge(order.authorization(), "http-01").get("token");
        assertThat(answer(client, order.authorization(), "http-01", client)).isEqualTo("valid");
        assertThat(dialled)
                .singleElement()
                .satisfies(address -> assertThat(address.getPort()).isEqualTo(80));
        assertThat(asked).containsExactly("GET /.well-known/acme-challenge/" + token + " www.example.org");
        assertThat(client.reread(order).status()).isEqualTo("ready");
    }

    @Test
    @Check(
            id = "M-33",
            section = "RFC 8738 §4",
            says = "http-01 for an address asks that address, which stands in Host too")
    void http01AsksTheAddress() {
        Client.Placed order = client.place("192.0.2.7");
        assertThat(answer(client, order.authorization(), "http-01", client)).isEqualTo("valid");
        assertThat(dialled)
                .singleElement()
                .satisfies(address ->
                        assertThat(address.getAddress().getHostAddress()).isEqualTo("192.0.2.7"));
        assertThat(asked).singleElement().satisfies(line -> assertThat(line).endsWith(" 192.0.2.7"));
        byte[] csr = Csr.of(ClientKey.es256()).names("192.0.2.7").der();
        assertThat(client.finish(order, csr).is(200).string("status")).isEqualTo("valid");
    }

    @Test
    @Check(id = "M-28", section = "RFC 8737 §3", says = "tls-alpn-01 asks port 443 of the name")
    void tlsAlpn01AsksPort443() {
        Client.Placed order = client.place("www.example.org");
        assertThat(answer(client, order.authorization(), "tls-alpn-01", client)).isEqualTo("invalid");
        assertThat(dialled)
                .singleElement()
                .satisfies(address -> assertThat(address.getPort()).isEqualTo(443));
    }

    @Test
    @Check(
            id = "M-32",
            section = "RFC 8555 §8.4",
            says = "dns-01 wants the SHA-256 hash of the key authorization, in base64url, in a TXT record of"
                    + " _acme-challenge: among others, but not elsewhere, nor the key authorization itself")
    void dns01WantsTheHash() {
        Client.Placed order = client.place("www.example.org");
        Map<String, Object> challenge = client.challenge(order.authorization(), "dns-01");
        String text = client.keyAuthorization(challenge);
        String hash = ClientKey.base64(ClientKey.sha256(text.getBytes(StandardCharsets.US_ASCII)));
        world.dns.txt.put("www.example.org", List.of(List.of(hash)));
        world.dns.txt.put("_acme-challenge.example.org", List.of(List.of(hash)));
        world.dns.txt.put("_acme-challenge.www.example.org", List.of(List.of(text), List.of(hash + "=")));
        assertThat(client.send((String) challenge.get("url"), "{}").string("status"))
                .isEqualTo("invalid");
        Client.Placed again = client.place("www.example.org");
        world.dns.txt.put("_acme-challenge.www.example.org", List.of(List.of("other"), List.of("x", "y")));
        String url = client.prepareDns(again.authorization());
        assertThat(client.send(url, "{}").string("status")).isEqualTo("valid");
    }

    @Test
    @Check(
            id = "M-25",
            section = "RFC 8555 §8.1",
            says = "a key authorization of another account key, or of another token, proves nothing")
    void othersProveNothing() {
        Client other = world.client();
        Client.Placed order = client.place("www.example.org");
        assertThat(answer(client, order.authorization(), "http-01", other)).isEqualTo("invalid");
        Client.Placed again = client.place("www.example.org");
        Map<String, Object> challenge = client.challenge(again.authorization(), "http-01");
        body = client.challenge(client.place("www.example.org").authorization(), "http-01")
                        .get("token") + "." + client.key.thumbprint();
        assertThat(client.send((String) challenge.get("url"), "{}").is(200).string("status"))
                .isEqualTo("invalid");
    }

    @Test
    @Check(
            id = "M-27",
            section = "RFC 8555 §7.1.3",
            says = "identifiers and authorizations of an order stay the same from the first answer to the last")
    void anOrderKeepsWhatItIsFor() {
        Client.Placed placed = client.place("b.example.org", "a.example.org");
        for (String authorization : placed.authorizations()) {
            assertThat(answer(client, authorization, "http-01", client)).isEqualTo("valid");
        }
        Client.Placed ready = client.reread(placed);
        client.finish(
                        ready,
                        Csr.of(ClientKey.es256())
                                .names("a.example.org", "b.example.org")
                                .der())
                .is(200);
        Client.Placed valid = client.reread(placed);
        assertThat(valid.status()).isEqualTo("valid");
        for (String member : List.of("identifiers", "authorizations", "finalize")) {
            assertThat(ready.json().get(member)).isEqualTo(placed.json().get(member));
            assertThat(valid.json().get(member)).isEqualTo(placed.json().get(member));
        }
    }

    @Test
    @Check(
            id = "M-24",
            section = "RFC 8555 §7.1.6",
            says =
                    "one challenge that is fulfilled makes its authorization valid, and what is left of the others cannot"
                            + " undo it")
    void oneChallengeIsEnough() {
        Client.Placed order = client.place("www.example.org");
        Object left = client.challenge(order.authorization(), "dns-01").get("url");
        assertThat(answer(client, order.authorization(), "http-01", client)).isEqualTo("valid");
        assertThat(client.send((String) left, "{}").status()).isIn(200, 404);
        assertThat(client.read(order.authorization()).is(200).string("status")).isEqualTo("valid");
        assertThat(world.dns.txtLookups).hasValue(0);
    }
}
