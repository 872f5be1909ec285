package dev.akme.bench;

import dev.akme.jose.SigningKey;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.util.function.Consumer;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Requests by jose4j, in the compact form, as it knows no other. It gets text, which spares it the decoding.
 */
final class Jose4jRequests implements Requests<String> {

    private final String alg;
    private final byte[] payload = Requests.payload();
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final AlgorithmConstraints allowed;
    private final ProviderContext context = new ProviderContext();

    /** It names providers and so finds installed ones only: this installs it, as the last of them. */
    Jose4jRequests(JoseAlgorithm algorithm, SigningKey key, @Nullable Provider provider) {
        alg = algorithm.label();
        privateKey = key.exportPrivateKey();
        publicKey = key.verificationKey().publicKey();
        allowed = new AlgorithmConstraints(ConstraintType.PERMIT, alg);
        if (provider != null) {
            Security.addProvider(provider);
            context.getSuppliedKeyProviderContext().setSignatureProvider(provider.getName());
        }
    }

    @Override
    public String sign() throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setProviderContext(context);
        jws.setAlgorithmHeaderValue(alg);
        jws.setKeyIdHeaderValue(ACCOUNT);
        jws.setHeader("nonce", NONCE);
        jws.setHeader("url", NEW_ORDER);
        jws.setPayloadBytes(payload);
        jws.setKey(privateKey);
        return jws.getCompactSerialization();
    }

    @Override
    public byte[] verify(String request, Consumer<Object> header) throws JoseException, SignatureException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setProviderContext(context);
        jws.setAlgorithmConstraints(allowed);
        jws.setCompactSerialization(request);
        jws.setKey(publicKey);
        if (!jws.verifySignature()) {
            throw new SignatureException();
        }
        header.accept(jws.getHeaders());
        return jws.getPayloadBytes();
    }
}
