package dev.akme.jose;

import dev.akme.der.DerWriter;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a signature algorithm of JWS is done by the JDK's classes, with any provider (RFC 7518 §3.3 to §3.5, RFC 8037). */
final class SignatureScheme {

    /** How the signature comes out of a provider. */
    private enum Form {
        PLAIN,
        DER
    }

    /** What a provider may call it. */
    private record Name(String name, @Nullable AlgorithmParameterSpec parameters, Form form) {

        static Name plain(String name) {
            return new Name(name, null, Form.PLAIN);
        }
    }

    private static final Map<String, SignatureScheme> BY_ALGORITHM_AND_KEY = Map.ofEntries(
            Map.entry("ES256 EC P-256", ecdsa("SHA256", Curve.P256)),
            Map.entry("ES384 EC P-384", ecdsa("SHA384", Curve.P384)),
            Map.entry("ES512 EC P-521", ecdsa("SHA512", Curve.P521)),
            Map.entry("RS256 RSA", new SignatureScheme(null, Name.plain("SHA256withRSA"))),
            Map.entry("RS384 RSA", new SignatureScheme(null, Name.plain("SHA384withRSA"))),
            Map.entry("RS512 RSA", new SignatureScheme(null, Name.plain("SHA512withRSA"))),
            Map.entry("PS256 RSA", pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
            Map.entry("PS384 RSA", pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
            Map.entry("PS512 RSA", pss("SHA-512", MGF1ParameterSpec.SHA512, 64)),
            Map.entry("EdDSA OKP Ed25519", eddsa("Ed25519")),
            Map.entry("EdDSA OKP Ed448", eddsa("Ed448")),
            Map.entry("Ed25519 OKP Ed25519", eddsa("Ed25519")),
            Map.entry("Ed448 OKP Ed448", eddsa("Ed448")));

    private final @Nullable Curve curve;
    private final List<Name> names;

    private SignatureScheme(@Nullable Curve curve, Name... names) {
        this.curve = curve;
        this.names = List.of(names);
    }

    private static SignatureScheme ecdsa(String hash, Curve curve) {
        String name = hash + "withECDSA";
        return new SignatureScheme(curve, Name.plain(name + "inP1363Format"), new Name(name, null, Form.DER));
    }

    private static SignatureScheme pss(String hash, MGF1ParameterSpec mgf, int salt) {
        PSSParameterSpec parameters = new PSSParameterSpec(hash, "MGF1", mgf, salt, PSSParameterSpec.TRAILER_FIELD_BC);
        return new SignatureScheme(
                null,
                new Name("RSASSA-PSS", parameters, Form.PLAIN),
                new Name(hash.replace("-", "") + "withRSA/PSS", parameters, Form.PLAIN));
    }

    private static SignatureScheme eddsa(String curve) {
        return new SignatureScheme(null, Name.plain(curve), Name.plain("EdDSA"));
    }

    /** Throws {@link JoseException} when the algorithm is not one for that kind of key, see {@link Jwk#kind()}. */
    static SignatureScheme of(JwsAlgorithm alg, String kind) {
        SignatureScheme scheme = BY_ALGORITHM_AND_KEY.get(alg.value() + " " + kind);
        if (scheme == null) {
            throw JoseException.key("the algorithm " + alg + " is not one for keys of the kind " + kind
                    + ": choose the algorithm by the key");
        }
        return scheme;
    }

    byte[] sign(PrivateKey key, @Nullable Provider provider, byte[] input) {
        try {
            Opened opened = open(provider);
            opened.signature.initSign(key);
            opened.prepare(input);
            byte[] made = opened.signature.sign();
            return opened.form == Form.DER && curve != null ? EcdsaFormat.fromDer(made, curve) : made;
        } catch (InvalidKeyException e) {
            // The cause stays away, here and below: what a provider says of a key may quote it.
            throw JoseException.key("the provider does not take the private key for this algorithm");
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalStateException(
                    "the provider cannot sign: " + e.getClass().getName());
        }
    }

    /** Whether it is the signature; the caller has seen to its length. */
    boolean verify(PublicKey key, @Nullable Provider provider, byte[] input, byte[] signature) {
        if (curve != null && !EcdsaFormat.isInRange(signature, curve)) {
            return false;
        }
        try {
            Opened opened = open(provider);
            opened.signature.initVerify(key);
            opened.prepare(input);
            return opened.signature.verify(opened.form == Form.DER ? DerWriter.ecdsaSignature(signature) : signature);
        } catch (InvalidKeyException e) {
            throw JoseException.key("the provider does not take the public key for this algorithm");
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException(
                    "the provider cannot verify: " + e.getClass().getName());
        } catch (RuntimeException e) {
            // A provider that stumbles over octets that somebody made for that.
            return false;
        }
    }

    /** Whether a provider has it under one of its names; what the JVM has shows when it is used. */
    boolean isOffered(@Nullable Provider provider) {
        return provider == null || names.stream().anyMatch(name -> provider.getService("Signature", name.name) != null);
    }

    private Opened open(@Nullable Provider provider) throws NoSuchAlgorithmException {
        for (Name name : names) {
            if (provider == null) {
                try {
                    return new Opened(Signature.getInstance(name.name), name.parameters, name.form);
                } catch (NoSuchAlgorithmException e) {
                    // None of the JVM's providers calls it so.
                }
            } else if (provider.getService("Signature", name.name) != null) {
                return new Opened(Signature.getInstance(name.name, provider), name.parameters, name.form);
            }
        }
        throw new NoSuchAlgorithmException(names.get(0).name);
    }

    private record Opened(Signature signature, @Nullable AlgorithmParameterSpec parameters, Form form) {

        void prepare(byte[] input) throws GeneralSecurityException {
            if (parameters != null) {
                signature.setParameter(parameters);
            }
            signature.update(input);
        }
    }
}
