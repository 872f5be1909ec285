package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.Base64Url;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsHeader;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import org.junit.jupiter.api.Test;

/** Rules about what servers and clients are known to send, and about values that only look right. */
class LintRulesTest {

    private static final String KEY = "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
    private static final String ED25519 =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    private static final String ONION = "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion";
    private static final String BINDING =
            "{\"alg\":\"HS256\",\"kid\":\"eab-kid-001\",\"url\":\"https://acme.example.com/acme/new-account\"}";

    @Test
    void directories() {
        fires(Directory.TYPE, "directory/unknown-resource", "{\"Wm3w-9uQ\":\"https://example.com/random\"}");
        silent(Directory.TYPE, "directory/unknown-resource", "{\"newNonce\":\"https://example.com/nonce\"}");
        fires(Directory.TYPE, "directory/plain-http", "{\"newNonce\":\"http://example.com/nonce\"}");
        silent(Directory.TYPE, "directory/plain-http", "{\"newNonce\":\"https://example.com/nonce\"}");
        String terms = "{\"termsOfService\":\"%s\"}";
        fires(
                DirectoryMetadata.TYPE,
                "directoryMetadata/terms-of-service-scheme",
                terms.formatted("data:text/plain,none"));
        silent(
                DirectoryMetadata.TYPE,
                "directoryMetadata/terms-of-service-scheme",
                terms.formatted("https://example.com/tos"));
        fires(DirectoryMetadata.TYPE, "directoryMetadata/draft-name", "{\"terms-of-service\":\"https://a.test/\"}");
        silent(DirectoryMetadata.TYPE, "directoryMetadata/draft-name", terms.formatted("https://a.test/"));
    }

    @Test
    void accounts() {
        fires(Account.TYPE, "account/extra-member", "{\"createdAt\":\"2026-01-02T03:04:05Z\"}");
        silent(Account.TYPE, "account/extra-member", "{\"status\":\"valid\"}");
        fires(Account.TYPE, "account/empty-contact", "{\"contact\":[]}");
        silent(Account.TYPE, "account/empty-contact", "{\"status\":\"valid\"}");
        fires(Account.TYPE, "account/plain-http", "{\"orders\":\"http://example.com/orders\"}");
        silent(Account.TYPE, "account/plain-http", "{\"orders\":\"https://example.com/orders\"}");
    }

    @Test
    void bindingsToExternalAccounts() {
        fires(NewAccount.TYPE, "externalAccountBinding/alg", binding(BINDING.replace("HS256", "ES256"), KEY));
        silent(NewAccount.TYPE, "externalAccountBinding/alg", binding(BINDING, KEY));
        fires(NewAccount.TYPE, "externalAccountBinding/kid", binding(BINDING.replace("kid", "key"), KEY));
        silent(NewAccount.TYPE, "externalAccountBinding/kid", binding(BINDING, KEY));
        fires(
                NewAccount.TYPE,
                "externalAccountBinding/jwk",
                binding(BINDING.replace("{", "{\"jwk\":" + ED25519 + ","), KEY));
        silent(NewAccount.TYPE, "externalAccountBinding/jwk", binding(BINDING, KEY));
        fires(
                NewAccount.TYPE,
                "externalAccountBinding/nonce",
                binding(BINDING.replace("{", "{\"nonce\":\"AQ\","), KEY));
        silent(NewAccount.TYPE, "externalAccountBinding/nonce", binding(BINDING, KEY));
        fires(NewAccount.TYPE, "externalAccountBinding/payload", binding(BINDING, "a key"));
        silent(NewAccount.TYPE, "externalAccountBinding/payload", binding(BINDING, KEY));
        fires(NewAccount.TYPE, "externalAccountBinding/key", binding(BINDING, KEY.replace("{", "{\"d\":\"AQ\",")));
        silent(NewAccount.TYPE, "externalAccountBinding/key", binding(BINDING, KEY));
    }

    private static String binding(String header, String payload) {
        return "{\"externalAccountBinding\":" + jws(header, payload) + "}";
    }

    private static String jws(String header, String payload) {
        return "{\"protected\":\"" + Base64Url.encode(header.getBytes(UTF_8)) + "\",\"payload\":\""
                + Base64Url.encode(payload.getBytes(UTF_8)) + "\",\"signature\":\"AQ\"}";
    }

    @Test
    void changesOfKeys() {
        String outer = "{\"alg\":\"ES256\",\"kid\":\"https://a.test/1\",\"nonce\":\"AQ\",\"url\":\"https://a.test/k\"}";
        String inner = "{\"alg\":\"EdDSA\",\"jwk\":" + ED25519 + ",\"url\":\"https://a.test/k\"}";
        String good = jws(outer, jws(inner, "{}"));
        fires(Jws.TYPE, "jws/inner-key", jws(outer, jws(outer, "{}")));
        silent(Jws.TYPE, "jws/inner-key", good);
        silent(Jws.TYPE, "jws/inner-key", jws(outer, "{}"));
        fires(Jws.TYPE, "jws/inner-nonce", jws(outer, jws(outer, "{}")));
        silent(Jws.TYPE, "jws/inner-nonce", good);
        fires(Jws.TYPE, "jws/inner-url", jws(outer, jws(inner.replace("/k\"", "/K\""), "{}")));
        silent(Jws.TYPE, "jws/inner-url", good);
        fires(JwsHeader.TYPE, "jwsHeader/mac", outer.replace("ES256", "HS256"));
        silent(JwsHeader.TYPE, "jwsHeader/mac", outer);
        silent(JwsHeader.TYPE, "jwsHeader/mac", BINDING);
    }

    @Test
    void orders() {
        fires(Order.TYPE, "order/extra-member", "{\"csr\":\"MIH2\"}");
        silent(Order.TYPE, "order/extra-member", "{\"status\":\"ready\"}");
        fires(Order.TYPE, "order/plain-http", "{\"authorizations\":[\"https://a.test/1\",\"http://a.test/2\"]}");
        silent(Order.TYPE, "order/plain-http", "{\"authorizations\":[\"https://a.test/1\"]}");
        String error = "{\"status\":\"invalid\",\"error\":{\"identifier\":{\"type\":\"dns\",\"value\":\"a.test\"}}}";
        fires(Order.TYPE, "order/error-identifier", error);
        silent(Order.TYPE, "order/error-identifier", "{\"status\":\"invalid\",\"error\":{}}");
        fires(Order.TYPE, "order/get-beside-star", "{\"allow-certificate-get\":true,\"auto-renewal\":{}}");
        silent(Order.TYPE, "order/get-beside-star", "{\"allow-certificate-get\":true}");
        fires(Order.TYPE, "order/replaces-serial", "{\"replaces\":\"AQ.h2VDIQ\"}");
        silent(Order.TYPE, "order/replaces-serial", "{\"replaces\":\"AQ.AIdlQyE\"}");
        fires(Order.TYPE, "order/blank-profile", "{\"profile\":\"\"}");
        silent(Order.TYPE, "order/blank-profile", "{\"profile\":\"classic\"}");
    }

    @Test
    void newOrders() {
        fires(NewOrder.TYPE, "newOrder/replaces-serial", "{\"replaces\":\"AQ.h2VDIQ\"}");
        fires(NewOrder.TYPE, "newOrder/replaces-serial", "{\"replaces\":\"AQ.AAAB\"}");
        silent(NewOrder.TYPE, "newOrder/replaces-serial", "{\"replaces\":\"AQ.AIdlQyE\"}");
        fires(NewOrder.TYPE, "newOrder/blank-profile", "{\"profile\":\" \"}");
        silent(NewOrder.TYPE, "newOrder/blank-profile", "{\"identifiers\":[]}");
        String order = "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"a.test\",\"%s\":true}]}";
        fires(NewOrder.TYPE, "newOrder/subdomains-place", order.formatted("subdomainAuthAllowed"));
        silent(NewOrder.TYPE, "newOrder/subdomains-place", order.formatted("x"));
    }

    @Test
    void identifiers() {
        fires(Identifier.TYPE, "identifier/onion-name", identifier("dns", "expyuzz4wqqyqhjn.onion"));
        silent(Identifier.TYPE, "identifier/onion-name", identifier("dns", "*.www." + ONION));
        fires(Identifier.TYPE, "identifier/der", identifier("TNAuthList", "MAigBhYEMTIzNA=="));
        fires(Identifier.TYPE, "identifier/der", identifier("JWTClaimConstraints", "e30"));
        silent(Identifier.TYPE, "identifier/der", identifier("TNAuthList", "MAigBhYEMTIzNA"));
        fires(Identifier.TYPE, "identifier/bundle-eid", identifier("bundleEID", "node"));
        fires(Identifier.TYPE, "identifier/bundle-eid", identifier("bundleEID", "dtn://n%zz/"));
        silent(Identifier.TYPE, "identifier/bundle-eid", identifier("bundleEID", "ipn:7.0"));
        fires(Identifier.TYPE, "identifier/bundle-eid-form", identifier("bundleEID", "DTN://node/"));
        silent(Identifier.TYPE, "identifier/bundle-eid-form", identifier("bundleEID", "dtn://node/"));
        fires(Identifier.TYPE, "identifier/nf-instance-id", identifier("NfInstanceId", "amf-1"));
        silent(
                Identifier.TYPE,
                "identifier/nf-instance-id",
                identifier("NfInstanceId", "4947a69a-f61b-4bc1-b9da-47c9c5d14b64"));
        fires(Identifier.TYPE, "identifier/entity-url", identifier("openid-federation", "http://op.example.org"));
        silent(Identifier.TYPE, "identifier/entity-url", identifier("openid-federation", "https://op.example.org"));
        fires(Identifier.TYPE, "identifier/blank", identifier("permanent-identifier", ""));
        silent(Identifier.TYPE, "identifier/blank", identifier("remote-attestation", ""));
    }

    private static String identifier(String type, String value) {
        return "{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}";
    }

    @Test
    void authorizations() {
        fires(Authorization.TYPE, "authorization/extra-member", "{\"error\":{}}");
        silent(Authorization.TYPE, "authorization/extra-member", "{\"status\":\"pending\"}");
        fires(
                NewAuthorization.TYPE,
                "newAuthz/ancestor-place",
                "{\"identifier\":{\"type\":\"dns\",\"value\":\"b.a.test\",\"ancestorDomain\":\"a.test\"}}");
        silent(NewAuthorization.TYPE, "newAuthz/ancestor-place", "{\"identifier\":{\"type\":\"dns\"}}");
    }

    @Test
    void challenges() {
        fires(Challenge.TYPE, "challenge/extra-member", "{\"type\":\"http-01\",\"keyAuthorization\":\"a.b\"}");
        silent(Challenge.TYPE, "challenge/extra-member", "{\"type\":\"http-01\"}");
        fires(Challenge.TYPE, "challenge/plain-http", "{\"type\":\"http-01\",\"url\":\"http://a.test/1\"}");
        silent(Challenge.TYPE, "challenge/plain-http", "{\"type\":\"http-01\",\"url\":\"https://a.test/1\"}");
        String error = "{\"type\":\"dns-01\",\"status\":\"invalid\",\"error\":%s}";
        fires(Challenge.TYPE, "challenge/error-identifier", error.formatted("{\"identifier\":{}}"));
        silent(Challenge.TYPE, "challenge/error-identifier", error.formatted("{}"));
        fires(Challenge.TYPE, "problem/no-type", error.formatted("{}"));
        String validated = "{\"type\":\"dns-01\",\"status\":\"%s\",\"validated\":\"2026-01-02T03:04:05Z\"}";
        fires(Challenge.TYPE, "challenge/validated-early", validated.formatted("pending"));
        silent(Challenge.TYPE, "challenge/validated-early", validated.formatted("valid"));
        fires(Challenge.TYPE, "challenge/token-unused", "{\"type\":\"onion-csr-01\",\"token\":\"x\"}");
        silent(Challenge.TYPE, "challenge/token-unused", "{\"type\":\"tkauth-01\",\"token\":\"x\"}");
        for (String type : new String[] {"http-01", "tls-alpn-01", "onion-csr-01"}) {
            String challenge = "{\"type\":\"" + type + "\",\"authKey\":%s}";
            fires(Challenge.TYPE, "challenge/auth-key", challenge.formatted(KEY));
            fires(
                    Challenge.TYPE,
                    "challenge/auth-key",
                    challenge.formatted("\"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k\""));
            silent(Challenge.TYPE, "challenge/auth-key", challenge.formatted(ED25519));
        }
        String persist = "{\"type\":\"dns-persist-01\",\"%s\":[\"ca.test\"],\"accounturi\":\"%s\"}";
        fires(
                Challenge.TYPE,
                "challenge/issuer-domain-names-spelling",
                persist.formatted("issuerDomainNames", "https://a.test/1"));
        silent(
                Challenge.TYPE,
                "challenge/issuer-domain-names-spelling",
                persist.formatted("issuer-domain-names", "https://a.test/1"));
        fires(Challenge.TYPE, "challenge/account-uri", "{\"type\":\"dns-persist-01\"}");
        fires(Challenge.TYPE, "challenge/account-uri", persist.formatted("x", "7Hk2q"));
        silent(Challenge.TYPE, "challenge/account-uri", persist.formatted("x", "https://a.test/1"));
        String mail = "{\"type\":\"email-reply-00\",\"from\":\"%s\"}";
        fires(Challenge.TYPE, "challenge/from", mail.formatted("the server"));
        silent(Challenge.TYPE, "challenge/from", mail.formatted("acme+9f31@ca.test"));
    }

    @Test
    void responses() {
        fires(TkAuth01Response.TYPE, "challengeResponse/compact-jws", "{\"tkauth\":\"token\"}");
        silent(TkAuth01Response.TYPE, "challengeResponse/compact-jws", "{\"tkauth\":\"e30.e30.c2ln\"}");
        String sig = "{\"sig\":\"e30.e30.c2ln\",\"trustChain\":[\"%s\"]}";
        fires(OpenIdFederation01Response.TYPE, "challengeResponse/compact-jws", sig.formatted("e30"));
        silent(OpenIdFederation01Response.TYPE, "challengeResponse/compact-jws", sig.formatted("e30.e30.c2ln"));
        fires(OnionCsr01Response.TYPE, "challengeResponse/csr-der", "{\"csr\":\"AQAB\"}");
        silent(OnionCsr01Response.TYPE, "challengeResponse/csr-der", "{\"csr\":\"MIH2MIGcAgEAMAAw\"}");
        fires(DeviceAttest01Response.TYPE, "challengeResponse/att-obj-cbor", "{\"attObj\":\"AQAB\"}");
        silent(
                DeviceAttest01Response.TYPE,
                "challengeResponse/att-obj-cbor",
                "{\"attObj\":\"omNmbXRkc3RlcGdhdHRTdG10oA\"}");
    }

    @Test
    void onionCaa() {
        String finalize = "{\"onionCAA\":{\"%s\":{}}}";
        fires(Finalize.TYPE, "finalize/onion-caa-name", finalize.formatted("example.org"));
        silent(Finalize.TYPE, "finalize/onion-caa-name", finalize.formatted(ONION));
        fires(OnionCaa.TYPE, "onionCaa/caa", "{\"caa\":\"issue ca.test\"}");
        silent(
                OnionCaa.TYPE,
                "onionCaa/caa",
                "{\"caa\":\"caa 128 issue \\\"ca.test\\\"\\ncaa 0 iodef \\\"mailto:s@a.test\\\"\"}");
        silent(OnionCaa.TYPE, "onionCaa/caa", "{\"caa\":null}");
        fires(OnionCaa.TYPE, "onionCaa/signature", "{\"signature\":\"AQ\"}");
        silent(OnionCaa.TYPE, "onionCaa/signature", "{\"signature\":\"" + "A".repeat(86) + "\"}");
    }

    @Test
    void authorityTokens() {
        fires(AuthorityTokenClaims.TYPE, "authorityToken/never-valid", "{\"exp\":1,\"nbf\":2}");
        silent(AuthorityTokenClaims.TYPE, "authorityToken/never-valid", "{\"exp\":3,\"nbf\":2,\"iat\":1}");
        String atc = "{\"tktype\":\"%s\",\"tkvalue\":\"%s\"}";
        fires(AtcClaim.TYPE, "atc/tkvalue", atc.formatted("tnauthlist", "e30"));
        silent(AtcClaim.TYPE, "atc/tkvalue", atc.formatted("TNAuthList", "MAigBhYEMTIzNA"));
        fires(AtcClaim.TYPE, "atc/tktype", atc.formatted("tnauthlist", "x"));
        silent(AtcClaim.TYPE, "atc/tktype", atc.formatted("TNAuthList", "x"));
    }

    @Test
    void problems() {
        String typed = "{\"type\":\"urn:%s\",\"status\":%s}";
        fires(Problem.TYPE, "problem/old-namespace", typed.formatted("acme:error:malformed", 400));
        silent(Problem.TYPE, "problem/old-namespace", typed.formatted("ietf:params:acme:error:malformed", 400));
        fires(Problem.TYPE, "problem/message", "{\"message\":\"it broke\"}");
        silent(Problem.TYPE, "problem/message", "{\"detail\":\"it broke\",\"message\":\"it broke\"}");
        fires(Problem.TYPE, "problem/status", "{\"status\":200}");
        silent(Problem.TYPE, "problem/status", "{\"status\":503}");
        fires(Problem.TYPE, "problem/mandated-status", typed.formatted("ietf:params:acme:error:orderNotReady", 400));
        silent(Problem.TYPE, "problem/mandated-status", typed.formatted("ietf:params:acme:error:orderNotReady", 403));
        silent(Problem.TYPE, "problem/mandated-status", typed.formatted("ietf:params:acme:error:malformed", 405));
        fires(Problem.TYPE, "problem/compound", typed.formatted("ietf:params:acme:error:compound", 400));
        silent(Problem.TYPE, "problem/compound", "{}");
    }

    @Test
    void timestamps() {
        for (String time :
                new String[] {"2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05+04:00", "2026-01-02t03:04:05z"}) {
            fires(Order.TYPE, "timestamp-form", "{\"expires\":\"" + time + "\"}");
        }
        silent(Order.TYPE, "timestamp-form", "{\"expires\":\"2026-01-02T03:04:05Z\"}");
        assertThat(Linter.check(SuggestedWindow.TYPE.read(
                        "{\"start\":\"2026-01-02T03:04:05.5Z\",\"end\":\"2026-01-03T03:04:05Z\"}")))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFO);
    }
}
