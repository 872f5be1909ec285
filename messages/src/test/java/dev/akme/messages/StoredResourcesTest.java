package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredResourcesTest {

    private static final URI URL = URI.create("https://example.com/acme/acct/1");

    @Test
    void anAccountAsCertbotStoresItStaysAsItIs() {
        String stored = "{\"body\":{},\"uri\":\"https://example.com/acme/acct/1\"}";
        AccountResource account = AccountResource.TYPE.read(stored);
        assertThat(account.uri()).isEqualTo(URL);
        assertThat(account.body().contact()).isEmpty();
        assertThat(account.toJson()).isEqualTo(stored);
        assertThat(account.toBuilder().build()).isEqualTo(account);
    }

    @Test
    void anOrderIsStoredWithAllThatBelongsToIt() {
        Order order = Order.TYPE.read("{\"status\":\"ready\",\"identifiers\":[]}");
        Resource<Authorization> authorization = Resource.of(
                URI.create("https://example.com/acme/authz/1"),
                Authorization.TYPE.read("{\"status\":\"valid\"}"),
                List.of(),
                null);
        OrderResource stored =
                OrderResource.of(Resource.of(URI.create("https://example.com/acme/order/1"), order, List.of(), null))
                        .toBuilder()
                        .csrPem("-----BEGIN CERTIFICATE REQUEST-----\n")
                        .authorizations(List.of(AuthorizationResource.of(authorization)))
                        .fullchainPem("one")
                        .alternativeFullchainsPem(List.of("two", "three"))
                        .build();
        assertThat(stored.toJson())
                .isEqualTo("{\"body\":{\"status\":\"ready\",\"identifiers\":[]},"
                        + "\"uri\":\"https://example.com/acme/order/1\","
                        + "\"csr_pem\":\"-----BEGIN CERTIFICATE REQUEST-----\\n\","
                        + "\"authorizations\":[{\"body\":{\"status\":\"valid\"},"
                        + "\"uri\":\"https://example.com/acme/authz/1\"}],"
                        + "\"fullchain_pem\":\"one\",\"alternative_fullchains_pem\":[\"two\",\"three\"]}");
        OrderResource read = OrderResource.TYPE.read(stored.toJson());
        assertThat(read).isEqualTo(stored);
        assertThat(read.authorizations().get(0).body().status()).isSameAs(Status.VALID);
    }

    @Test
    void whatPythonLeavesOutMayBeMissing() {
        OrderResource order = OrderResource.TYPE.read("{\"body\":{},\"uri\":\"https://example.com/acme/order/1\"}");
        assertThat(order.authorizations()).isEmpty();
        assertThat(order.csrPem()).isEmpty();
        assertThat(order.fullchainPem()).isEmpty();
        assertThat(order.alternativeFullchainsPem()).isEmpty();
    }

    @Test
    void aPrivateKeyIsNeitherStoredNorShown() {
        String key = "-----BEGIN PRIVATE KEY-----\\nc2VjcmV0\\n-----END PRIVATE KEY-----\\n";
        String chain = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n";
        for (String member : List.of("csr_pem", "fullchain_pem", "alternative_fullchains_pem")) {
            boolean list = member.startsWith("alternative");
            String stored = "{\"body\":{},\"uri\":\"https://a.test/o\",\"" + member + "\":"
                    + (list ? "[\"" + key + "\"]" : "\"" + key + "\"") + "}";
            OrderResource order = OrderResource.TYPE.read(stored);
            assertThat(order.toString()).doesNotContain("c2VjcmV0");
            assertThatThrownBy(() -> order.toBuilder().build())
                    .isInstanceOf(InvalidMemberException.class)
                    .hasMessageContaining(member)
                    .hasMessageNotContaining("c2VjcmV0");
        }
        fires(OrderResource.TYPE, "orderResource/foreign-pem", "{\"fullchain_pem\":\"" + key + "\"}");
        silent(OrderResource.TYPE, "orderResource/foreign-pem", "{\"fullchain_pem\":\"" + chain + "\"}");
    }

    @Test
    void aChallengeIsStoredWithTheUrlOfItsAuthorization() {
        String stored = "{\"body\":{\"type\":\"http-01\",\"url\":\"https://example.com/acme/chall/1\"},"
                + "\"authzr_uri\":\"https://example.com/acme/authz/1\"}";
        ChallengeResource challenge = ChallengeResource.TYPE.read(stored);
        assertThat(challenge.body()).isInstanceOf(Http01Challenge.class);
        assertThat(challenge.uri()).hasToString("https://example.com/acme/chall/1");
        assertThat(challenge.authzrUri()).hasToString("https://example.com/acme/authz/1");
        assertThat(challenge.toJson()).isEqualTo(stored);
        assertThat(challenge.toBuilder().build()).isEqualTo(challenge);
    }

    @Test
    void aCertificateOfAcmeV1CanBeReadAndWritten() {
        String stored = "{\"body\":\"AAAA\",\"uri\":\"https://example.com/acme/cert/1\",\"cert_chain_uri\":null,"
                + "\"authzrs\":[{\"body\":{},\"uri\":\"https://example.com/acme/authz/1\"}]}";
        CertificateResource certificate = CertificateResource.TYPE.read(stored);
        assertThat(certificate.body()).isEqualTo("AAAA");
        assertThat(certificate.certChainUri()).isEmpty();
        assertThat(certificate.authzrs()).hasSize(1);
        assertThat(certificate.toJson()).isEqualTo(stored);
    }

    @Test
    void aResourceHasWhatCameWithIt() {
        Link next = new Link("next", URI.create("https://example.com/acme/acct/1/orders?cursor=2"));
        Resource<Account> resource =
                Resource.of(URL, Account.TYPE.read("{}"), List.of(next), Instant.parse("2026-12-01T10:00:00Z"));
        assertThat(resource.links("next")).containsExactly(next.target());
        assertThat(resource.links("up")).isEmpty();
        assertThat(resource.links()).containsExactly(next);
        assertThat(resource).hasToString(URL + " " + resource.body());
        assertThat(resource.hashCode())
                .isNotEqualTo(Resource.of(URI.create("https://example.com/2"), resource.body(), List.of(), null)
                        .hashCode());
        assertThat(resource.retryAfter()).contains(Instant.parse("2026-12-01T10:00:00Z"));
        assertThat(resource)
                .isEqualTo(Resource.of(
                        URL,
                        Account.TYPE.read("{}"),
                        List.of(next),
                        resource.retryAfter().get()))
                .isNotEqualTo(Resource.of(URL, Account.TYPE.read("{}"), List.of(), null));
        assertThat(AccountResource.of(resource).uri()).isEqualTo(URL);
    }
}
