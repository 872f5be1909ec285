package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChallengeTypeTest {

    @Test
    void hasTheWholeRegistry() {
        // Name, identifier type, ACME: the rows of "ACME Validation Methods".
        List<String> registered = List.of(
                "http-01 dns Y",
                "http-01 ip Y",
                "dns-01 dns Y",
                "tls-sni-01 RESERVED N",
                "tls-sni-02 RESERVED N",
                "tls-alpn-01 dns Y",
                "tls-alpn-01 ip Y",
                "email-reply-00 email Y",
                "tkauth-01 TNAuthList Y",
                "tkauth-01 NfInstanceId Y",
                "onion-csr-01 dns Y",
                "bp-nodeid-00 bundleEID Y");
        List<String> rows = new ArrayList<>();
        for (ChallengeType type : ChallengeType.known()) {
            String acme = type.isAcme() ? "Y" : "N";
            if (type.isReserved()) {
                rows.add(type + " RESERVED " + acme);
            }
            type.identifierTypes().forEach(i -> rows.add(type + " " + i + " " + acme));
        }
        assertThat(rows).containsAll(registered).doesNotHaveDuplicates();
    }

    @Test
    void everyTypeSaysWhatItIsAndWhere() {
        assertThat(ChallengeType.known()).hasSize(18).allSatisfy(type -> {
            assertThat(type.section()).isNotBlank();
            assertThat(type.description()).endsWith(".");
            assertThat(type.identifierTypes().isEmpty()).isEqualTo(type.isReserved());
            assertThat(ChallengeType.of(type.value())).isSameAs(type);
        });
    }

    @Test
    void draftsAreMarked() {
        assertThat(ChallengeType.known().stream().filter(ChallengeType::isDraft))
                .containsExactlyInAnyOrder(
                        ChallengeType.DEVICE_ATTEST_01,
                        ChallengeType.DNS_ACCOUNT_01,
                        ChallengeType.DNS_PERSIST_01,
                        ChallengeType.OPENID_FEDERATION_01,
                        ChallengeType.REMOTE_ATTEST_01);
    }

    @Test
    void anUnknownTypeIsAValue() {
        ChallengeType type = ChallengeType.of("future-99");
        assertThat(type.isKnown()).isFalse();
        assertThat(type.identifierTypes()).isEmpty();
        assertThat(type.isReserved()).isFalse();
        assertThat(type.isAcme()).isTrue();
        assertThat(type).isEqualTo(ChallengeType.of("future-99")).isNotEqualTo(ChallengeType.of("Future-99"));
    }

    @Test
    void theMethodsOfOneCaAreNotAcme() {
        assertThat(ChallengeType.of("ca-internal").isAcme()).isFalse();
    }
}
