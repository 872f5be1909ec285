package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownDirectoryTest {

    @Test
    void eachHasANameOfItsOwnAndAUrlOfHttps() {
        assertThat(KnownDirectory.all()).extracting(KnownDirectory::name).doesNotHaveDuplicates();
        assertThat(KnownDirectory.all()).allSatisfy(known -> {
            assertThat(known.url().getScheme()).isEqualTo("https");
            assertThat(known.name()).isEqualTo(known.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(AcmeClient.of(known.url())).hasToString(known.url().toString());
        });
    }

    @Test
    void isFoundByItsName() {
        assertThat(KnownDirectory.named("LetsEncrypt").orElseThrow().isTest()).isFalse();
        assertThat(KnownDirectory.named("letsencrypt-staging").orElseThrow().isTest())
                .isTrue();
        assertThat(KnownDirectory.named("zerossl").orElseThrow().needsExternalAccount())
                .isTrue();
        assertThat(KnownDirectory.named("nobody")).isEmpty();
    }
}
