package dev.akme.client;

import dev.akme.der.DerReader;
import dev.akme.der.Pem;
import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.VerificationKey;
import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a certification request strictly (RFC 2986 §4). Throws {@link IllegalArgumentException}, which quotes no name and
 * no key.
 */
final class CsrReader {

    /** Ample for a request in PEM, with what tools write before it. */
    private static final int MAX_TEXT = 4 * Csr.MAX_OCTETS;

    /** The second is older, and some tools still write it (RFC 7468 §7). */
    private static final Set<String> LABELS = Set.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

    private final VerificationKey publicKey;
    private final Optional<String> commonName;
    private final Set<Identifier> identifiers = new LinkedHashSet<>();
    private boolean mustStaple;
    private boolean otherNames;

    private CsrReader(byte[] der) {
        DerReader request = DerReader.ofSequence(der);
        byte[] body = request.whole();
        SignatureAlgorithm algorithm = SignatureAlgorithm.readAlgorithm(request);
        byte[] signature = request.bitString();
        request.end();

        DerReader info = DerReader.of(body).sequence();
        if (info.integer().signum() != 0) {
            throw new IllegalArgumentException("the version of the request is not 1, which 0 stands for");
        }
        commonName = SubjectName.readCommonName(info);
        publicKey = publicKey(info.whole());
        Optional<DerReader> extensions = extensionRequest(info);
        info.end();
        if (!algorithm.verifies(publicKey, body, signature)) {
            throw new IllegalArgumentException(
                    "the request is not signed by its own key: make it anew, with the private key that belongs to it");
        }
        extensions.map(Extensions::read).ifPresent(this::readExtensions);
        commonName
                .flatMap(name -> Csr.domainName(name, identifiers.isEmpty() && !otherNames))
                .ifPresent(identifiers::add);
    }

    static Csr read(byte[] derOrPem) {
        boolean isDer = derOrPem.length > 0 && derOrPem[0] == DerReader.SEQUENCE;
        // The text around the block may be in any encoding that extends ASCII.
        return isDer ? ofDer(derOrPem.clone()) : parse(new String(derOrPem, StandardCharsets.ISO_8859_1));
    }

    static Csr parse(String pem) {
        if (pem.length() > MAX_TEXT) {
            throw new IllegalArgumentException("the text has more than " + MAX_TEXT + " characters");
        }
        List<Pem.Block> found = Pem.blocks(pem).stream()
                .filter(block -> LABELS.contains(block.label()) && !block.hasHeaders())
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.isEmpty()
                            ? "there is no certificate request: give one in DER, or in PEM"
                            : "there is more than one certificate request: give one");
        }
        return ofDer(found.get(0).der());
    }

    private static Csr ofDer(byte[] der) {
        if (der.length > Csr.MAX_OCTETS) {
            throw Csr.tooLarge();
        }
        try {
            return new Csr(new CsrReader(der), der);
        } catch (JoseException e) {
            throw new IllegalArgumentException("the key of the request is refused: " + e.getMessage());
        } catch (MemberException e) {
            throw new IllegalArgumentException("a name of the request is refused: " + e.getMessage());
        }
    }

    private static VerificationKey publicKey(byte[] info) {
        VerificationKey key = VerificationKey.of(Jwk.parsePem(Pem.encode("PUBLIC KEY", info)));
        if (!Arrays.equals(SignatureAlgorithm.publicKey(key), info)) {
            // A point that is compressed, or parameters that are not as they must be: CAs do not read them.
            throw new IllegalArgumentException(
                    "the key of the request is not in its ordinary form: write EC points without compression, and RSA"
                            + " keys with the parameter NULL (RFC 5480 §2, RFC 3279 §2.3.1)");
        }
        return key;
    }

    /** The extensions that the attributes ask for (RFC 2986 §4.1); what else stands there does not matter. */
    private static Optional<DerReader> extensionRequest(DerReader info) {
        Optional<DerReader> found = Optional.empty();
        DerReader attributes = info.enter(Csr.ATTRIBUTES);
        while (attributes.hasMore()) {
            DerReader attribute = attributes.sequence();
            boolean isRequest = attribute.oid().equals(Csr.EXTENSION_REQUEST);
            DerReader values = attribute.enter(DerReader.SET);
            attribute.end();
            if (isRequest) {
                if (found.isPresent()) {
                    throw new IllegalArgumentException("the request asks for extensions twice");
                }
                found = Optional.of(values.sequence());
                values.end();
            }
        }
        return found;
    }

    private void readExtensions(Map<String, byte[]> extensions) {
        extensions.forEach((oid, value) -> {
            switch (oid) {
                case Extensions.SUBJECT_ALT_NAME -> readNames(value);
                case Extensions.TN_AUTH_LIST -> identifiers.add(Extensions.readTnAuthList(value));
                case Extensions.TLS_FEATURE -> mustStaple = Extensions.asksForStapling(value);
                default -> {}
            }
        });
    }

    private void readNames(byte[] subjectAltName) {
        DerReader names = DerReader.ofSequence(subjectAltName);
        do {
            GeneralNames.read(names).ifPresentOrElse(identifiers::add, () -> otherNames = true);
        } while (names.hasMore());
    }

    Jwk publicKey() {
        return publicKey.jwk();
    }

    Optional<String> commonName() {
        return commonName;
    }

    List<Identifier> identifiers() {
        return List.copyOf(identifiers);
    }

    boolean mustStaple() {
        return mustStaple;
    }

    boolean hasOtherNames() {
        return otherNames;
    }
}
