package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainException;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.solver.Http01Server;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ProblemType;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServers;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Servers that do what they may and few do. */
@Scenarios
class OddServersTest {

    private static final String[] NAMES = {"www.example.org", "example.org"};

    private final TestServers servers;

    OddServersTest(TestServers servers) {
        this.servers = servers;
    }

    @Test
    void halfOfTheNoncesAreRefused() throws Exception {
        Scene scene = Scene.at(servers, Settings.DEFAULT.withRefusedNonces(50));
        AcmeAccount account = untilNoncesSuffice(scene::account);
        try (Http01Server http = scene.http01()) {
            for (int i = 0; i < 5; i++) {
                ObtainedCertificate obtained = untilNoncesSuffice(() -> account.obtain(ObtainRequest.of(NAMES), http));
                Certificates.require(obtained, scene.server.roots(), NAMES);
            }
        }
    }

    /** A request is sent six times at most: one of 64 is refused each time. */
    private static <T> T untilNoncesSuffice(Callable<T> call) throws Exception {
        for (int i = 0; ; i++) {
            try {
                return call.call();
            } catch (ObtainException | AcmeProblemException e) {
                Throwable cause = e instanceof ObtainException ? e.getCause() : e;
                boolean refused = cause instanceof AcmeProblemException problem
                        && problem.problem().type().equals(ProblemType.BAD_NONCE);
                if (!refused || i == 20) {
                    throw e;
                }
            }
        }
    }

    @Test
    void authorizationsAreNeverReused() throws Exception {
        Scene scene = Scene.at(servers, Settings.DEFAULT.withReusedAuthorizations(0));
        AcmeAccount account = scene.account();
        try (Http01Server http = scene.http01()) {
            for (int i = 0; i < 2; i++) {
                Watched watched = new Watched(http);
                ObtainedCertificate obtained = account.obtain(ObtainRequest.of(NAMES), watched);
                Certificates.require(obtained, scene.server.roots(), NAMES);
                // Pebble reuses one of a hundred all the same.
                assertThat(watched.presented()).hasSizeBetween(i == 0 ? 2 : 0, 2);
                assertThat(watched.closed()).isEqualTo(watched.presented().size());
            }
        }
    }

    @Test
    void authorizationsAreAlwaysReused() throws Exception {
        Scene scene = Scene.at(servers, Settings.DEFAULT.withReusedAuthorizations(100));
        AcmeAccount account = scene.account();
        try (Http01Server http = scene.http01()) {
            Watched first = new Watched(http);
            account.obtain(ObtainRequest.of("www.example.org"), first);
            assertThat(first.presented()).hasSize(1);

            Watched second = new Watched(http);
            ObtainedCertificate partly = account.obtain(ObtainRequest.of(NAMES), second);
            Certificates.require(partly, scene.server.roots(), NAMES);
            assertThat(second.presented()).containsExactly("http-01 for example.org");

            Watched third = new Watched(http);
            ObtainedCertificate wholly = account.obtain(ObtainRequest.of(NAMES), third);
            Certificates.require(wholly, scene.server.roots(), NAMES);
            assertThat(third.presented()).isEmpty();
        }
    }

    @Test
    void validationIsSlow() throws Exception {
        Scene scene = Scene.at(servers, Settings.DEFAULT.withValidation(Duration.ofSeconds(3)));
        try (Http01Server http = scene.http01()) {
            Watched watched = new Watched(http);
            ObtainedCertificate obtained = scene.account().obtain(ObtainRequest.of(NAMES), watched);
            Certificates.require(obtained, scene.server.roots(), NAMES);
            assertThat(watched.closed()).isEqualTo(2);
        }
    }

    @Test
    void theServerSaysWhenToComeAgain() throws Exception {
        Settings settings =
                Settings.DEFAULT.withValidation(Duration.ofSeconds(2)).withRetryAfter(Duration.ofSeconds(1));
        Scene scene = Scene.at(servers, settings);
        AcmeAccount account = scene.account();
        try (Http01Server http = scene.http01()) {
            // It says so in both forms, in seconds and as a date, by chance.
            for (int i = 0; i < 3; i++) {
                ObtainedCertificate obtained = account.obtain(ObtainRequest.of(NAMES), http);
                Certificates.require(obtained, scene.server.roots(), NAMES);
            }
        }
    }
}
