package dev.akme.ca.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, it is a request or a problem. */
class HostileRequestTest {

    private static final byte[] EC =
            Requests.ec().subject("CN=example.org").dns("example.org", "a.test").der();
    private static final byte[] RSA = new Requests(Fixtures.RSA)
            .algorithm("SHA256withRSA")
            .dns("example.org")
            .der();

    private static void refused(byte[] octets, String what) {
        try {
            CertificateRequest.read(octets);
        } catch (AcmeProblemException e) {
            assertThat(e.problem().type()).as(what).isEqualTo(ProblemType.BAD_CSR);
            return;
        } catch (Throwable e) {
            throw new AssertionError(what, e);
        }
        throw new AssertionError("taken: " + what);
    }

    @Test
    void truncatedAtEveryLength() {
        for (byte[] whole : new byte[][] {EC, RSA}) {
            for (int length = 0; length < whole.length; length++) {
                refused(Arrays.copyOf(whole, length), "the first " + length + " octets");
            }
        }
    }

    @Test
    void withAnyBitTurned() {
        for (byte[] whole : new byte[][] {EC, RSA}) {
            for (int bit = 0; bit < whole.length * 8; bit++) {
                byte[] turned = whole.clone();
                turned[bit / 8] ^= (byte) (1 << bit % 8);
                refused(turned, "bit " + bit);
            }
        }
    }

    @Test
    void withOctetsBehindIt() {
        refused(Arrays.copyOf(EC, EC.length + 1), "a zero octet behind");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withOctetsThatAreDrawnAnew(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = EC.clone();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            if (!Arrays.equals(changed, EC)) {
                refused(changed, "seed " + seed + ", round " + i);
            }
        }
    }

    @Test
    void nestedDeeply() {
        ByteArrayOutputStream indefinite = new ByteArrayOutputStream();
        for (int i = 0; i < CertificateRequest.MAX_OCTETS / 2; i++) {
            indefinite.write(0x30);
            indefinite.write(0x80);
        }
        refused(indefinite.toByteArray(), "sequences without length");

        byte[] definite = new byte[CertificateRequest.MAX_OCTETS];
        int at = 0;
        for (; at + 4 < definite.length; at += 4) {
            int rest = definite.length - at - 4;
            definite[at] = 0x30;
            definite[at + 1] = (byte) 0x82;
            definite[at + 2] = (byte) (rest >> 8);
            definite[at + 3] = (byte) rest;
        }
        refused(definite, "sequences with lengths");
    }

    @Test
    void inBerInsteadOfDer() throws IOException {
        ASN1Sequence request = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(EC));

        refused(new BERSequence(request.toArray()).getEncoded(ASN1Encoding.BER), "indefinite length");
    }

    @Test
    void tooLarge() {
        assertThatThrownBy(() -> CertificateRequest.read(new byte[CertificateRequest.MAX_OCTETS + 1]))
                .isInstanceOf(AcmeProblemException.class)
                .hasMessageContaining("fewer names");
    }
}
