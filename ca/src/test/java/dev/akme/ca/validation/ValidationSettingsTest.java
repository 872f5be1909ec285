package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationSettingsTest {

    @Test
    void areThoseForThePublicInternetUnlessToldOtherwise() {
        ValidationSettings settings = ValidationSettings.defaults();
        assertThat(settings.http01Port()).isEqualTo(80);
        assertThat(settings.tlsAlpn01Port()).isEqualTo(443);
        assertThat(settings.redirectPorts()).isEqualTo(Set.of(80, 443));
        assertThat(settings.allowsPrivateAddresses()).isFalse();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.caaIdentities()).isEmpty();
    }

    @Test
    void keepWhatWasSetWhenBuiltUpon() {
        ValidationSettings settings = ValidationSettings.builder()
                .http01Port(5002)
                .tlsAlpn01Port(5001)
                .redirectPorts(List.of(5003))
                .allowsPrivateAddresses(true)
                .timeout(Duration.ofSeconds(3))
                .caaIdentities(List.of("CA.test."))
                .userAgent("Test/1 (akme)")
                .build()
                .toBuilder()
                .build();
        assertThat(settings.http01Port()).isEqualTo(5002);
        assertThat(settings.tlsAlpn01Port()).isEqualTo(5001);
        assertThat(settings.redirectPorts()).isEqualTo(Set.of(5003));
        assertThat(settings.allowsPrivateAddresses()).isTrue();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.caaIdentities()).containsExactly("ca.test");
        assertThat(settings.userAgent()).isEqualTo("Test/1 (akme)");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void haveNoPortsThatDoNotExist(int port) {
        ValidationSettings.Builder builder = ValidationSettings.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.http01Port(port));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tlsAlpn01Port(port));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.redirectPorts(List.of(80, port)));
    }

    @Test
    void refuseWhatCannotBe() {
        ValidationSettings.Builder builder = ValidationSettings.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent(""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent("a\r\nHost: b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.caaIdentities(List.of("")));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.caaIdentities(List.of("not a name")));
    }
}
