package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final String PENDING = """
            {"status":"pending","expires":"2026-12-01T10:00:00Z","identifiers":[\
            {"type":"dns","value":"www.example.org"},{"type":"dns","value":"*.example.org"}],\
            "authorizations":["https://example.com/acme/authz/a1","https://example.com/acme/authz/a2"],\
            "finalize":"https://example.com/acme/order/9aZ/finalize",\
            "replaces":"aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE","profile":"classic"}""";

    private static final String VALID = """
            {"status":"valid","expires":"2026-12-31T10:00:00.5Z","identifiers":[\
            {"type":"dns","value":"www.example.org"}],"authorizations":["https://example.com/acme/authz/a1"],\
            "finalize":"https://example.com/acme/order/9aZ/finalize",\
            "certificate":"https://example.com/acme/cert/c7"}""";

    private static final String STAR = """
            {"status":"valid","expires":"2027-06-01T00:00:00Z","identifiers":[\
            {"type":"dns","value":"cdn.example.org"}],"authorizations":[],\
            "finalize":"https://example.com/acme/order/s1/finalize",\
            "auto-renewal":{"end-date":"2027-06-01T00:00:00Z","lifetime":345600,"allow-certificate-get":true},\
            "star-certificate":"https://ca.example.org/acme/star/s1",\
            "delegation":"https://example.com/acme/delegation/d1"}""";

    @Test
    void readsAPendingOrder() {
        Order order = Order.TYPE.read(PENDING);
        assertThat(order.status()).isSameAs(Status.PENDING);
        assertThat(order.expires()).contains(Instant.parse("2026-12-01T10:00:00Z"));
        assertThat(order.identifiers())
                .containsExactly(Identifier.dns("www.example.org"), Identifier.dns("*.example.org"));
        assertThat(order.authorizations())
                .containsExactly(
                        URI.create("https://example.com/acme/authz/a1"),
                        URI.create("https://example.com/acme/authz/a2"));
        assertThat(order.finalizeUrl()).hasToString("https://example.com/acme/order/9aZ/finalize");
        assertThat(order.certificate()).isEmpty();
        assertThat(order.profile()).contains("classic");
        assertThat(order.replaces()).contains("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
        assertThat(order.toJson()).isEqualTo(PENDING);
        assertThat(order.toBuilder().build()).isEqualTo(order);
        assertThat(Order.TYPE.readStrict(PENDING)).isEqualTo(order);
    }

    @Test
    void readsAStarOrder() {
        Order order = Order.TYPE.readStrict(STAR);
        AutoRenewal renewal = order.autoRenewal().orElseThrow();
        assertThat(renewal.endDate()).isEqualTo("2027-06-01T00:00:00Z");
        assertThat(renewal.lifetime()).isEqualTo(Duration.ofDays(4));
        assertThat(renewal.lifetimeAdjust()).isZero();
        assertThat(renewal.startDate()).isEmpty();
        assertThat(renewal.allowCertificateGet()).isTrue();
        assertThat(order.starCertificate()).contains(URI.create("https://ca.example.org/acme/star/s1"));
        assertThat(order.toJson()).isEqualTo(STAR);
    }

    @Test
    void keepsTheSpellingOfTimesAndNumbersAndComparesTheirMeaning() {
        Order fraction = Order.TYPE.read("{\"expires\":\"2026-12-31T11:00:00.500+01:00\"}");
        Order zulu = Order.TYPE.read("{\"expires\":\"2026-12-31t10:00:00.5z\"}");
        assertThat(fraction).isEqualTo(zulu).hasSameHashCodeAs(zulu);
        assertThat(fraction.toJson()).contains("2026-12-31T11:00:00.500+01:00");
        assertThat(AutoRenewal.TYPE.read("{\"lifetime\":300.0}"))
                .isEqualTo(AutoRenewal.TYPE.read("{\"lifetime\":3e2}"));
    }

    @Test
    void aBadMemberHarmsNobodyWhoDoesNotLookAtIt() {
        Order order = Order.TYPE.read(
                "{\"status\":\"ready\",\"expires\":42,\"identifiers\":[{\"type\":\"dns\",\"value\":\"a.test\"},null],"
                        + "\"finalize\":\"https://a.test/f\",\"authorizations\":[\"not a url\"]}");
        assertThat(order.status()).isSameAs(Status.READY);
        assertThat(order.finalizeUrl()).hasToString("https://a.test/f");
        assertThatThrownBy(order::expires)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessage("order /expires: found a number, expected an RFC 3339 timestamp (RFC 8555 §7.1.3)");
        assertThatThrownBy(order::identifiers)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/identifiers/1");
        assertThatThrownBy(order::authorizations)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/authorizations/0")
                .hasMessageNotContaining("not a url\"");
    }

    @Test
    void missingRequiredMembersMatterWhenTheyAreAskedFor() {
        Order order = Order.TYPE.read("{\"status\":null}");
        assertThatThrownBy(order::status)
                .isInstanceOf(MissingMemberException.class)
                .hasMessage("order has no /status (RFC 8555 §7.1.3)");
        assertThat(order.error()).isEmpty();
        assertThat(order.toJson()).isEqualTo("{\"status\":null}");
    }

    @Test
    void anErrorThatIsATextIsReadAsItsDetail() {
        Order order = Order.TYPE.read("{\"status\":\"invalid\",\"error\":\"it broke\"}");
        assertThat(order.error().orElseThrow().detail()).contains("it broke");
        assertThat(order.toJson()).isEqualTo("{\"status\":\"invalid\",\"error\":\"it broke\"}");
    }

    @Test
    void aServerCannotBuildWhatTheRfcForbids() {
        Order.Builder builder = Order.builder()
                .status(Status.PENDING)
                .identifiers(List.of(Identifier.dns("example.org")))
                .authorizations(List.of(URI.create("https://example.com/acme/authz/a1")))
                .finalizeUrl(URI.create("https://example.com/acme/order/1/finalize"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/expires");
        Order order = builder.expires(Instant.parse("2026-12-01T10:00:00.987Z")).build();
        assertThat(order.toJson()).contains("\"expires\":\"2026-12-01T10:00:00Z\"");
        assertThatThrownBy(() -> order.toBuilder().without("finalize").build())
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining("/finalize");
    }

    @Test
    void rulesSpeakOfOrdersThatContradictThemselves() {
        fires(Order.TYPE, "order/no-identifiers", "{\"identifiers\":[]}");
        silent(Order.TYPE, "order/no-identifiers", PENDING);
        fires(
                Order.TYPE,
                "order/validity",
                "{\"notBefore\":\"2026-12-02T00:00:00Z\",\"notAfter\":\"2026-12-01T00:00:00Z\"}");
        silent(
                Order.TYPE,
                "order/validity",
                "{\"notBefore\":\"2026-12-01T00:00:00Z\",\"notAfter\":\"2026-12-02T00:00:00Z\"}");
        fires(
                Order.TYPE,
                "order/validity-beside-star",
                "{\"notAfter\":\"2026-12-01T00:00:00Z\",\"auto-renewal\":{\"lifetime\":1}}");
        silent(Order.TYPE, "order/validity-beside-star", STAR);
        fires(Order.TYPE, "order/replaces", "{\"replaces\":\"AQ==.AQ\"}");
        silent(Order.TYPE, "order/replaces", PENDING);
        fires(Order.TYPE, "order/status", "{\"status\":\"deactivated\"}");
        fires(Order.TYPE, "order/status", "{\"status\":\"canceled\"}");
        silent(Order.TYPE, "order/status", "{\"status\":\"canceled\",\"auto-renewal\":{}}");
        silent(Order.TYPE, "order/status", "{\"status\":\"on-hold\"}");
        fires(Order.TYPE, "order/expires", "{\"status\":\"valid\"}");
        silent(Order.TYPE, "order/expires", "{\"status\":\"processing\"}");
        fires(Order.TYPE, "order/certificate", "{\"status\":\"valid\"}");
        silent(Order.TYPE, "order/certificate", VALID);
        fires(Order.TYPE, "order/certificate-early", "{\"status\":\"ready\",\"certificate\":\"https://a.test/c\"}");
        silent(Order.TYPE, "order/certificate-early", VALID);
        fires(Order.TYPE, "order/star-certificate", "{\"star-certificate\":\"https://a.test/c\"}");
        silent(Order.TYPE, "order/star-certificate", STAR);
        fires(Order.TYPE, "order/error-as-text", "{\"error\":\"it broke\"}");
        silent(Order.TYPE, "order/error-as-text", "{\"error\":{}}");
        fires(Order.TYPE, "order/error-early", "{\"status\":\"ready\",\"error\":{}}");
        silent(Order.TYPE, "order/error-early", "{\"status\":\"invalid\",\"error\":{}}");
        fires(
                AutoRenewal.TYPE,
                "autoRenewal/dates",
                "{\"start-date\":\"2026-12-01T00:00:00Z\",\"end-date\":\"2026-12-01T01:00:00+01:00\"}");
        silent(
                AutoRenewal.TYPE,
                "autoRenewal/dates",
                "{\"start-date\":\"2026-12-01T00:00:00Z\",\"end-date\":\"2026-12-02T00:00:00Z\"}");
        fires(AutoRenewal.TYPE, "autoRenewal/lifetime", "{\"lifetime\":0}");
        silent(AutoRenewal.TYPE, "autoRenewal/lifetime", "{\"lifetime\":1}");
    }
}
