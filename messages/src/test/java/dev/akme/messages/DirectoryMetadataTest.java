package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryMetadataTest {

    private static final DirectoryMetadata FULL =
            Directory.TYPE.read(DirectoryTest.FULL).meta();

    @Test
    void readsEveryMember() {
        assertThat(FULL.termsOfService()).contains(URI.create("https://www.example.com/tos/2026-10"));
        assertThat(FULL.website()).contains(URI.create("https://www.example.com/acme"));
        assertThat(FULL.caaIdentities()).containsExactly("example.com");
        assertThat(FULL.externalAccountRequired()).isTrue();
        assertThat(FULL.delegationEnabled()).isTrue();
        assertThat(FULL.allowCertificateGet()).isTrue();
        assertThat(FULL.subdomainAuthAllowed()).isTrue();
        assertThat(FULL.inBandOnionCaaRequired()).isFalse();
        assertThat(FULL.profiles()).containsOnlyKeys("classic", "short");
        MetadataAutoRenewal autoRenewal = FULL.autoRenewal().orElseThrow();
        assertThat(autoRenewal.minLifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(autoRenewal.maxDuration()).isEqualTo(Duration.ofDays(365));
        assertThat(autoRenewal.allowCertificateGet()).isTrue();
    }

    @Test
    void hasDefaultsForWhatIsAbsent() {
        DirectoryMetadata none = DirectoryMetadata.TYPE.readStrict("{}");

        assertThat(none.termsOfService()).isEmpty();
        assertThat(none.website()).isEmpty();
        assertThat(none.caaIdentities()).isEmpty();
        assertThat(none.externalAccountRequired()).isFalse();
        assertThat(none.autoRenewal()).isEmpty();
        assertThat(none.delegationEnabled()).isFalse();
        assertThat(none.allowCertificateGet()).isFalse();
        assertThat(none.subdomainAuthAllowed()).isFalse();
        assertThat(none.inBandOnionCaaRequired()).isFalse();
        assertThat(none.profiles()).isEmpty();
        assertThat(none.toJson()).isEqualTo("{}");
    }

    @Test
    void buildsWhatItReads() {
        Map<String, String> profiles = new LinkedHashMap<>();
        profiles.put("classic", "https://www.example.com/profiles#classic");
        profiles.put("short", "Six-day certificates");
        DirectoryMetadata built = DirectoryMetadata.builder()
                .termsOfService(URI.create("https://www.example.com/tos/2026-10"))
                .website(URI.create("https://www.example.com/acme"))
                .caaIdentities(List.of("example.com"))
                .externalAccountRequired(true)
                .autoRenewal(MetadataAutoRenewal.builder()
                        .minLifetime(Duration.ofDays(1))
                        .maxDuration(Duration.ofDays(365))
                        .allowCertificateGet(true)
                        .build())
                .delegationEnabled(true)
                .allowCertificateGet(true)
                .subdomainAuthAllowed(true)
                .inBandOnionCaaRequired(false)
                .profiles(profiles)
                .build();

        assertThat(built).isEqualTo(FULL);
        assertThat(built.toJson()).isEqualTo(FULL.toJson());
        assertThat(FULL.toBuilder().build()).isEqualTo(FULL);
    }

    @Test
    void keepsTheOrderOfProfiles() {
        DirectoryMetadata meta = DirectoryMetadata.TYPE.read("{\"profiles\":{\"z\":\"\",\"a\":\"\",\"m\":\"\"}}");

        assertThat(meta.profiles().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void takesBlankTermsAsAbsent() {
        for (String blank : List.of("", " ", "\\t")) {
            String json = "{\"termsOfService\":\"" + blank + "\"}";
            DirectoryMetadata meta = DirectoryMetadata.TYPE.read(json);

            assertThat(meta.termsOfService()).isEmpty();
            assertThat(meta.toJson()).isEqualTo(json);
        }
    }

    @Test
    void readsTermsThatAreNoWebPage() {
        DirectoryMetadata meta =
                DirectoryMetadata.TYPE.readStrict("{\"termsOfService\":\"data:text/plain,Do%20what%20thou%20wilt\"}");

        assertThat(meta.termsOfService()).contains(URI.create("data:text/plain,Do%20what%20thou%20wilt"));
    }

    @Test
    void readsBothNamesOfTheOnionSwitch() {
        assertThat(DirectoryMetadata.TYPE
                        .read("{\"inBandOnionCAARequired\":true}")
                        .inBandOnionCaaRequired())
                .isTrue();
        assertThat(DirectoryMetadata.TYPE.read("{\"onionCAARequired\":true}").inBandOnionCaaRequired())
                .isTrue();
        assertThat(DirectoryMetadata.builder()
                        .inBandOnionCaaRequired(true)
                        .build()
                        .toJson())
                .isEqualTo("{\"inBandOnionCAARequired\":true}");
    }

    @Test
    void keepsMembersOfTheWrongType() {
        String json =
                "{\"externalAccountRequired\":\"yes\",\"auto-renewal\":{\"min-lifetime\":-1},\"profiles\":[\"a\"]}";
        DirectoryMetadata meta = DirectoryMetadata.TYPE.read(json);

        assertThatThrownBy(meta::externalAccountRequired).isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(meta::profiles).isInstanceOf(InvalidMemberException.class);
        MetadataAutoRenewal autoRenewal = meta.autoRenewal().orElseThrow();
        assertThatThrownBy(autoRenewal::minLifetime).isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(autoRenewal::maxDuration).isInstanceOf(MissingMemberException.class);
        assertThat(meta.website()).isEmpty();
        assertThat(meta.toJson()).isEqualTo(json);
    }

    @Test
    void refusesToOfferHalfAnAutoRenewal() {
        assertThatThrownBy(() -> MetadataAutoRenewal.builder()
                        .minLifetime(Duration.ofDays(1))
                        .build())
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining("max-duration");
        assertThatThrownBy(() -> MetadataAutoRenewal.builder().minLifetime(Duration.ofMillis(1)))
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void speaksOfBlankTerms() {
        fires(DirectoryMetadata.TYPE, "directoryMetadata/blank-terms-of-service", "{\"termsOfService\":\"\"}");
        silent(
                DirectoryMetadata.TYPE,
                "directoryMetadata/blank-terms-of-service",
                "{\"termsOfService\":\"https://www.example.com/tos\"}");
        silent(DirectoryMetadata.TYPE, "directoryMetadata/blank-terms-of-service", "{}");
    }

    @Test
    void speaksOfWebsitesThatNoBrowserOpens() {
        fires(DirectoryMetadata.TYPE, "directoryMetadata/website", "{\"website\":\"mailto:ca@example.com\"}");
        silent(DirectoryMetadata.TYPE, "directoryMetadata/website", "{\"website\":\"HTTPS://www.example.com\"}");
        silent(DirectoryMetadata.TYPE, "directoryMetadata/website", "{\"website\":\"/about\"}");
    }

    @Test
    void speaksOfNamesThatNoCaaRecordCanHave() {
        for (String name : List.of("", "example.com.", "a;b", "b\u00fccher.test", "-a.test", "a b", "a..test")) {
            fires(
                    DirectoryMetadata.TYPE,
                    "directoryMetadata/caa-identity",
                    "{\"caaIdentities\":[\"example.com\",\"" + name + "\"]}");
        }
        silent(
                DirectoryMetadata.TYPE,
                "directoryMetadata/caa-identity",
                "{\"caaIdentities\":[\"example.com\",\"xn--bcher-kva.test\",\"a\"]}");
    }

    @Test
    void speaksOfDelegationWithoutAWayToTheCertificate() {
        fires(DirectoryMetadata.TYPE, "directoryMetadata/delegation-get", "{\"delegation-enabled\":true}");
        silent(DirectoryMetadata.TYPE, "directoryMetadata/delegation-get", "{\"delegation-enabled\":false}");
        silent(
                DirectoryMetadata.TYPE,
                "directoryMetadata/delegation-get",
                "{\"delegation-enabled\":true,\"allow-certificate-get\":true}");
        silent(DirectoryMetadata.TYPE, "directoryMetadata/delegation-get", """
                {"delegation-enabled":true,\
                "auto-renewal":{"min-lifetime":1,"max-duration":2,"allow-certificate-get":true}}""");
    }

    @Test
    void speaksOfTheOtherNameOfTheOnionSwitch() {
        fires(DirectoryMetadata.TYPE, "directoryMetadata/onion-caa-name", "{\"onionCAARequired\":true}");
        fires(
                DirectoryMetadata.TYPE,
                "directoryMetadata/onion-caa-name",
                "{\"onionCAARequired\":true,\"inBandOnionCAARequired\":false}");
        silent(
                DirectoryMetadata.TYPE,
                "directoryMetadata/onion-caa-name",
                "{\"onionCAARequired\":true,\"inBandOnionCAARequired\":true}");
        silent(DirectoryMetadata.TYPE, "directoryMetadata/onion-caa-name", "{\"inBandOnionCAARequired\":true}");
    }

    @Test
    void speaksOfDurationsThatExcludeEachOther() {
        fires(MetadataAutoRenewal.TYPE, "metadataAutoRenewal/max-duration", "{\"min-lifetime\":10,\"max-duration\":9}");
        silent(
                MetadataAutoRenewal.TYPE,
                "metadataAutoRenewal/max-duration",
                "{\"min-lifetime\":10,\"max-duration\":10}");
        silent(MetadataAutoRenewal.TYPE, "metadataAutoRenewal/max-duration", "{\"max-duration\":10}");
    }
}
