package dev.akme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BpNodeid00Test {

    private static final String BUNDLE = "p3yRYFU4KxwQaHQjJ2RdiQ";
    private static final String CHAL = "tPUZNY4ONIk6LxErRFEjVw";

    @Test
    void hasTheTextAndTheDigestOfTheVector() {
        KeyAuthorization keyAuthorization = KeyAuthorization.ofThumbprint(
                BpNodeid00.token(BUNDLE, CHAL), "LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ");
        assertThat(keyAuthorization.text())
                .isEqualTo("p3yRYFU4KxwQaHQjJ2RdiQtPUZNY4ONIk6LxErRFEjVw.LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ");
        assertThat(HexFormat.of().formatHex(keyAuthorization.sha256()))
                .isEqualTo("99520e24441989ef17a5833a30c55241488d3c7eb85119e133d9e22795c7adec");
    }

    @Test
    void theBundleComesFirst() {
        assertThat(BpNodeid00.keyAuthorization(BUNDLE, CHAL, Keys.P256))
                .isEqualTo(KeyAuthorization.of(BUNDLE + CHAL, Keys.P256))
                .isNotEqualTo(BpNodeid00.keyAuthorization(CHAL, BUNDLE, Keys.P256));
    }

    @Test
    void eachPartHas128Bits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BpNodeid00.keyAuthorization("short", CHAL, Keys.P256))
                .withMessageContaining("token-bundle")
                .withMessageContaining("RFC 9891 §3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BpNodeid00.keyAuthorization(BUNDLE, CHAL.substring(1), Keys.P256))
                .withMessageContaining("token-chal");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BpNodeid00.keyAuthorization(BUNDLE, CHAL + "==", Keys.P256))
                .withMessageContaining("token-chal")
                .withMessageNotContaining(CHAL);
    }
}
