package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.RevocationReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The management interface, as programs that were written for Pebble use it. */
@Timeout(60)
class ManagementTest {

    private static final ObtainRequest NAME = ObtainRequest.of("www.example.org");

    private static AcmeCaBuilder managed(AcmeCaBuilder builder) {
        return builder.management(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static HttpResponse<String> get(AcmeCa ca, String path) throws Exception {
        return send(ca, HttpRequest.newBuilder(at(ca, path)));
    }

    private static HttpResponse<String> send(AcmeCa ca, HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(ca.sslContext())
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(AcmeCa ca, String path) {
        return ca.managementUrl().orElseThrow().resolve(path);
    }

    @Test
    void thereIsNoneUnlessItIsAskedFor() {
        try (AcmeCa ca = AcmeCa.forTests().start()) {
            assertThat(ca.managementUrl()).isEmpty();
        }
    }

    @Test
    void rootsAndIntermediatesHaveNumbersAndLinksToTheOthers() throws Exception {
        try (AcmeCa ca = managed(AcmeCa.forTests().chains(2, 2)).start()) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> root = get(ca, "/roots/" + i);
                assertThat(root.statusCode()).isEqualTo(200);
                assertThat(root.headers().firstValue("Content-Type"))
                        .contains("application/pem-certificate-chain; charset=utf-8");
                assertThat(CertificateChain.read(root.body()).certificates())
                        .containsExactly(ca.roots().get(i));
                assertThat(root.headers().allValues("Link"))
                        .hasSize(2)
                        .allMatch(
                                link -> link.startsWith("<" + ca.managementUrl().orElseThrow() + "/roots/"))
                        .allMatch(link -> link.endsWith(";rel=\"alternate\""))
                        .noneMatch(link -> link.contains(
                                "/roots/" + root.request().uri().getPath().substring(7) + ">"));
                X509Certificate intermediate = CertificateChain.read(
                                get(ca, "/intermediates/" + i).body())
                        .leaf();
                assertThat(intermediate.getBasicConstraints()).isZero();
            }
            assertThat(get(ca, "/roots/3").statusCode()).isEqualTo(404);
            assertThat(get(ca, "/roots/").statusCode()).isEqualTo(404);
            assertThat(get(ca, "/roots/x").statusCode()).isEqualTo(404);
            assertThat(get(ca, "/dir").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void privateKeysAreGivenOutWhenThatIsAllowedOnly() throws Exception {
        try (AcmeCa ca = managed(AcmeCa.forTests()).start()) {
            assertThat(get(ca, "/root-keys/0").statusCode()).isEqualTo(404);
            assertThat(get(ca, "/intermediate-keys/0").statusCode()).isEqualTo(404);
        }
        for (KeyType type : List.of(KeyType.P256, KeyType.RSA2048)) {
            try (AcmeCa ca = managed(AcmeCa.forTests())
                    .keyType(type)
                    .managementShowsKeys(true)
                    .start()) {
                HttpResponse<String> key = get(ca, "/intermediate-keys/0");
                assertThat(key.headers().firstValue("Content-Type")).contains("application/x-pem-file; charset=utf-8");
                assertThat(key.body())
                        .startsWith(
                                type == KeyType.P256
                                        ? "-----BEGIN PRIVATE KEY-----"
                                        : "-----BEGIN RSA PRIVATE KEY-----");
                assertThat(SigningKey.parse(key.body()).verificationKey().publicKey())
                        .isEqualTo(CertificateChain.read(
                                        get(ca, "/intermediates/1").body())
                                .leaf()
                                .getPublicKey());
                assertThat(SigningKey.parse(get(ca, "/root-keys/1").body())
                                .verificationKey()
                                .publicKey())
                        .isEqualTo(ca.roots().get(1).getPublicKey());
            }
        }
    }

    @Test
    void keysInAFolderAreNeverGivenOut(@TempDir java.nio.file.Path folder) throws Exception {
        try (AcmeCa ca = managed(AcmeCa.forTests())
                .keys(folder)
                .managementShowsKeys(true)
                .start()) {
            assertThat(get(ca, "/root-keys/0").statusCode()).isEqualTo(404);
            assertThat(get(ca, "/intermediate-keys/0").statusCode()).isEqualTo(404);
            assertThat(get(ca, "/intermediates/0").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theStatusOfACertificateIsFoundByItsSerialNumber() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = managed(Loopback.ca(solver)).start()) {
            X509Certificate leaf =
                    Loopback.account(ca).obtain(NAME, solver).chain().leaf();
            String serial = leaf.getSerialNumber().toString(16);
            JsonObject valid = status(ca, serial);
            assertThat(text(valid, "Status")).isEqualTo("Valid");
            assertThat(text(valid, "Serial")).isEqualTo(serial);
            assertThat(CertificateChain.read(text(valid, "Certificate")).leaf()).isEqualTo(leaf);
            assertThat(valid.get("RevokedAt")).isEmpty();

            ca.revoke(leaf, RevocationReason.SUPERSEDED);
            JsonObject revoked = status(ca, "0" + serial.toUpperCase(java.util.Locale.ROOT));
            assertThat(text(revoked, "Status")).isEqualTo("Revoked");
            assertThat(revoked.get("Reason").orElseThrow().toJson()).isEqualTo("4");
            assertThat(text(revoked, "RevokedAt"))
                    .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)? \\+0000 UTC");

            assertThat(text(status(ca, ca.roots().get(0).getSerialNumber().toString(16)), "Status"))
                    .isEqualTo("Valid");
            assertThat(get(ca, "/cert-status-by-serial/1234").statusCode()).isEqualTo(404);
            assertThat(get(ca, "/cert-status-by-serial/xyz").statusCode()).isEqualTo(400);
        }
    }

    private static JsonObject status(AcmeCa ca, String serial) throws Exception {
        HttpResponse<String> answer = get(ca, "/cert-status-by-serial/" + serial);
        assertThat(answer.statusCode()).isEqualTo(200);
        return (JsonObject) JsonValue.read(answer.body());
    }

    private static String text(JsonObject object, String name) {
        return ((JsonString) object.get(name).orElseThrow()).text();
    }

    @Test
    void renewalInfoAnswersWithWhatWasSet() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = managed(Loopback.ca(solver)).start()) {
            AcmeAccount account = Loopback.account(ca);
            X509Certificate leaf = account.obtain(NAME, solver).chain().leaf();
            String path = "/renewal-info/" + CertificateIdentifier.of(leaf);
            String usual = renewalInfo(ca, path);

            assertThat(set(ca, leaf, "{broken").statusCode()).isEqualTo(200);
            assertThat(renewalInfo(ca, path)).isEqualTo("{broken");
            assertThat(set(ca, leaf, "").statusCode()).isEqualTo(200);
            assertThat(renewalInfo(ca, path)).isEqualTo(usual);

            assertThat(set(ca, ca.roots().get(0), "{}").statusCode()).isEqualTo(404);
            assertThat(post(ca, "{}").statusCode()).isEqualTo(400);
            assertThat(post(ca, "[").statusCode()).isEqualTo(400);
            assertThat(post(ca, "{\"ARIResponse\": \"" + "x".repeat(70_000) + "\"}")
                            .statusCode())
                    .isEqualTo(413);
            HttpResponse<String> get = get(ca, "/set-renewal-info/");
            assertThat(get.statusCode()).isEqualTo(405);
            assertThat(get.headers().firstValue("Allow")).contains("POST");
        }
    }

    private static String renewalInfo(AcmeCa ca, String path) {
        return new String(
                ca.handle(CaRequest.of("GET", path, Map.of(), new byte[0], "")).body(),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> set(AcmeCa ca, X509Certificate certificate, String answer) throws Exception {
        return post(
                ca,
                JsonObject.of(Map.of(
                                "certificate",
                                new JsonString(CertificateChain.of(List.of(certificate))
                                        .toPem()),
                                "ARIResponse",
                                new JsonString(answer)))
                        .toJson());
    }

    private static HttpResponse<String> post(AcmeCa ca, String body) throws Exception {
        return send(
                ca,
                HttpRequest.newBuilder(at(ca, "/set-renewal-info/")).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void chainsCanBeLongerAndMoreThanOne() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).chains(0, 3).start()) {
            assertThat(ca.roots()).hasSize(1);
            List<X509Certificate> chain =
                    Loopback.account(ca).obtain(NAME, solver).chain().certificates();
            assertThat(chain).hasSize(4);
            for (int i = 0; i < 3; i++) {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            }
            chain.get(3).verify(ca.roots().get(0).getPublicKey());
        }
    }

    @Test
    void certificatesNameAnOcspResponderThatIsSet() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .ocspResponder(URI.create("http://ocsp.example.org/"))
                        .start()) {
            X509Certificate leaf =
                    Loopback.account(ca).obtain(NAME, solver).chain().leaf();
            assertThat(new String(
                            leaf.getExtensionValue("1.3.6.1.5.5.7.1.1"), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains("http://ocsp.example.org/", "/issuer");
        }
    }

    @Test
    void resourcesCanBeAtThePathsOfPebble() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).pebblePaths().start()) {
            AcmeAccount account = Loopback.account(ca);
            assertThat(account.url().getPath()).startsWith("/my-account/");
            assertThat(account.client()
                            .directory()
                            .body()
                            .newOrder()
                            .orElseThrow()
                            .getPath())
                    .isEqualTo("/order-plz");
            assertThat(account.obtain(NAME, solver)
                            .order()
                            .body()
                            .certificate()
                            .orElseThrow()
                            .getPath())
                    .startsWith("/certZ/");
        }
    }

    @Test
    void profilesAndPolicyCanChangeWhileItRuns() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).start()) {
            AcmeAccount account = Loopback.account(ca);
            account.obtain(NAME, solver);
            ca.profiles(List.of(Profile.of("short", "for a day", java.time.Duration.ofDays(1))));
            assertThat(Loopback.client(ca).directory().body().meta().profiles()).containsOnlyKeys("short");
            X509Certificate leaf = account.obtain(NAME, solver).chain().leaf();
            assertThat(java.time.Duration.between(
                            leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                    .isLessThanOrEqualTo(java.time.Duration.ofDays(1));
            ca.identifiers(IdentifierPolicy.builder()
                    .allowDomains(List.of("example.com"))
                    .build());
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> account.obtain(NAME, solver)))
                    .hasMessageContaining("www.example.org");
            account.obtain(ObtainRequest.of("a.example.com"), solver);
        }
    }
}
