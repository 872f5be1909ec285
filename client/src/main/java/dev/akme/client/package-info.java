/**
 * Talks to ACME servers (RFC 8555 and its extensions): each request by itself, or the whole way to a certificate.
 *
 * <pre>{@code
 * import dev.akme.client.*;
 * import dev.akme.client.solver.Http01Server;
 * import dev.akme.jose.*;
 * import dev.akme.messages.NewAccount;
 * import java.net.URI;
 *
 * class Example {
 *     static String certificate(URI directory, String name) throws InterruptedException {
 *         AcmeAccount account = AcmeClient.of(directory)
 *                 .register(
 *                         SigningKey.generate(KeyType.P256),
 *                         NewAccount.builder().termsOfServiceAgreed(true).build());
 *         try (Http01Server solver = Http01Server.create()) {
 *             return account.obtain(ObtainRequest.of(name), solver).chain().toPem();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>{@link dev.akme.client.AcmeClient} is a CA, {@link dev.akme.client.AcmeAccount} an account there: both do input and
 * output, and what they return are immutable messages. Challenges are answered by a
 * {@link dev.akme.client.ChallengeSolver}; {@code dev.akme.client.solver} and {@code dev.akme.client.dns} have some.
 *
 * <p>Both are safe for use by many threads, builders are for one. Calls throw
 * {@link dev.akme.messages.AcmeProblemException} when the server said no, {@link dev.akme.client.AcmeProtocolException} when it did
 * not speak ACME, {@link dev.akme.client.AcmeNetworkException} when there was no answer,
 * {@link dev.akme.client.AcmeTimeoutException} when the time was over, and {@link java.lang.InterruptedException} when their thread
 * is interrupted. {@code null} is taken where it says {@code @Nullable}, and nowhere else.
 */
package dev.akme.client;
