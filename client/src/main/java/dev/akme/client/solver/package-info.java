/**
 * Solvers that come with the client: servers for http-01 and tls-alpn-01 (RFC 8555 §8.3, RFC 8737 §3), files for a web
 * server, a person who is told what to do, and several of them as one.
 *
 * <pre>{@code
 * import dev.akme.client.ChallengeSolver;
 * import dev.akme.client.solver.*;
 * import java.nio.file.Path;
 *
 * class Example {
 *     static ChallengeSolver ownServers() {
 *         return Solvers.firstOf(Http01Server.create(), TlsAlpn01Server.create());
 *     }
 *
 *     static ChallengeSolver behindProxy() {
 *         return Http01Server.builder().port(8080).build();
 *     }
 *
 *     static ChallengeSolver besideWebServer(Path root) {
 *         return Http01WebRoot.of(root);
 *     }
 * }
 * }</pre>
 *
 * <p>All solvers are safe for use by many threads, may be used for many orders, and answer many challenges at a time.
 * Closing what they presented more than once does nothing more. No exception quotes a token.
 */
package dev.akme.client.solver;
