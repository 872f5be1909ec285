package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.issuer.Authority;
import dev.akme.client.ObtainedCertificate;
import dev.akme.messages.RevocationReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A CA that issues with a key that was brought along, and then with another one. */
class IssuingKeyRotationTest extends Rotating {

    private IssuingKey brought(Authority authority) throws IOException {
        return IssuingKey.of(
                authority.intermediateKey().orElseThrow(),
                List.of(authority.intermediate(), authority.roots().get(0)));
    }

    @Test
    void aKeyThatWasBroughtAlongCanFollowAnother() throws Exception {
        IssuingKey first = brought(Authority.builder().create());
        IssuingKey second = brought(Authority.builder().create());
        ObtainedCertificate old;
        int port;
        try (AcmeCa ca = kept().issuingKey(first).start()) {
            port = ca.directoryUrl().getPort();
            old = obtain(Loopback.account(ca));
            X509Certificate root = ca.roots().get(0);
            assertThat(ca.rotateIntermediate(first)).isFalse();
            assertThatThrownBy(ca::rotateIntermediate).isInstanceOf(IllegalStateException.class);
            assertThat(ca.rotateIntermediate(second)).isTrue();
            assertThat(ca.roots()).hasSize(2);
            assertThat(relying.takes(chain(old), root)).isTrue();
            assertThat(relying.takes(
                            chain(obtain(Loopback.account(ca))), ca.roots().get(0)))
                    .isTrue();
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (AcmeCa ca = kept().listen(address).issuingKey(second).start()) {
            Intermediate missed = ca.intermediates().get(1);
            assertThat(missed.role()).isEqualTo(Intermediate.Role.MISSING);
            assertThat(missed.isMissed(Instant.now())).isTrue();
            assertThat(missed.certificate()).contains(chain(old).get(1));
            assertThat(missed.lastExpiry())
                    .contains(old.chain().leaf().getNotAfter().toInstant());
            assertThat(ca.handle(CaRequest.of("GET", "/crl", Map.of(), new byte[0], ""))
                            .status())
                    .isEqualTo(404);
            ca.retiredKeys(List.of(first));
            assertThat(ca.intermediates().get(1).role()).isEqualTo(Intermediate.Role.RETIRED);
            assertThat(relying.takes(chain(old), ca.roots().get(1))).isTrue();
        }
        try (AcmeCa ca =
                kept().listen(address).retiredKey(first).issuingKey(second).start()) {
            ca.revoke(old.chain().leaf(), RevocationReason.SUPERSEDED);
            assertThat(relying.takes(chain(old), ca.roots().get(1))).isFalse();
        }
    }

    @Test
    void keysOfTheFolderAreRetiredByOneThatIsBroughtAlong() throws Exception {
        ObtainedCertificate old;
        int port;
        try (AcmeCa ca = kept().start()) {
            port = ca.directoryUrl().getPort();
            old = obtain(Loopback.account(ca));
        }
        try (AcmeCa ca = kept().listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .issuingKey(brought(Authority.builder().create()))
                .start()) {
            assertThat(ca.intermediates()).extracting(Intermediate::isKept).containsExactly(false, true);
            assertThat(relying.takes(chain(old), ca.roots().get(1))).isTrue();
        }
    }
}
