/**
 * JOSE as far as ACME needs it: keys, signed requests and base64url (RFC 7515, RFC 7517, RFC 7638).
 *
 * <pre>{@code
 * import dev.akme.jose.*;
 * import java.net.URI;
 * import java.util.Set;
 *
 * class Example {
 *     static Jws read(SigningKey key, URI account, String nonce, URI order) {
 *         return key.signPostAsGet(key.header().kid(account).nonce(nonce).url(order).build());
 *     }
 *
 *     static VerifiedJws verify(byte[] request, VerificationKey accountKey) {
 *         Jws jws = Jws.TYPE.read(request);
 *         return jws.verify(Set.of(JwsAlgorithm.ES256, JwsAlgorithm.RS256), header -> accountKey);
 *     }
 * }
 * }</pre>
 *
 * <p>A key is one of four things: {@link dev.akme.jose.Jwk}, the public key as it stands on the wire;
 * {@link dev.akme.jose.VerificationKey}, the same after it was checked, to verify with; {@link dev.akme.jose.SigningKey},
 * the private key; {@link dev.akme.jose.MacKey}, which a CA shares for an external account binding. What a server checks
 * of a whole request is in {@link dev.akme.jose.Jws#verify} and, with nonce and URL, in
 * {@code dev.akme.messages.RequestVerifier}.
 *
 * <p>Cryptography is the JDK's, or that of the {@link java.security.Provider} that a key was given.
 *
 * <p>Keys, headers and requests are immutable and safe for use by many threads, builders are for one thread. What is refused is a
 * {@link dev.akme.jose.JoseException}. {@code null} is taken where it says {@code @Nullable}, and nowhere else.
 */
package dev.akme.jose;
