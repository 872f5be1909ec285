package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client of an account that says what it is told to. */
final class Client {

    final World world;
    ClientKey key;
    String kid = "";

    Client(World world, ClientKey key) {
        this.world = world;
        this.key = key;
    }

    Client register() {
        kid = byKey(world.url("newAccount"), "{\"termsOfServiceAgreed\":true}")
                .send()
                .is(201)
                .location();
        return this;
    }

    // ---- requests

    Post post(String url, String payload) {
        return new Post(world, url, key, payload).kid(kid);
    }

    Post byKey(String url, String payload) {
        return new Post(world, url, key, payload).jwk();
    }

    Answer send(String url, String payload) {
        return post(url, payload).send();
    }

    Answer read(String url) {
        return send(url, "");
    }

    // ---- orders

    static String identifiers(String... names) {
        return Arrays.stream(names)
                .map(name -> "{\"type\":\"" + (name.matches("[0-9.]+|.*:.*") ? "ip" : "dns") + "\",\"value\":"
                        + Json.quoted(name) + "}")
                .collect(Collectors.joining(",", "\"identifiers\":[", "]"));
    }

    Answer order(String... names) {
        return send(world.url("newOrder"), "{" + identifiers(names) + "}");
    }

    /** An order as it is now. */
    record Placed(String url, Map<String, Object> json) {

        @SuppressWarnings("unchecked")
        String authorization() {
            return ((List<String>) json.get("authorizations")).get(0);
        }

        @SuppressWarnings("unchecked")
        List<String> authorizations() {
            return (List<String>) json.get("authorizations");
        }

        String finalizeUrl() {
            return (String) json.get("finalize");
        }

        String status() {
            return (String) json.get("status");
        }
    }

    Placed place(String... names) {
        Answer answer = order(names).is(201);
        return new Placed(answer.location(), answer.json());
    }

    Placed reread(Placed order) {
        return new Placed(order.url(), read(order.url()).is(200).json());
    }

    Map<String, Object> challenge(String authorization, String type) {
        return read(authorization).is(200).objects("challenges").stream()
                .filter(challenge -> challenge.get("type").equals(type))
                .findFirst()
                .orElseThrow();
    }

    String keyAuthorization(Map<String, Object> challenge) {
        return challenge.get("token") + "." + key.thumbprint();
    }

    /** Puts up the record that dns-01 asks for. */
    String prepareDns(String authorization) {
        Map<String, Object> challenge = challenge(authorization, "dns-01");
        String name = (String) read(authorization).object("identifier").get("value");
        String digest =
                ClientKey.base64(ClientKey.sha256(keyAuthorization(challenge).getBytes(StandardCharsets.US_ASCII)));
        world.dns.txt.merge("_acme-challenge." + name, List.of(List.of(digest)), Client::joined);
        return (String) challenge.get("url");
    }

    /** Puts up the record of a challenge that is over. */
    void prepareDnsOf(Placed order, String token) {
        String name = (String) read(order.authorization()).object("identifier").get("value");
        String text = token + "." + key.thumbprint();
        world.dns.txt.put(
                "_acme-challenge." + name,
                List.of(List.of(ClientKey.base64(ClientKey.sha256(text.getBytes(StandardCharsets.US_ASCII))))));
    }

    private static List<List<String>> joined(List<List<String>> one, List<List<String>> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    Placed ready(String... names) {
        Placed order = place(names);
        for (String authorization : order.authorizations()) {
            if (!read(authorization).string("status").equals("valid")) {
                assertThat(send(prepareDns(authorization), "{}").is(200).string("status"))
                        .isEqualTo("valid");
            }
        }
        Placed now = reread(order);
        assertThat(now.status()).isEqualTo("ready");
        return now;
    }

    // ---- certificates

    static String finalizePayload(byte[] csr) {
        return "{\"csr\":\"" + ClientKey.base64(csr) + "\"}";
    }

    Answer finish(Placed order, byte[] csr) {
        return send(order.finalizeUrl(), finalizePayload(csr));
    }

    /** A certificate for a new key. */
    record Issued(String url, String order, ClientKey key, String pem) {

        List<X509Certificate> chain() {
            return certificates(pem);
        }

        X509Certificate leaf() {
            return chain().get(0);
        }
    }

    Issued issue(String... names) {
        return issue(ClientKey.es256(), names);
    }

    Issued issue(ClientKey certificateKey, String... names) {
        Placed order = ready(names);
        Answer answer = finish(order, Csr.of(certificateKey).names(names).der()).is(200);
        assertThat(answer.string("status")).as("%s", answer).isEqualTo("valid");
        String url = answer.string("certificate");
        return new Issued(url, order.url(), certificateKey, read(url).is(200).text());
    }

    static List<X509Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    static String revocation(X509Certificate certificate, String more) {
        return "{\"certificate\":\"" + der(certificate) + "\"" + more + "}";
    }

    static String der(X509Certificate certificate) {
        try {
            return ClientKey.base64(certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
