package dev.akme.bench;

import dev.akme.jose.Base64Url;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs octets and verifies signatures over them, by Akme or by the JDK's classes and nothing else. */
interface RawSignatures {

    byte[] sign(byte[] input) throws GeneralSecurityException;

    boolean verify(byte[] input, byte[] signature) throws GeneralSecurityException;

    static RawSignatures akme(JoseAlgorithm algorithm, CryptoProvider provider) {
        if (algorithm == JoseAlgorithm.HS256) {
            return new AkmeMac(algorithm.jws(), JoseAlgorithm.macKey(provider));
        }
        SigningKey key = algorithm.signingKey(provider, 0);
        return new AkmeSignature(algorithm.jws(), key, key.verificationKey());
    }

    /** With the very keys that Akme computes with. */
    static RawSignatures jca(JoseAlgorithm algorithm, CryptoProvider provider) {
        if (algorithm == JoseAlgorithm.HS256) {
            byte[] octets = Base64Url.decode(JoseAlgorithm.macKey(provider).exportPrivateText());
            return new JcaMac(algorithm.jcaName(), provider.provider(), new SecretKeySpec(octets, "HMAC"));
        }
        SigningKey key = algorithm.signingKey(provider, 0);
        return new JcaSignature(
                algorithm.jcaName(),
                provider.provider(),
                key.exportPrivateKey(),
                key.verificationKey().publicKey());
    }

    record AkmeSignature(JwsAlgorithm alg, SigningKey key, VerificationKey verificationKey) implements RawSignatures {
        @Override
        public byte[] sign(byte[] input) {
            return key.sign(alg, input);
        }

        @Override
        public boolean verify(byte[] input, byte[] signature) {
            return verificationKey.verify(alg, input, signature);
        }
    }

    record AkmeMac(JwsAlgorithm alg, MacKey key) implements RawSignatures {
        @Override
        public byte[] sign(byte[] input) {
            return key.sign(alg, input);
        }

        @Override
        public boolean verify(byte[] input, byte[] signature) {
            return key.verify(alg, input, signature);
        }
    }

    record JcaSignature(String name, @Nullable Provider provider, PrivateKey privateKey, PublicKey publicKey)
            implements RawSignatures {

        private Signature open() throws GeneralSecurityException {
            return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
        }

        @Override
        public byte[] sign(byte[] input) throws GeneralSecurityException {
            Signature signature = open();
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        }

        @Override
        public boolean verify(byte[] input, byte[] signature) throws GeneralSecurityException {
            Signature verification = open();
            verification.initVerify(publicKey);
            verification.update(input);
            return verification.verify(signature);
        }
    }

    record JcaMac(String name, @Nullable Provider provider, SecretKey key) implements RawSignatures {
        @Override
        public byte[] sign(byte[] input) throws GeneralSecurityException {
            Mac mac = provider == null ? Mac.getInstance(name) : Mac.getInstance(name, provider);
            mac.init(key);
            return mac.doFinal(input);
        }

        @Override
        public boolean verify(byte[] input, byte[] signature) throws GeneralSecurityException {
            return MessageDigest.isEqual(sign(input), signature);
        }
    }
}
