package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.RevocationReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenewalConformanceTest extends Conformance {

    /** RFC 9773 §4.1, by hand: key identifier and serial number, from octets of the extension and the number. */
    static String certificateId(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue("2.5.29.35");
        // OCTET STRING, SEQUENCE, [0]: three short headers.
        byte[] keyIdentifier = Arrays.copyOfRange(extension, 6, 6 + extension[5]);
        return ClientKey.base64(keyIdentifier) + "."
                + ClientKey.base64(certificate.getSerialNumber().toByteArray());
    }

    private Answer ask(String id) {
        return world.get(url("renewalInfo") + "/" + id);
    }

    @Test
    @Check(
            id = "C-81",
            section = "RFC 9773 §4",
            says = "renewalInfo answers a GET without signature: an identifier of the wrong form is malformed, 400, an"
                    + " unknown one malformed, 404; else 200 with a window and Retry-After")
    @Check(
            id = "M-66",
            section = "RFC 9773 §4.2, §4.3",
            says = "the suggested window ends after it begins, inside of the life of the certificate, and comes with"
                    + " Retry-After; for a revoked certificate it is over")
    void renewalInfoIsOpen() {
        Client.Issued issued = client.issue("www.example.org");
        String id = certificateId(issued.leaf());
        for (String wrong : List.of("a", "a.b.c", "AA==.AA", ".", "AAAA.", ".AAAA", "AA%3D.AA", id + ".", id + "=")) {
            Answer answer = ask(wrong);
            assertThat(answer.status()).as("%s: %s", wrong, answer).isEqualTo(400);
            answer.isProblem(400, "malformed");
        }
        String[] parts = id.split("\\.", -1);
        ask("AAAA." + parts[1]).isProblem(404, "malformed");
        ask(parts[0] + ".AQID").isProblem(404, "malformed");
        Answer answer = ask(id).is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(60L, 86_400L);
        Instant start = time(answer, "start");
        Instant end = time(answer, "end");
        assertThat(end).isAfter(start).isBefore(issued.leaf().getNotAfter().toInstant());
        assertThat(start).isAfter(World.START);
        assertThat(world.send("HEAD", url("renewalInfo") + "/" + id, Map.of(), new byte[0])
                        .is(200)
                        .octets())
                .isEmpty();
        assertThat(world.ca.revoke(issued.leaf(), RevocationReason.SUPERSEDED)).isTrue();
        world.clock.advance(Duration.ofMinutes(1));
        Answer revoked = ask(id).is(200);
        assertThat(time(revoked, "end")).isBefore(world.clock.instant()).isAfter(time(revoked, "start"));
    }

    private static Instant time(Answer answer, String member) {
        return Instant.parse((String) answer.object("suggestedWindow").get(member));
    }
}
