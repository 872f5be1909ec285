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
 */
package dev.akme.client;
