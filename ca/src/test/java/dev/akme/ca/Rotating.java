package dev.akme.ca;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.solver.Http01Server;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A CA with a network of its own whose intermediate changes, and certificates of it. */
@Timeout(120)
abstract class Rotating {

    final Http01Server solver = Loopback.solver();
    Relying relying = new Relying(Clock.systemUTC());
    private int names;

    @TempDir
    Path folder;

    @TempDir
    Path outside;

    @AfterEach
    void close() {
        solver.close();
    }

    AcmeCaBuilder builder() {
        return Loopback.ca(solver).plainHttp();
    }

    AcmeCaBuilder kept() {
        return builder().folder(folder);
    }

    ObtainedCertificate obtain(AcmeAccount account) throws Exception {
        return account.obtain(ObtainRequest.of("n" + names++ + ".example.org"), solver);
    }

    static List<X509Certificate> chain(ObtainedCertificate obtained) {
        return obtained.chain().certificates();
    }

    static X509Certificate issuing(AcmeCa ca) {
        return ca.intermediates().get(0).certificate().orElseThrow();
    }

    static URI url(ObtainedCertificate obtained) {
        return obtained.order().body().certificate().orElseThrow();
    }

    static void revoke(AcmeAccount account, ObtainedCertificate obtained) throws Exception {
        account.revoke(Revocation.builder()
                .certificate(obtained.chain().leaf().getEncoded())
                .reason(RevocationReason.SUPERSEDED)
                .build());
    }

    /** What each intermediate issued: one certificate that is good, one that was revoked. */
    record Pair(ObtainedCertificate good, ObtainedCertificate revoked) {}

    Pair pair(AcmeAccount account) throws Exception {
        return new Pair(obtain(account), obtain(account));
    }
}
