package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Resource;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalTest {

    private static final Instant START = FakeTime.START;

    private static X509Certificate certificate(Duration life) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=www.example.org");
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(START),
                                Date.from(START.plus(life)),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static RenewalInfo info(String start, String end) {
        return RenewalInfo.TYPE.read("{\"suggestedWindow\":{\"start\":\"" + start + "\",\"end\":\"" + end + "\"}}");
    }

    @Test
    void theMomentLiesInTheWindowWhereTheDrawSays() throws Exception {
        X509Certificate certificate = certificate(Duration.ofDays(90));
        RenewalInfo info = info("2027-01-01T00:00:00Z", "2027-01-03T00:00:00Z");
        assertThat(Renewal.renewAt(certificate, Optional.of(info), 0)).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(Renewal.renewAt(certificate, Optional.of(info), 0.5)).isEqualTo("2027-01-02T00:00:00Z");
        assertThat(Renewal.renewAt(certificate, Optional.of(info), 0.999999)).isBefore("2027-01-03T00:00:00Z");
        assertThat(Renewal.shouldRenew(certificate, Optional.of(info), 0.5, Instant.parse("2027-01-01T23:59:59Z")))
                .isFalse();
        assertThat(Renewal.shouldRenew(certificate, Optional.of(info), 0.5, Instant.parse("2027-01-02T00:00:00Z")))
                .isTrue();
    }

    @Test
    void withoutAWindowAThirdOfALongLifeIsLeftAndHalfOfAShortOne() throws Exception {
        assertThat(Renewal.renewAt(certificate(Duration.ofDays(90)), Optional.empty(), 0.3))
                .isEqualTo(START.plus(Duration.ofDays(60)));
        assertThat(Renewal.renewAt(certificate(Duration.ofDays(6)), Optional.empty(), 0.3))
                .isEqualTo(START.plus(Duration.ofDays(3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"suggestedWindow\":{\"start\":\"2027-01-01T00:00:00Z\"}}",
                "{\"suggestedWindow\":{\"start\":\"2027-01-01T00:00:00Z\",\"end\":\"2027-01-01T00:00:00Z\"}}",
                "{\"suggestedWindow\":{\"start\":\"soon\",\"end\":\"later\"}}",
                "{\"suggestedWindow\":5}"
            })
    void aWindowThatIsNoneCountsAsNone(String json) throws Exception {
        RenewalInfo info = RenewalInfo.TYPE.read(json);
        assertThat(Renewal.renewAt(certificate(Duration.ofDays(90)), Optional.of(info), 0.3))
                .isEqualTo(START.plus(Duration.ofDays(60)));
        assertThat(Renewal.window(info)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void otherDrawsAreRefused(double draw) throws Exception {
        X509Certificate certificate = certificate(Duration.ofDays(90));
        assertThatIllegalArgumentException().isThrownBy(() -> Renewal.renewAt(certificate, Optional.empty(), draw));
    }

    @Test
    void theServerSaysWhenToAskAgainWithinLimits() {
        RenewalInfo info = info("2027-01-01T00:00:00Z", "2027-01-03T00:00:00Z");
        URI url = URI.create("https://acme.example.com/renewal/1");
        assertThat(Renewal.nextCheck(Optional.empty(), START)).isEqualTo(START.plus(Duration.ofHours(6)));
        for (Duration[] saidAndDone : new Duration[][] {
            {Duration.ofHours(3), Duration.ofHours(3)},
            {Duration.ofSeconds(1), Duration.ofMinutes(1)},
            {Duration.ofDays(30), Duration.ofDays(1)},
            {Duration.ofDays(-1), Duration.ofMinutes(1)}
        }) {
            Resource<RenewalInfo> answer = Resource.of(url, info, List.of(), START.plus(saidAndDone[0]));
            assertThat(Renewal.nextCheck(Optional.of(answer), START)).isEqualTo(START.plus(saidAndDone[1]));
        }
    }
}
