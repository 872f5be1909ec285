package dev.akme.ca;

import dev.akme.ca.issuer.Authority;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key that a CA is to issue with, and the certificates above it, brought along from elsewhere. The key may be one that never
 * leaves its device, such as that of a PKCS #11 token, if its provider is installed in the JVM. Immutable.
 */
public final class IssuingKey {

    private final PrivateKey key;
    private final List<List<X509Certificate>> chains;

    private IssuingKey(PrivateKey key, List<List<X509Certificate>> chains) {
        this.key = key;
        this.chains = chains;
    }

    /**
     * Makes one of a key and its chain.
     *
     * @param key an EC or RSA key
     * @param chain first the certificate of the key, each issued by the next, and a root as the last: two at least
     * @return the issuing key; whether all of it fits together is found out when the CA starts
     * @throws IllegalArgumentException when there are not two certificates
     */
    public static IssuingKey of(PrivateKey key, List<X509Certificate> chain) {
        return new IssuingKey(key, List.of(checked(chain)));
    }

    /**
     * Adds a chain to another root, which clients may choose (RFC 8555 §7.4.2).
     *
     * @param chain as of {@link #of}: its first certificate is of the same key and has the same name
     * @return the key with one chain more
     * @throws IllegalArgumentException when there are not two certificates
     */
    public IssuingKey withAlternate(List<X509Certificate> chain) {
        return new IssuingKey(
                key, Stream.concat(chains.stream(), Stream.of(checked(chain))).toList());
    }

    private static List<X509Certificate> checked(List<X509Certificate> chain) {
        if (chain.size() < 2) {
            throw new IllegalArgumentException(
                    "the chain of an issuing key has two certificates at least: first that of the key, at last a root");
        }
        return List.copyOf(chain);
    }

    /**
     * {@return the certificate of the key, in the first chain}
     */
    public X509Certificate certificate() {
        return chains.get(0).get(0);
    }

    Authority authority() {
        return Authority.ofChains(
                chains.stream().map(chain -> chain.get(chain.size() - 1)).toList(),
                chains.stream().map(chain -> chain.subList(0, chain.size() - 1)).toList(),
                key);
    }

    /**
     * {@return the names of the certificates, and nothing of the key}
     */
    @Override
    public String toString() {
        return "issuing key of " + certificate().getSubjectX500Principal();
    }
}
