package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Base64Url;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonNull;
import dev.akme.json.MissingMemberException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinalizeTest {

    private static final String CSR = "MIH2MIGcAgEAMAAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARUmPxm-jZ8GkzcJXaLks-j4MPuUWCz"
            + "wJhy60vy8IM0BAw3FL7xqzVIwYvWJongrBcStrWJpSSMPgY4RvZyqyuToDowOAYJKoZIhvcNAQkOMSswKTAnBgNVHREEIDAegg93d3cu"
            + "ZXhhbXBsZS5vcmeCC2V4YW1wbGUub3JnMAoGCCqGSM49BAMCA0kAMEYCIQDV2oBqAJvkGHW7OUdSeanG66Zen1w_w1GmvNOQlTxefQIh"
            + "AMv22N_lydR8DAZuugNGwsf0Bpisnnp1wHzNpmqiPnUL";
    private static final String ONION = "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion";
    private static final String CAA =
            "caa 128 issue \"ca.example.net;validationmethods=onion-csr-01\"\ncaa 0 iodef \"mailto:security@example.org\"";
    private static final String SIGNATURE =
            "aZEjJY_4Do6AIDuodyYtkFhww6PWAGLunByvg9G28WnZDldtaeWxRwPhXvN8JXt_M5D1U1YwDFtkXNt1SlbtDw";
    private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void holdsTheRequestInDer() {
        Finalize request = Finalize.TYPE.readStrict("{\"csr\":\"" + CSR + "\"}");
        assertThat(request.csr()).hasSize(249).startsWith(0x30, 0x81, 0xF6);
        assertThat(request.onionCaa()).isEmpty();
        assertThat(Finalize.builder().csr(request.csr()).build()).isEqualTo(request);
        assertThat(request.csrPem())
                .startsWith("-----BEGIN CERTIFICATE REQUEST-----\nMIH2")
                .endsWith("\n-----END CERTIFICATE REQUEST-----\n");
        assertThat(request.csrPem().lines()).allMatch(line -> line.length() <= 64);
    }

    @Test
    void armourAndOtherThingsAreRefused() {
        String pem = Base64Url.encode("-----BEGIN CERTIFICATE REQUEST-----\n".getBytes(US_ASCII));
        fires(Finalize.TYPE, "finalize/csr-pem", "{\"csr\":\"" + pem + "\"}");
        silent(Finalize.TYPE, "finalize/csr-pem", "{\"csr\":\"" + CSR + "\"}");
        fires(Finalize.TYPE, "finalize/csr-der", "{\"csr\":\"AQID\"}");
        fires(Finalize.TYPE, "finalize/csr-der", "{\"csr\":\"\"}");
        silent(Finalize.TYPE, "finalize/csr-der", "{\"csr\":\"MIH2MIGcAgEAMAAw\"}");
        silent(Finalize.TYPE, "finalize/csr-der", "{\"csr\":\"" + pem + "\"}");
        fires(Finalize.TYPE, "invalid", "{\"csr\":\"" + CSR + "==\"}");
        fires(Finalize.TYPE, "invalid", "{\"csr\":\"-----BEGIN CERTIFICATE REQUEST-----\"}");
    }

    @Test
    void carriesTheCaaRecordsOfOnionServices() {
        Finalize request = Finalize.builder()
                .csr(Base64Url.decode(CSR))
                .onionCaa(Map.of(
                        ONION,
                        OnionCaa.builder()
                                .caa(CAA)
                                .expiry(EXPIRY)
                                .signature(Base64Url.decode(SIGNATURE))
                                .build()))
                .build();
        assertThat(Finalize.TYPE.readStrict(request.toJson())).isEqualTo(request);
        assertThat(request.toJson()).contains("\"expiry\":1798761600").contains("\"signature\":\"" + SIGNATURE + "\"");
        OnionCaa caa = request.onionCaa().orElseThrow().get(ONION);
        assertThat(caa).isNotNull();
        assertThat(caa.caa()).contains(CAA);
        assertThat(caa.expiry()).isEqualTo(EXPIRY);
        assertThat(new String(caa.signedOctets(), UTF_8)).isEqualTo("onion-caa|1798761600|" + CAA);
        assertThat(request.toString()).doesNotContain(SIGNATURE);
    }

    @Test
    void noCaaRecordsAreNullAndNotAbsent() {
        String none = "{\"caa\":null,\"expiry\":1798761600,\"signature\":\"" + "A".repeat(86) + "\"}";
        String absent = "{\"expiry\":1798761600,\"signature\":\"" + "A".repeat(86) + "\"}";
        OnionCaa built = OnionCaa.builder()
                .noCaa()
                .expiry(EXPIRY)
                .signature(new byte[64])
                .build();
        assertThat(built.toJson()).isEqualTo(none);
        assertThat(built).isEqualTo(OnionCaa.TYPE.readStrict(none)).isNotEqualTo(OnionCaa.TYPE.read(absent));
        assertThat(built.caa()).isEmpty();
        assertThat(built.member("caa")).contains(JsonNull.NULL);
        assertThat(new String(built.signedOctets(), UTF_8)).isEqualTo("onion-caa|1798761600|");
        fires(OnionCaa.TYPE, "missing", absent);
        silent(OnionCaa.TYPE, "missing", none);
        silent(OnionCaa.TYPE, "null", none);
        fires(OnionCaa.TYPE, "null", none.replace("1798761600", "null"));
        assertThatThrownBy(() -> OnionCaa.builder()
                        .expiry(EXPIRY)
                        .signature(new byte[64])
                        .build())
                .isInstanceOf(MissingMemberException.class);
    }

    @Test
    void aPaddedSignatureIsReadAndReported() {
        String padded = "{\"caa\":\"\",\"expiry\":1798761600,\"signature\":\"" + "A".repeat(86) + "==\"}";
        OnionCaa caa = OnionCaa.TYPE.readStrict(padded);
        assertThat(caa.signature()).isEqualTo(new byte[64]);
        assertThat(caa).isEqualTo(OnionCaa.TYPE.read(padded.replace("==", "")));
        assertThat(caa.toJson()).isEqualTo(padded);
        fires(OnionCaa.TYPE, "base64url-padding", padded);
        silent(OnionCaa.TYPE, "base64url-padding", padded.replace("==", ""));
        assertThatThrownBy(() -> OnionCaa.TYPE.read(padded.replace("==", "=")).signature())
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void timesAreReadFromStringsAndDecimalsAndReported() {
        String decimal = "{\"caa\":\"\",\"expiry\":1798761600.0,\"signature\":\"" + "A".repeat(86) + "\"}";
        assertThat(OnionCaa.TYPE.read(decimal).expiry()).isEqualTo(EXPIRY);
        fires(OnionCaa.TYPE, "integer-form", decimal);
        String text = "{\"caa\":\"\",\"expiry\":\"1798761600\",\"signature\":\"" + "A".repeat(86) + "\"}";
        assertThat(OnionCaa.TYPE.read(text).expiry()).isEqualTo(EXPIRY);
        fires(OnionCaa.TYPE, "number-in-string", text);
    }

    @Test
    void aCertificateIsNoRequest() {
        fires(Finalize.TYPE, "finalize/csr-der", "{\"csr\":\"MIIBQzCB66ADAgECAgUAh2VDITAK\"}");
        silent(Finalize.TYPE, "finalize/csr-der", "{\"csr\":\"MIH2MIGcAgEAMAAw\"}");
        fires(Revocation.TYPE, "revocation/certificate-der", "{\"certificate\":\"MIH2MIGcAgEAMAAw\"}");
        silent(Revocation.TYPE, "revocation/certificate-der", "{\"certificate\":\"MIIBQzCB66ADAgECAgUAh2VDITAK\"}");
    }
}
