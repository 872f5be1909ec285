/**
 * What each challenge must be answered with (RFC 8555 §8 and extensions), and how a server checks the answer: pure
 * computation for both ends, a class for each challenge type.
 *
 * <pre>{@code
 * import dev.akme.challenge.*;
 * import dev.akme.jose.Jwk;
 * import dev.akme.messages.*;
 * import java.util.List;
 * import java.util.Optional;
 *
 * class Example {
 *     static String zoneFileLine(Identifier identifier, Dns01Challenge challenge, Jwk accountKey) {
 *         KeyAuthorization expected = KeyAuthorization.of(challenge.token(), accountKey);
 *         return Dns01.recordName(identifier) + ". IN TXT \"" + Dns01.value(expected) + '"';
 *     }
 *
 *     static Optional<Problem> validate(List<List<String>> records, Dns01Challenge challenge, Jwk accountKey) {
 *         return Dns01.check(records, KeyAuthorization.of(challenge.token(), accountKey));
 *     }
 * }
 * }</pre>
 *
 * <p>Every {@code check} is for servers: it gives the {@link dev.akme.messages.Problem} to put into the challenge, or
 * nothing when the answer is right. Text that cannot be right, such as a token that leads out of a folder, is refused
 * with {@link java.lang.IllegalArgumentException}. No problem and no exception quotes a token or a nonce.
 *
 * <p>Values are immutable and all methods safe for use by many threads. Nothing takes or gives {@code null}; arrays that are
 * given are the caller's own.
 */
package dev.akme.challenge;
