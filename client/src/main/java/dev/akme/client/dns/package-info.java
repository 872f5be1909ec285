/**
 * Answers challenges in the DNS: puts the records there, follows aliases, and waits until the servers have them.
 *
 * <pre>{@code
 * import dev.akme.client.ChallengeSolver;
 * import dev.akme.client.dns.*;
 *
 * class Example {
 *     static ChallengeSolver ownServer(String keyFile) {
 *         return Dns01Solver.of(Rfc2136Records.builder("ns1.example.org").key(TsigKey.parse(keyFile)).build());
 *     }
 *
 *     static ChallengeSolver host(TxtRecords yourDnsHost) {
 *         return Dns01Solver.builder(yourDnsHost).dns(DnsClient.of("192.0.2.53", "[2001:db8::53]:53")).build();
 *     }
 *
 *     static ChallengeSolver recordThatStays() {
 *         return DnsPersistSolver.of(DnsClient.system());
 *     }
 * }
 * }</pre>
 *
 * <p>For a DNS host with an interface of its own, implement {@link dev.akme.client.dns.TxtRecords}: one method that adds a
 * record, one that removes it. No exception and no log shows the value of a challenge or a key. Clients and solvers are safe for
 * use by many threads, builders are for one.
 */
package dev.akme.client.dns;
