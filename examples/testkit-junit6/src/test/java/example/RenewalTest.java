package example;

import static org.junit.jupiter.api.Assertions.*;

import dev.akme.ca.AcmeCa;
import dev.akme.client.*;
import dev.akme.messages.*;
import dev.akme.testkit.*;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@AcmeTest
class RenewalTest {

    @Test
    void renewsInTime(AcmeAccount account, ChallengeSolver solver, MutableClock clock) throws InterruptedException {
        X509Certificate first = account.obtain(ObtainRequest.of("www.example.org"), solver).chain().leaf();
        assertFalse(due(account, first, clock));

        clock.advance(Duration.ofDays(75));

        assertTrue(due(account, first, clock));
    }

    @Test
    void renewsAtOnceWhenItWasRevoked(AcmeCa ca, AcmeAccount account, ChallengeSolver solver, MutableClock clock)
            throws InterruptedException {
        X509Certificate first = account.obtain(ObtainRequest.of("www.example.org"), solver).chain().leaf();

        ca.revoke(first, RevocationReason.KEY_COMPROMISE);

        assertTrue(due(account, first, clock));
    }

    private static boolean due(AcmeAccount account, X509Certificate leaf, MutableClock clock) throws InterruptedException {
        RenewalInfo info = account.client().renewalInfo(CertificateIdentifier.of(leaf)).body();
        return Renewal.shouldRenew(leaf, Optional.of(info), 0.5, clock.instant());
    }
}
