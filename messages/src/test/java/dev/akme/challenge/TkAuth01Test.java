package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.malformed;
import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.MemberException;
import dev.akme.messages.AtcClaim;
import dev.akme.messages.AuthorityTokenClaims;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.Problem;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TkAuth01Test {

    private static final Instant EXP = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant NOW = EXP.minusSeconds(60);
    private static final Identifier NUMBERS = Identifier.of(IdentifierType.TN_AUTH_LIST, "MAigBhYEMTIzNA");
    private static final String FINGERPRINT =
            "SHA256 A0:A2:32:C2:F1:94:A5:35:53:CB:13:10:DD:BC:08:21:E4:14:B9:D7:EB:FC:29:0B:32:30:84:D7:D1:02:0F:E5";
    private static final String JSON =
            "{\"iss\":\"https://authority.example.org\",\"exp\":1798761600,\"jti\":\"id-4711\",\"atc\":{"
                    + "\"tktype\":\"TNAuthList\",\"tkvalue\":\"MAigBhYEMTIzNA\",\"ca\":false,\"fingerprint\":\""
                    + FINGERPRINT + "\"}}";

    private static Optional<Problem> check(String json, Instant now) {
        return TkAuth01.check(AuthorityTokenClaims.TYPE.read(json), NUMBERS, Keys.P256, now);
    }

    @Test
    void makesTheClaimOfAnIdentifier() {
        AtcClaim claim = TkAuth01.claim(NUMBERS, Keys.P256);
        assertThat(claim.toJson())
                .isEqualTo("{\"tktype\":\"TNAuthList\",\"tkvalue\":\"MAigBhYEMTIzNA\",\"fingerprint\":\"" + FINGERPRINT
                        + "\"}");
        assertThat(claim.ca()).isFalse();
        Identifier noValue = Identifier.TYPE.read("{\"type\":\"TNAuthList\"}");
        assertThatThrownBy(() -> TkAuth01.claim(noValue, Keys.P256)).isInstanceOf(MemberException.class);
    }

    @Test
    void acceptsTheTokenOfTheExample() {
        passes(check(JSON, NOW));
        passes(check(JSON.replace("TNAuthList", "tnauthlist"), NOW));
        passes(check(JSON.replace("\"jti\"", "\"nbf\":1798761540,\"jti\""), NOW));
    }

    @Test
    void refusesTokensForOthers() {
        unauthorized(check(JSON.replace("TNAuthList", "JWTClaimConstraints"), NOW), "tktype");
        unauthorized(check(JSON.replace("MTIzNA", "MTIzNQ"), NOW), "tkvalue");
        unauthorized(check(JSON.replace("A0:A2", "A0:A3"), NOW), "fingerprint");
        unauthorized(TkAuth01.check(AuthorityTokenClaims.TYPE.read(JSON), NUMBERS, Keys.ED25519, NOW), "fingerprint");
    }

    @Test
    void tokensCountBeforeTheirEndAndFromTheirBeginning() {
        passes(check(JSON, EXP.minusNanos(1)));
        unauthorized(check(JSON, EXP), "the token is over");
        unauthorized(check(JSON, EXP.plusSeconds(1)), "the token is over");
        unauthorized(check(JSON.replace("\"jti\"", "\"nbf\":1798761541,\"jti\""), NOW), "not count yet");
    }

    @Test
    void refusesClaimsThatCannotBeRead() {
        malformed(check("{}", NOW));
        malformed(check(JSON.replace("\"exp\"", "\"x\""), NOW), "exp");
        malformed(check(JSON.replace("\"jti\"", "\"x\""), NOW), "jti");
        malformed(check(JSON.replace("\"id-4711\"", "4711"), NOW), "jti");
        malformed(check(JSON.replace("1798761600", "\"soon\""), NOW), "exp");
        malformed(check(JSON.replace("\"tkvalue\"", "\"x\""), NOW), "tkvalue");
        malformed(check(JSON.replace("\"fingerprint\"", "\"x\""), NOW), "fingerprint");
        malformed(check("{\"exp\":1798761600,\"atc\":7}", NOW), "atc");
    }
}
