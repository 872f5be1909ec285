package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.Jwk;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuthorityTokenClaimsTest {

    private static final String FINGERPRINT =
            "SHA256 A0:A2:32:C2:F1:94:A5:35:53:CB:13:10:DD:BC:08:21:E4:14:B9:D7:EB:FC:29:0B:32:30:84:D7:D1:02:0F:E5";
    private static final Jwk KEY = Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");
    private static final String JSON =
            "{\"iss\":\"https://authority.example.org\",\"exp\":1798761600,\"jti\":\"id-4711\",\"atc\":{"
                    + "\"tktype\":\"TNAuthList\",\"tkvalue\":\"MAigBhYEMTIzNA\",\"ca\":false,\"fingerprint\":\""
                    + FINGERPRINT + "\"}}";

    @Test
    void readsAndBuildsTheExample() {
        AuthorityTokenClaims claims = AuthorityTokenClaims.TYPE.readStrict(JSON);
        assertThat(claims.exp()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(claims.nbf()).isEmpty();
        assertThat(claims.iat()).isEmpty();
        assertThat(claims.atc().ca()).isFalse();
        assertThat(AuthorityTokenClaims.builder()
                        .iss("https://authority.example.org")
                        .exp(claims.exp())
                        .jti("id-4711")
                        .atc(AtcClaim.builder()
                                .tktype("TNAuthList")
                                .tkvalue("MAigBhYEMTIzNA")
                                .ca(false)
                                .fingerprintOf(KEY)
                                .build())
                        .build()
                        .toJson())
                .isEqualTo(JSON);
    }

    @Test
    void theFingerprintIsThatOfTheAccountKey() {
        assertThat(AtcClaim.fingerprint(KEY)).isEqualTo(FINGERPRINT);
        fires(AuthorityTokenClaims.TYPE, "atc/fingerprint", JSON.replace("A0:A2", "a0:a2"));
        fires(AtcClaim.TYPE, "atc/fingerprint", "{\"fingerprint\":\"SHA256 A0\"}");
        silent(AuthorityTokenClaims.TYPE, "atc/fingerprint", JSON);
        silent(AtcClaim.TYPE, "atc/fingerprint", "{}");
    }
}
