package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.malformed;
import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.jose.Base64Url;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.OnionCaa;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OnionCaaSignatureTest {

    private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");
    private static final OnionName ONION = OnionName.parse(OnionNameTest.NAME);
    private static final String CAA = "caa 128 issue \"ca.example.net;validationmethods=onion-csr-01\"\n"
            + "caa 0 iodef \"mailto:security@example.org\"";

    @Test
    void hasTheSignaturesOfTheVectors() {
        OnionCaa records = OnionCaaSignature.sign(CAA, EXPIRY.plusNanos(5), Keys.ED25519_PRIVATE);
        assertThat(Base64Url.encode(records.signature()))
                .isEqualTo("aZEjJY_4Do6AIDuodyYtkFhww6PWAGLunByvg9G28WnZDldtaeWxRwPhXvN8JXt_M5D1U1YwDFtkXNt1SlbtDw");
        assertThat(records.caa()).contains(CAA);
        assertThat(records.expiry()).isEqualTo(EXPIRY);
        passes(OnionCaaSignature.check(records, ONION, EXPIRY));

        OnionCaa none = OnionCaaSignature.signNoCaa(EXPIRY, Keys.ED25519_PRIVATE);
        assertThat(none.toJson())
                .isEqualTo(
                        "{\"caa\":null,\"expiry\":1798761600,\"signature\":"
                                + "\"LyyKRvCy5TbLWQM8ZY2aEWoNnhqXKspXSbGp2Dv2hKc6Js4KjOtZVX_VDG-0BcdRaxiXmGe3f9DZQGY7pPl6AA\"}");
        passes(OnionCaaSignature.check(none, ONION, EXPIRY));
    }

    @Test
    void aPaddedSignatureIsReadAsWell() {
        OnionCaa padded = OnionCaa.TYPE.read("{\"caa\":null,\"expiry\":1798761600,\"signature\":"
                + "\"LyyKRvCy5TbLWQM8ZY2aEWoNnhqXKspXSbGp2Dv2hKc6Js4KjOtZVX_VDG-0BcdRaxiXmGe3f9DZQGY7pPl6AA==\"}");
        passes(OnionCaaSignature.check(padded, ONION, EXPIRY));
    }

    @Test
    void refusesWhatIsNotSignedSo() {
        OnionCaa records = OnionCaaSignature.sign(CAA, EXPIRY, Keys.ED25519_PRIVATE);
        unauthorized(OnionCaaSignature.check(records.toBuilder().caa(CAA + "\n").build(), ONION, EXPIRY), "not signed");
        unauthorized(OnionCaaSignature.check(records.toBuilder().noCaa().build(), ONION, EXPIRY), "not signed");
        unauthorized(
                OnionCaaSignature.check(
                        records.toBuilder().expiry(EXPIRY.plusSeconds(1)).build(), ONION, EXPIRY),
                "not signed");
        SigningKey other = SigningKey.generate(KeyType.ED25519);
        unauthorized(OnionCaaSignature.check(records, OnionName.of(other.publicKey()), EXPIRY), "not signed");
        unauthorized(OnionCaaSignature.check(OnionCaaSignature.sign(CAA, EXPIRY, other), ONION, EXPIRY), "not signed");
    }

    @Test
    void signaturesCountUntilTheirEnd() {
        OnionCaa records = OnionCaaSignature.signNoCaa(EXPIRY, Keys.ED25519_PRIVATE);
        unauthorized(OnionCaaSignature.check(records, ONION, EXPIRY.plusNanos(1)), "is over");
    }

    @Test
    void refusesRecordsThatCannotBeRead() {
        malformed(OnionCaaSignature.check(OnionCaa.TYPE.read("{}"), ONION, EXPIRY), "expiry");
        malformed(
                OnionCaaSignature.check(OnionCaa.TYPE.read("{\"caa\":null,\"expiry\":1}"), ONION, EXPIRY), "signature");
        malformed(
                OnionCaaSignature.check(
                        OnionCaa.TYPE.read("{\"caa\":7,\"expiry\":1,\"signature\":\"AA\"}"), ONION, EXPIRY),
                "caa");
    }

    @Test
    void refusesKeysThatNoServiceHas() {
        SigningKey p256 = SigningKey.generate(KeyType.P256);
        assertThatIllegalArgumentException().isThrownBy(() -> OnionCaaSignature.sign(CAA, EXPIRY, p256));
    }
}
