package dev.akme.ca.issuer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.client.Csr;
import dev.akme.fuzz.Expect;
import dev.akme.fuzz.Keys;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import dev.akme.messages.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Requests for certificates, read by the CA and by the client. What begins with 0 is a request as it is. Everything else is
 * what stands before and behind the key in one (the first octet says how much stands before it), and is signed here: so the
 * fuzzer comes to names and extensions.
 */
final class CsrFuzz {

    @FuzzTest
    void reads(byte[] input) throws IOException {
        byte[] der = input.length == 0 || input[0] == 0x30 ? input : signed(input);
        Optional<CertificateRequest> byCa = byCa(der);
        Optional<Csr> byClient = Expect.read(() -> Csr.read(der), IllegalArgumentException.class);
        byCa.ifPresent(request -> {
            Expect.that(!request.identifiers().isEmpty(), "a request is for something");
            Expect.that(request.matches(request.identifiers()), "it matches what it is for");
            request.requireMatch(request.identifiers());
        });
        byClient.ifPresent(csr -> {
            Expect.same(Csr.parse(csr.toPem()), csr, "written as PEM and read again");
            byCa.ifPresent(request -> {
                Set<Identifier> more = new HashSet<>(request.identifiers());
                Expect.that(more.containsAll(csr.identifiers()), "the CA reads the names that the client does");
                csr.identifiers().forEach(more::remove);
                // To the client one without a dot is no name where there are others.
                Expect.that(
                        more.stream()
                                .allMatch(name -> csr.commonName()
                                                .filter(name.value()::equalsIgnoreCase)
                                                .isPresent()
                                        && !name.value().contains(".")),
                        "and no others");
                Expect.same(csr.mustStaple(), request.mustStaple(), "and the same extensions");
                Expect.same(csr.publicKey(), request.verificationKey().jwk(), "and the same key");
            });
        });
    }

    private static Optional<CertificateRequest> byCa(byte[] der) {
        try {
            return Optional.of(CertificateRequest.read(der));
        } catch (AcmeProblemException e) {
            Expect.same(e.problem().type(), ProblemType.BAD_CSR, "the type of every refusal");
            Expect.that(e.problem().detail().filter(d -> !d.isBlank()).isPresent(), "a refusal says why");
            return Optional.empty();
        }
    }

    private static byte[] signed(byte[] input) throws IOException {
        int before = Math.min(input.length - 1, input[0] & 0x7F);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.write(new ASN1Integer(BigInteger.ZERO).getEncoded());
        parts.write(input, 1, before);
        parts.write(Keys.ACCOUNT.verificationKey().publicKey().getEncoded());
        parts.write(input, 1 + before, input.length - 1 - before);
        byte[] info = sequence(parts.toByteArray());
        byte[] signature = Keys.ACCOUNT.sign(JwsAlgorithm.ES256, info);
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        for (int half = 0; half < 2; half++) {
            numbers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(signature, 32 * half, 32 * half + 32))));
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(info);
        request.write(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256).getEncoded());
        request.write(new DERBitString(new DERSequence(numbers)).getEncoded());
        return sequence(request.toByteArray());
    }

    private static byte[] sequence(byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        if (contents.length < 0x80) {
            out.write(contents.length);
        } else if (contents.length < 0x100) {
            out.write(0x81);
            out.write(contents.length);
        } else {
            out.write(0x82);
            out.write(contents.length >> 8);
            out.write(contents.length);
        }
        out.writeBytes(contents);
        return out.toByteArray();
    }
}
