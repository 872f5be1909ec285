package dev.akme.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObjectJSON;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.akme.jose.SigningKey;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests by nimbus-jose-jwt, in the flattened form. It gets text, which spares it the decoding. */
final class NimbusRequests implements Requests<String> {

    private final JWSAlgorithm alg;
    private final byte[] payload = Requests.payload();
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    /** Its Ed25519 is that of Tink, whatever the provider. */
    NimbusRequests(JoseAlgorithm algorithm, SigningKey key, @Nullable Provider provider) throws Exception {
        alg = JWSAlgorithm.parse(algorithm.label());
        PrivateKey privateKey = key.exportPrivateKey();
        PublicKey publicKey = key.verificationKey().publicKey();
        switch (algorithm) {
            case ES256 -> {
                signer = new ECDSASigner(privateKey, Curve.P_256);
                verifier = new ECDSAVerifier((ECPublicKey) publicKey);
            }
            case RS256 -> {
                signer = new RSASSASigner(privateKey);
                verifier = new RSASSAVerifier((RSAPublicKey) publicKey);
            }
            default -> {
                OctetKeyPair pair = OctetKeyPair.parse(key.exportPrivateJwk());
                signer = new Ed25519Signer(pair);
                verifier = new Ed25519Verifier(pair.toPublicJWK());
            }
        }
        signer.getJCAContext().setProvider(provider);
        verifier.getJCAContext().setProvider(provider);
    }

    @Override
    public String sign() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(alg)
                .keyID(ACCOUNT)
                .customParam("nonce", NONCE)
                .customParam("url", NEW_ORDER)
                .build();
        JWSObjectJSON jws = new JWSObjectJSON(new Payload(payload));
        jws.sign(header, signer);
        return jws.serializeFlattened();
    }

    @Override
    public byte[] verify(String request, Consumer<Object> header)
            throws JOSEException, ParseException, SignatureException {
        JWSObjectJSON jws = JWSObjectJSON.parse(request);
        JWSObjectJSON.Signature signature = jws.getSignatures().get(0);
        if (!signature.getHeader().getAlgorithm().equals(alg) || !signature.verify(verifier)) {
            throw new SignatureException();
        }
        header.accept(signature.getHeader());
        return jws.getPayload().toBytes();
    }
}
