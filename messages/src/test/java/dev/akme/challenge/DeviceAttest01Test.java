package dev.akme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.jose.Base64Url;
import dev.akme.messages.DeviceAttest01Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceAttest01Test {

    private static final AttestationObject FULL = AttestationObject.builder("step")
            .text("ver", "1")
            .integer("alg", -7)
            .octets("sig", new byte[] {1, 2})
            .octetsList("x5c", List.of(new byte[] {3}, new byte[] {4, 5}))
            .build();

    @Test
    void theKeyAuthorizationIsAttested() {
        assertThat(new String(DeviceAttest01.attested(Keys.KA_1), StandardCharsets.US_ASCII))
                .isEqualTo("evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA.NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(HexFormat.of().formatHex(Keys.KA_1.sha256()))
                .isEqualTo("653471d42925d7eb4cd39a39cda8b34d3034c94cb90067ab78c8123560ba2e5f");
    }

    @Test
    void hasTheOctetsOfTheExample() {
        AttestationObject empty = AttestationObject.builder("step").build();
        assertThat(DeviceAttest01.response(empty).toJson()).isEqualTo("{\"attObj\":\"omNmbXRkc3RlcGdhdHRTdG10oA\"}");
        AttestationObject read = DeviceAttest01.attestation(
                DeviceAttest01Response.TYPE.readStrict("{\"attObj\":\"omNmbXRkc3RlcGdhdHRTdG10oA\"}"));
        assertThat(read).isEqualTo(empty).hasSameHashCodeAs(empty).isNotEqualTo(FULL);
        assertThat(read.format()).isEqualTo("step");
        assertThat(read.names()).isEmpty();
    }

    @Test
    void membersOfTheStatementGoThereAndBack() {
        byte[] cbor = FULL.encode();
        assertThat(HexFormat.of().formatHex(cbor))
                .isEqualTo(
                        "a263666d7464737465706761747453746d74a463616c672663736967420102637665726131637835638241034204"
                                + "05");
        AttestationObject read = AttestationObject.decode(cbor);
        assertThat(read).isEqualTo(FULL);
        assertThat(read.names()).containsExactly("alg", "sig", "ver", "x5c");
        assertThat(read.integer("alg")).contains(-7L);
        assertThat(read.octets("sig").orElseThrow()).isEqualTo(new byte[] {1, 2});
        assertThat(read.text("ver")).contains("1");
        assertThat(read.octetsList("x5c").orElseThrow()).containsExactly(new byte[] {3}, new byte[] {4, 5});
        assertThat(read.octets("alg")).isEmpty();
        assertThat(read.text("alg")).isEmpty();
        assertThat(read.integer("ver")).isEmpty();
        assertThat(read.octetsList("sig")).isEmpty();
        assertThat(read.octets("missing")).isEmpty();
    }

    @Test
    void nobodyCanChangeWhatIsInside() {
        byte[] sig = {1, 2};
        AttestationObject object = AttestationObject.builder("x")
                .octets("sig", sig)
                .octetsList("x5c", List.of(sig))
                .build();
        byte[] before = object.encode();
        sig[0] = 9;
        object.octets("sig").orElseThrow()[0] = 9;
        object.octetsList("x5c").orElseThrow().get(0)[0] = 9;
        object.names().clear();
        assertThat(object.encode()).isEqualTo(before);
    }

    @Test
    void authenticatorDataIsIgnored() {
        byte[] with = HexFormat.of().parseHex("a363666d7461786761747453746d74a0686175746844617461" + "4100");
        assertThat(AttestationObject.decode(with))
                .isEqualTo(AttestationObject.builder("x").build());
    }

    @Test
    void membersThatAreOtherwiseAreKept() {
        byte[] cbor = HexFormat.of().parseHex("a263666d7461786761747453746d74a2616ea16161f61907d0" + "81f5");
        AttestationObject object = AttestationObject.decode(cbor);
        assertThat(object.names()).containsExactly("n");
        assertThat(AttestationObject.decode(object.encode())).isEqualTo(object);
    }

    @Test
    void toStringShowsTheFormatOnly() {
        assertThat(FULL).hasToString("attestationObject{fmt=step, attStmt=(hidden)}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // No CBOR, no map, an empty one.
                "",
                "80",
                "60",
                "a0",
                // fmt missing, no text; attStmt missing, no map.
                "a16761747453746d74a0",
                "a263666d74016761747453746d74a0",
                "a163666d746178",
                "a263666d7461786761747453746d7480",
                // fmt empty, with a space, with a line break.
                "a263666d74606761747453746d74a0",
                "a263666d7461206761747453746d74a0",
                "a263666d74610a6761747453746d74a0",
                // Cut off, too long.
                "a263666d7461786761747453746d74",
                "a263666d7461786761747453746d74a000"
            })
    void refusesOtherOctets(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttestationObject.decode(HexFormat.of().parseHex(hex)));
    }

    @Test
    void anAttestationObjectCutAnywhereIsRefused() {
        byte[] cbor = FULL.encode();
        for (int length = 0; length < cbor.length; length++) {
            byte[] cut = Arrays.copyOf(cbor, length);
            assertThatIllegalArgumentException().isThrownBy(() -> AttestationObject.decode(cut));
        }
    }

    @Test
    void refusesFormatsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(AttestationObject.builder("")::build);
        assertThatIllegalArgumentException().isThrownBy(AttestationObject.builder("a\"b")::build);
        assertThatIllegalArgumentException().isThrownBy(AttestationObject.builder("a\\b")::build);
        assertThatIllegalArgumentException().isThrownBy(AttestationObject.builder("a".repeat(33))::build);
        assertThat(AttestationObject.builder("a".repeat(32)).build().format()).hasSize(32);
    }

    @Test
    void anErrorInsteadIsNoAttestation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceAttest01.attestation(
                        DeviceAttest01Response.builder().error("no device").build()))
                .withMessageContaining("attObj");
        byte[] notCbor = Base64Url.decode("oA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceAttest01.attestation(
                        DeviceAttest01Response.builder().attObj(notCbor).build()));
    }
}
