/**
 * JOSE as far as ACME needs it: keys, signed requests and base64url, as values (RFC 7515, RFC 7517, RFC 7638).
 *
 * <pre>{@code
 * import dev.akme.jose.*;
 *
 * class Example {
 *     static String accountOf(byte[] request) {
 *         Jws jws = Jws.TYPE.read(request);
 *         JwsHeader header = jws.protectedHeader();
 *         return header.kid().map(kid -> (jws.isPostAsGet() ? "read by " : "posted by ") + kid)
 *                 .or(() -> header.jwk().map(Jwk::thumbprint))
 *                 .orElseThrow();
 *     }
 * }
 * }</pre>
 */
package dev.akme.jose;
