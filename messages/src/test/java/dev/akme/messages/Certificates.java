package dev.akme.messages;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Certificates for tests. */
final class Certificates {

    /** The certificate of RFC 9773, Appendix A; valid in the year 1 and never since. */
    static final String RFC_9773 = """
            -----BEGIN CERTIFICATE-----
            MIIBQzCB66ADAgECAgUAh2VDITAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwpFeGFt
            cGxlIENBMCIYDzAwMDEwMTAxMDAwMDAwWhgPMDAwMTAxMDEwMDAwMDBaMBYxFDAS
            BgNVBAMTC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeBZu
            7cbpAYNXZLbbh8rNIzuOoqOOtmxA1v7cRm//AwyMwWxyHz4zfwmBhcSrf47NUAFf
            qzLQ2PPQxdTXREYEnKMjMCEwHwYDVR0jBBgwFoAUaYhba4dGQEHhs3uEe6CuLN4B
            yNQwCgYIKoZIzj0EAwIDRwAwRAIge09+S5TZAlw5tgtiVvuERV6cT4mfutXIlwTb
            +FYN/8oCIClDsqBklhB9KAelFiYt9+6FDj3z4KGVelYM5MdsO3pK
            -----END CERTIFICATE-----
            """;

    /** An end-entity certificate for www.example.org. */
    static final String LEAF = """
            -----BEGIN CERTIFICATE-----
            MIIBLjCB1AIUfq6EJo3wtqvysLy/tI+X2+JWEZgwCgYIKoZIzj0EAwIwFzEVMBMG
            A1UEAwwMRXhhbXBsZSBSb290MCAXDTI2MTEyMzEzMjA1NFoYDzIxMjYxMDMwMTMy
            MDU0WjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5vcmcwWTATBgcqhkjOPQIBBggq
            hkjOPQMBBwNCAAT8+4JCnydRKphlTKTSFXVUXYt/eiJ+PQnldf7Miv/2SDHomRat
            TgMh3gu3n+NhmAqPm64poRgqGMznwh3KbsUKMAoGCCqGSM49BAMCA0kAMEYCIQCe
            omtRVRpBr97ymPU8SvMErKmZCvNNdF/jj8IckIpjjAIhAI4nBFR39EPHp+aS5RBj
            Q1X/RsMH32e7y6axJFXhyT9F
            -----END CERTIFICATE-----
            """;

    /** The root that certifies {@link #LEAF}. */
    static final String ROOT = """
            -----BEGIN CERTIFICATE-----
            MIIBhDCCASugAwIBAgIUfk5X1euzLQryUUqVCnBu/EZPHQcwCgYIKoZIzj0EAwIw
            FzEVMBMGA1UEAwwMRXhhbXBsZSBSb290MCAXDTI2MTEyMzEzMjA1M1oYDzIxMjYx
            MDMwMTMyMDUzWjAXMRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAASDMfwmgiXPsYz1NdewyExKNcA12AY1ZOK+kFTBAlqZGmdY
            hXhR0aeIpCj3AFjhWdqYoKDH4/v4a+6Cy9PP8O7ro1MwUTAdBgNVHQ4EFgQUmVC4
            HQWJ7Bb+/jXqzp/k7zGE3fgwHwYDVR0jBBgwFoAUmVC4HQWJ7Bb+/jXqzp/k7zGE
            3fgwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBepjlBgRFzEUZD
            WtQHp1uUPAB2/WmQxJEZ+iXzeXq3tQIgG0IHxDSIuHLA1YSe3dzsUswPNj4WL5tT
            aZr50gbNElo=
            -----END CERTIFICATE-----
            """;

    private Certificates() {}

    static X509Certificate rfc9773() throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(RFC_9773.getBytes(StandardCharsets.US_ASCII)));
    }
}
