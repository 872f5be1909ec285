/**
 * A certificate authority, a DNS and a clock inside a test.
 *
 * <pre>{@code
 * import dev.akme.client.*;
 * import dev.akme.testkit.*;
 * import java.time.Duration;
 * import org.junit.jupiter.api.Test;
 *
 * @AcmeTest(refuseNextNonces = 1)
 * class Example {
 *     @Test
 *     void getsACertificate(AcmeAccount account, ChallengeSolver solver, MutableClock clock) throws InterruptedException {
 *         ObtainedCertificate certificate = account.obtain(ObtainRequest.of("www.example.org"), solver);
 *         clock.advance(Duration.ofDays(60));
 *         assert certificate.chain().leaf().getNotAfter().toInstant().isAfter(clock.instant());
 *     }
 * }
 * }</pre>
 *
 * <p>{@link dev.akme.testkit.AcmeTestKit} is all of it in one object, and needs no JUnit. {@link dev.akme.testkit.AcmeTest}
 * and {@link dev.akme.testkit.AcmeExtension} give a kit of its own to each test of JUnit 5.14, 6 and newer.
 *
 * <p>A kit and its parts are safe for use by many threads, builders are for one. Nothing takes or gives {@code null}.
 */
package dev.akme.testkit;
