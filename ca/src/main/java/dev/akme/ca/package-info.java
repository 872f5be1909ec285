/**
 * A certificate authority in one object (RFC 8555 and its extensions).
 *
 * <pre>{@code
 * import dev.akme.ca.*;
 * import java.net.*;
 * import java.nio.file.Path;
 * import java.time.Duration;
 * import java.util.List;
 *
 * class Example {
 *     static AcmeCa internalCa(Path keys) {
 *         return AcmeCa.builder()
 *                 .listen(new InetSocketAddress("0.0.0.0", 443))
 *                 .url(URI.create("https://acme.example.org"))
 *                 .keys(keys)
 *                 .identifiers(IdentifierPolicy.builder().forbidDomains(List.of("bank.example")).build())
 *                 .profile(Profile.of("server", "Servers, for three weeks", Duration.ofDays(21)))
 *                 .start();
 *     }
 * }
 * }</pre>
 *
 * <p>{@link dev.akme.ca.AcmeCa} listens by itself, or is mounted into a server that is there. What it keeps is in
 * {@code dev.akme.ca.store}, how it validates in {@code dev.akme.ca.validation}.
 *
 * <p>A CA, its faults and its external accounts are safe for use by many threads; settings, requests and responses are immutable,
 * builders are for one thread. {@code null} is taken where it says {@code @Nullable}, and nowhere else.
 */
package dev.akme.ca;
