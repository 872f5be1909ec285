package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.places;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewOrderTest {

    @Test
    void buildsARequestWithAllItsMembers() {
        NewOrder request = NewOrder.builder()
                .identifiers(List.of(
                        Identifier.dns("www.example.org"),
                        Identifier.dns("*.example.org"),
                        Identifier.ip("2001:db8::1")))
                .profile("classic")
                .replaces("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE")
                .build();
        assertThat(request.toJson())
                .isEqualTo("{\"identifiers\":[{\"type\":\"dns\",\"value\":\"www.example.org\"},"
                        + "{\"type\":\"dns\",\"value\":\"*.example.org\"},{\"type\":\"ip\",\"value\":\"2001:db8::1\"}],"
                        + "\"replaces\":\"aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE\",\"profile\":\"classic\"}");
        assertThat(NewOrder.TYPE.readStrict(request.toJson())).isEqualTo(request);
        assertThat(request.toBuilder().build()).isEqualTo(request);
    }

    @Test
    void sendsTheEndOfAutomaticRenewalWithOrWithoutItsStart() {
        AutoRenewal renewal = AutoRenewal.builder()
                .endDate(Instant.parse("2027-06-01T00:00:00Z"))
                .lifetime(Duration.ofDays(4))
                .lifetimeAdjust(Duration.ofDays(3))
                .allowCertificateGet(true)
                .build();
        NewOrder request = NewOrder.builder()
                .identifiers(List.of(Identifier.dns("cdn.example.org")))
                .autoRenewal(renewal)
                .delegation(URI.create("https://example.com/acme/delegation/d1"))
                .build();
        assertThat(request.autoRenewal()).contains(renewal);
        assertThat(request.toJson())
                .contains("{\"end-date\":\"2027-06-01T00:00:00Z\",\"lifetime\":345600,\"lifetime-adjust\":259200,"
                        + "\"allow-certificate-get\":true}");
    }

    @Test
    void buildRefusesWhatTheRfcForbids() {
        assertThatThrownBy(() -> NewOrder.builder().build()).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> NewOrder.builder().identifiers(List.of()).build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("send at least one");
        assertThatThrownBy(() -> AutoRenewal.builder().lifetime(Duration.ofMillis(1)))
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("whole number of seconds");
    }

    @Test
    void aStrictReadSaysWhereAndWhat() {
        assertThatThrownBy(() -> NewOrder.TYPE.readStrict("{\"identifiers\":[{\"type\":\"dns\",\"value\":\"a..b\"}]}"))
                .isInstanceOfSatisfying(JsonException.class, e -> {
                    assertThat(e.pointer()).isEqualTo("/identifiers/0/value");
                    assertThat(e.offset()).isEqualTo(38);
                });
    }

    @Test
    void aStrictReadLeavesUnknownTypesAndMembersToTheServer() {
        NewOrder request =
                NewOrder.TYPE.readStrict("{\"identifiers\":[{\"type\":\"hologram\",\"value\":\"x\"}],\"shiny\":true}");
        assertThat(request.identifiers().get(0).type().isKnown()).isFalse();
        assertThat(request.extensions()).containsKey("shiny");
    }

    @Test
    void cancellingIsTheOnlyChangeToAnOrder() {
        assertThat(OrderUpdate.cancel().toJson()).isEqualTo("{\"status\":\"canceled\"}");
        assertThat(OrderUpdate.TYPE.readStrict("{\"status\":\"canceled\"}").status())
                .isSameAs(Status.CANCELED);
        fires(OrderUpdate.TYPE, "orderUpdate/status", "{\"status\":\"valid\"}");
        silent(OrderUpdate.TYPE, "orderUpdate/status", "{\"status\":\"canceled\"}");
    }

    @Test
    void rulesSpeakOfRequestsThatServersMustRefuse() {
        String one = "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"a.test\"}]}";
        fires(NewOrder.TYPE, "newOrder/no-identifiers", "{\"identifiers\":[]}");
        silent(NewOrder.TYPE, "newOrder/no-identifiers", one);
        fires(
                NewOrder.TYPE,
                "newOrder/validity",
                "{\"notBefore\":\"2026-12-02T00:00:00Z\",\"notAfter\":\"2026-12-01T00:00:00Z\"}");
        silent(NewOrder.TYPE, "newOrder/validity", one);
        fires(
                NewOrder.TYPE,
                "newOrder/validity-beside-star",
                "{\"notBefore\":\"2026-12-02T00:00:00Z\",\"auto-renewal\":{}}");
        silent(NewOrder.TYPE, "newOrder/validity-beside-star", "{\"auto-renewal\":{}}");
        for (String text : List.of("one.two.three", "one", ".AQ", "AQ.", "AQ==.AQ", "")) {
            fires(NewOrder.TYPE, "newOrder/replaces", "{\"replaces\":\"" + text + "\"}");
        }
        fires(NewOrder.TYPE, "newOrder/replaces-serial", "{\"replaces\":\"AQ.AA\"}");
        silent(NewOrder.TYPE, "newOrder/replaces-serial", "{\"replaces\":\"AQ.AQ\"}");
        silent(NewOrder.TYPE, "newOrder/replaces", "{\"replaces\":\"aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE\"}");
        fires(
                NewOrder.TYPE,
                "newOrder/same-identifier-twice",
                "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"A.test\"},{\"type\":\"dns\",\"value\":\"a.test\"}]}");
        silent(NewOrder.TYPE, "newOrder/same-identifier-twice", one);
        String name = "{\"type\":\"dns\",\"value\":\"a.test\"}";
        assertThat(places(
                        NewOrder.TYPE,
                        "newOrder/same-identifier-twice",
                        "{\"identifiers\":[" + name + "," + name.replace("a.", "b.") + "," + name + "]}"))
                .containsExactly("/identifiers/2");
        fires(
                NewOrder.TYPE,
                "newOrder/several-telephone-lists",
                "{\"identifiers\":[{\"type\":\"TNAuthList\",\"value\":\"AQ\"},{\"type\":\"TNAuthList\",\"value\":\"Ag\"}]}");
        silent(
                NewOrder.TYPE,
                "newOrder/several-telephone-lists",
                "{\"identifiers\":[{\"type\":\"TNAuthList\",\"value\":\"AQ\"}]}");
        fires(NewOrder.TYPE, "newOrder/server-member", "{\"status\":\"valid\"}");
        assertThat(places(NewOrder.TYPE, "newOrder/server-member", "{\"status\":\"valid\"}"))
                .containsExactly("/status");
        silent(NewOrder.TYPE, "newOrder/server-member", one);
        fires(
                NewOrder.TYPE,
                "newOrder/star-get-for-delegation",
                "{\"delegation\":\"https://a.test/d\",\"auto-renewal\":{\"lifetime\":1}}");
        silent(
                NewOrder.TYPE,
                "newOrder/star-get-for-delegation",
                "{\"delegation\":\"https://a.test/d\",\"auto-renewal\":{\"allow-certificate-get\":true}}");
        fires(NewOrder.TYPE, "newOrder/get-beside-star", "{\"allow-certificate-get\":true,\"auto-renewal\":{}}");
        silent(NewOrder.TYPE, "newOrder/get-beside-star", "{\"allow-certificate-get\":true}");
    }

    @Test
    void manyIdentifiersWhoseNamesCollideAreCheckedInLinearTime() {
        // "an" and "c0" have the same hash code.
        List<Identifier> many = IntStream.range(0, 8_192)
                .mapToObj(i ->
                        Integer.toBinaryString(i | 1 << 13).replace("1", "an").replace("0", "c0"))
                .map(name -> Identifier.dns(name + ".test"))
                .toList();
        String json = NewOrder.builder().identifiers(many).build().toJson();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> NewOrder.TYPE.readStrict(json));
    }
}
