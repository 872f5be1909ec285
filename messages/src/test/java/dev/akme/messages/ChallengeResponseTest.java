package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.JsonString;
import dev.akme.json.MissingMemberException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChallengeResponseTest {

    record Vector(ChallengeType type, String json, Class<? extends ChallengeResponse> javaType) {}

    static Stream<Vector> vectors() {
        return Stream.of(
                new Vector(ChallengeType.HTTP_01, "{}", EmptyResponse.class),
                new Vector(ChallengeType.DNS_01, "{}", EmptyResponse.class),
                new Vector(ChallengeType.TLS_ALPN_01, "{}", EmptyResponse.class),
                new Vector(ChallengeType.EMAIL_REPLY_00, "{}", EmptyResponse.class),
                new Vector(ChallengeType.DNS_ACCOUNT_01, "{}", EmptyResponse.class),
                new Vector(ChallengeType.DNS_PERSIST_01, "{}", EmptyResponse.class),
                new Vector(ChallengeType.of("future-99"), "{\"knob\":[1]}", EmptyResponse.class),
                new Vector(
                        ChallengeType.TKAUTH_01,
                        "{\"tkauth\":\"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\"}",
                        TkAuth01Response.class),
                new Vector(ChallengeType.ONION_CSR_01, "{\"csr\":\"MIH2MIGcAgEAMAAw\"}", OnionCsr01Response.class),
                new Vector(ChallengeType.BP_NODEID_00, "{\"rtt\":300.0}", BpNodeid00Response.class),
                new Vector(
                        ChallengeType.DEVICE_ATTEST_01,
                        "{\"attObj\":\"omNmbXRkc3RlcGdhdHRTdG10oA\"}",
                        DeviceAttest01Response.class),
                new Vector(
                        ChallengeType.OPENID_FEDERATION_01,
                        "{\"sig\":\"eyJhbGciOiJFUzI1NiJ9.a2E.c2ln\",\"trustChain\":[\"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\"]}",
                        OpenIdFederation01Response.class),
                new Vector(
                        ChallengeType.WIRE_OIDC_01,
                        "{\"id_token\":\"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\"}",
                        WireOidc01Response.class),
                new Vector(
                        ChallengeType.WIRE_DPOP_01,
                        "{\"access_token\":\"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\"}",
                        WireDpop01Response.class));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aServerReadsWhatItsChallengeWants(Vector v) {
        ChallengeResponse response = ChallengeResponse.type(v.type()).readStrict(v.json());
        assertThat(response).isExactlyInstanceOf(v.javaType());
        assertThat(response.toJson()).isEqualTo(v.json());
        assertThat(response).isEqualTo(ChallengeResponse.type(v.type()).read(v.json()));
        assertThat(response.toString()).doesNotContain("eyJ", "omNmb");
    }

    @Test
    void emptyIsAnEmptyObject() {
        assertThat(ChallengeResponse.empty().toJson()).isEqualTo("{}");
        assertThat(ChallengeResponse.empty()).isEqualTo(EmptyResponse.TYPE.read("{}"));
        assertThat(ChallengeResponse.empty().toBuilder()
                        .extension("knob", new JsonString("x"))
                        .build()
                        .toJson())
                .isEqualTo("{\"knob\":\"x\"}");
    }

    @Test
    void whatOldClientsSendIsReadAndReported() {
        String old = "{\"resource\":\"challenge\",\"keyAuthorization\":\"a.b\"}";
        assertThat(EmptyResponse.TYPE.readStrict(old).extensions()).containsOnlyKeys("resource", "keyAuthorization");
        assertThat(EmptyResponse.TYPE.readStrict(old).toString()).doesNotContain("a.b");
        fires(EmptyResponse.TYPE, "challengeResponse/unknown-member", old);
        silent(EmptyResponse.TYPE, "challengeResponse/unknown-member", "{}");
        fires(BpNodeid00Response.TYPE, "challengeResponse/unknown-member", "{\"rtt\":1,\"type\":\"bp-nodeid-00\"}");
        silent(BpNodeid00Response.TYPE, "challengeResponse/unknown-member", "{\"rtt\":1}");
    }

    @Test
    void tkAuth01() {
        TkAuth01Response response = TkAuth01Response.builder().tkauth("a.b.c").build();
        assertThat(response.tkauth()).isEqualTo("a.b.c");
        assertThat(response.toBuilder().build()).isEqualTo(response);
        assertThatThrownBy(TkAuth01Response.builder()::build).isInstanceOf(MissingMemberException.class);
    }

    @Test
    void onionCsr01() {
        byte[] csr = {0x30, 6, 0x30, 3, 2, 1, 0, (byte) 0xfb};
        OnionCsr01Response response = OnionCsr01Response.builder().csr(csr).build();
        assertThat(response.csr()).isEqualTo(csr);
        assertThat(response.toJson()).isEqualTo("{\"csr\":\"MAYwAwIBAPs\"}");
        assertThat(response.toBuilder().build()).isEqualTo(response);
        OnionCsr01Response padded = OnionCsr01Response.TYPE.read("{\"csr\":\"MA==\"}");
        assertThatThrownBy(padded::csr).isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void bpNodeid00() {
        assertThat(BpNodeid00Response.builder()
                        .rtt(Duration.ofMillis(1500))
                        .build()
                        .toJson())
                .isEqualTo("{\"rtt\":1.5}");
        assertThat(BpNodeid00Response.TYPE.read("{\"rtt\":300.0}").rtt()).contains(Duration.ofMinutes(5));
        assertThat(BpNodeid00Response.TYPE.read("{\"rtt\":\"300\"}").rtt()).contains(Duration.ofMinutes(5));
        assertThat(BpNodeid00Response.TYPE.read("{}").rtt()).isEmpty();
        assertThat(BpNodeid00Response.TYPE.read("{}").toBuilder().build())
                .isEqualTo(BpNodeid00Response.TYPE.read("{}"));
        assertThatThrownBy(() -> BpNodeid00Response.TYPE.read("{\"rtt\":-1}").rtt())
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void deviceAttest01() {
        DeviceAttest01Response response = DeviceAttest01Response.builder()
                .attObj(new byte[] {(byte) 0xa1, 2, 3})
                .build();
        assertThat(response.attObj())
                .hasValueSatisfying(o -> assertThat(o).containsExactly((byte) 0xa1, (byte) 2, (byte) 3));
        assertThat(response.error()).isEmpty();
        assertThat(response.toBuilder().build()).isEqualTo(response);
        assertThat(DeviceAttest01Response.builder()
                        .error("no secure element")
                        .build()
                        .error())
                .contains("no secure element");
        fires(DeviceAttest01Response.TYPE, "challengeResponse/att-obj", "{}");
        silent(DeviceAttest01Response.TYPE, "challengeResponse/att-obj", "{\"attObj\":\"oA\"}");
        silent(DeviceAttest01Response.TYPE, "challengeResponse/att-obj", "{\"error\":\"x\"}");
        assertThatThrownBy(() -> DeviceAttest01Response.TYPE.readStrict("{}")).isInstanceOf(JsonException.class);
    }

    @Test
    void openIdFederation01() {
        OpenIdFederation01Response response = OpenIdFederation01Response.builder()
                .sig("a.b.c")
                .trustChain(List.of("d.e.f"))
                .peerTrustChain(List.of("g.h.i"))
                .build();
        assertThat(response.sig()).isEqualTo("a.b.c");
        assertThat(response.trustChain()).contains(List.of("d.e.f"));
        assertThat(response.peerTrustChain()).contains(List.of("g.h.i"));
        assertThat(response.toBuilder().build()).isEqualTo(response);
        OpenIdFederation01Response old = OpenIdFederation01Response.TYPE.read(
                "{\"sig\":\"a.b.c\",\"trust_chain\":[\"d.e.f\"],\"peer_trust_chain\":[7]}");
        assertThat(old.trustChain()).contains(List.of("d.e.f"));
        assertThat(old.peerTrustChain()).isEmpty();
    }

    @Test
    void wire() {
        WireOidc01Response id = WireOidc01Response.builder().idToken("a.b.c").build();
        assertThat(id.idToken()).isEqualTo("a.b.c");
        assertThat(id.toBuilder().build()).isEqualTo(id);
        WireDpop01Response access =
                WireDpop01Response.builder().accessToken("a.b.c").build();
        assertThat(access.accessToken()).isEqualTo("a.b.c");
        assertThat(access.toBuilder().build()).isEqualTo(access);
    }
}
