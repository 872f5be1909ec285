package dev.akme.bench;

import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import dev.akme.jose.VerifiedJws;
import dev.akme.messages.RequestVerifier;
import dev.akme.messages.RequestVerifier.SignedBy;
import dev.akme.messages.VerifiedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests by Akme. */
final class AkmeRequests implements Requests<byte[]> {

    private static final URI URL = URI.create(NEW_ORDER);

    private final JwsAlgorithm alg;
    private final byte[] payload = Requests.payload();
    private final SigningKey key;
    private final VerificationKey verificationKey;
    private final RequestVerifier server;

    AkmeRequests(JoseAlgorithm algorithm, SigningKey key) {
        this.alg = algorithm.jws();
        this.key = key;
        this.verificationKey = key.verificationKey();
        Map<String, VerificationKey> accounts = Map.of(ACCOUNT, verificationKey);
        this.server = RequestVerifier.of(
                List.of(JwsAlgorithm.ES256, JwsAlgorithm.RS256, JwsAlgorithm.EDDSA),
                account -> Optional.ofNullable(accounts.get(account)),
                NONCE::equals,
                null);
    }

    /** What a request with ECDSA signs. */
    static byte[] signingInput() {
        SigningKey key = JoseAlgorithm.ES256.signingKey(CryptoProvider.JDK, 0);
        Jws jws = new AkmeRequests(JoseAlgorithm.ES256, key).signed();
        return (jws.protectedText() + '.' + jws.payloadText()).getBytes(StandardCharsets.US_ASCII);
    }

    private Jws signed() {
        JwsHeader header =
                JwsHeader.builder().alg(alg).kid(ACCOUNT).nonce(NONCE).url(URL).build();
        return key.sign(header, payload);
    }

    @Override
    public byte[] sign() {
        return signed().toJsonBytes();
    }

    @Override
    public byte[] verify(byte[] request, Consumer<Object> header) {
        VerifiedJws verified = Jws.TYPE.read(request).verify(List.of(alg), unverified -> verificationKey);
        header.accept(verified.header());
        return verified.payload();
    }

    /** All that a server checks: the algorithm among several, the account, the nonce, the URL. */
    byte[] verifyAsServer(byte[] request, Consumer<Object> header) {
        VerifiedRequest verified = server.verify(request, URL, SignedBy.KID);
        header.accept(verified.header());
        return verified.payload();
    }
}
