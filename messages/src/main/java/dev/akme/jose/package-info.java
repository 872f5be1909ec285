/**
 * JOSE as far as ACME needs it: keys, signed requests and base64url, as values (RFC 7515, RFC 7517, RFC 7638).
 *
 * <pre>{@code
 * Jws request = Jws.TYPE.read(body);
 * JwsHeader header = request.protectedHeader();
 * String account = header.kid().orElseThrow();
 * boolean readsOnly = request.isPostAsGet();
 *
 * Jwk key = Jwk.TYPE.read("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"...\"}");
 * String thumbprint = key.thumbprint();
 * }</pre>
 */
package dev.akme.jose;
