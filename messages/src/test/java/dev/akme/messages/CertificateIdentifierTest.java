package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.internal.Base64UrlText;
import java.math.BigInteger;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateIdentifierTest {

    private static final byte[] KEY_IDENTIFIER = HexFormat.of().parseHex("69885B6B87464041E1B37B847BA0AE2CDE01C8D4");

    @ParameterizedTest
    @CsvSource({
        "87654321,aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE",
        "1,aYhba4dGQEHhs3uEe6CuLN4ByNQ.AQ",
        "7F,aYhba4dGQEHhs3uEe6CuLN4ByNQ.fw",
        "80,aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIA",
        "0123456789ABCDEF,aYhba4dGQEHhs3uEe6CuLN4ByNQ.ASNFZ4mrze8",
        "0,aYhba4dGQEHhs3uEe6CuLN4ByNQ.AA"
    })
    void hasTheTextOfTheVectors(String serial, String text) {
        CertificateIdentifier identifier = CertificateIdentifier.of(KEY_IDENTIFIER, new BigInteger(serial, 16));
        assertThat(identifier).hasToString(text).isEqualTo(CertificateIdentifier.parse(text));
        assertThat(identifier.keyIdentifier()).isEqualTo(KEY_IDENTIFIER);
        assertThat(CertificateIdentifier.parse(text)).hasSameHashCodeAs(identifier);
    }

    @Test
    void comesFromACertificateWhateverItsDates() throws CertificateException {
        assertThat(CertificateIdentifier.of(Certificates.rfc9773())).hasToString("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
    }

    @Test
    void theCertificateOfTheVectorIsThatOfTheRfc() throws CertificateException, NoSuchAlgorithmException {
        X509Certificate certificate = Certificates.rfc9773();
        byte[] der = certificate.getEncoded();
        assertThat(der).hasSize(327);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der)))
                .isEqualTo("4488f983790f68fff82e7d27dd56d8da0ee4a751db510d35e54360abad069ea2");
        // It begins and ends in the year 1.
        Date later = Date.from(Instant.parse("0002-01-01T00:00:00Z"));
        assertThatThrownBy(() -> certificate.checkValidity(later)).isInstanceOf(CertificateExpiredException.class);
        Date earlier = Date.from(Instant.parse("-0001-01-01T00:00:00Z"));
        assertThatThrownBy(() -> certificate.checkValidity(earlier))
                .isInstanceOf(CertificateNotYetValidException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.",
                ".AQ",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AQ.AQ",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ=.AQ",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AQ==",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.A+",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.A",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AR",
                "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AAE",
                " aYhba4dGQEHhs3uEe6CuLN4ByNQ.AQ"
            })
    void refusesOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateIdentifier.parse(text))
                .withMessageContaining("RFC 9773 §4.1");
    }

    @Test
    void theZeroOctetBeforeAHighBitMatters() {
        CertificateIdentifier right = CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
        CertificateIdentifier without = CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.h2VDIQ");
        assertThat(without).isNotEqualTo(right).hasToString("aYhba4dGQEHhs3uEe6CuLN4ByNQ.h2VDIQ");
        assertThat(without.serial()).isNegative();
        assertThat(right.serial()).isPositive();
    }

    @Test
    void hashCodesTellMostIdentifiersApart() {
        Set<Integer> codes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            codes.add(CertificateIdentifier.of(new byte[] {(byte) (i % 10)}, BigInteger.valueOf(i / 10))
                    .hashCode());
        }
        assertThat(codes).hasSizeGreaterThan(90);
    }

    @Test
    void oneSlashStandsBeforeTheIdentifier() {
        CertificateIdentifier identifier = CertificateIdentifier.parse("AQ.Ag");
        assertThat(identifier.renewalInfoUrl(URI.create("https://example.com/ari")))
                .isEqualTo(URI.create("https://example.com/ari/AQ.Ag"))
                .isEqualTo(identifier.renewalInfoUrl(URI.create("https://example.com/ari/")));
    }

    @Test
    void everySerialGoesThereAndBack() {
        long seed = 9773;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] octets = new byte[1 + random.nextInt(20)];
            random.nextBytes(octets);
            CertificateIdentifier identifier = CertificateIdentifier.of(octets, new BigInteger(1, octets));
            assertThat(CertificateIdentifier.parse(identifier.toString()))
                    .as("seed %s, round %s, %s", seed, i, Base64UrlText.encode(octets))
                    .isEqualTo(identifier);
        }
    }
}
