package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeNetworkException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.security.cert.CertPathBuilderException;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class NextStepTest {

    @Test
    void whoAskedTooOftenIsToldWhenToComeBack() {
        Instant later = Instant.parse("2026-11-02T00:00:00Z");
        Failure failure = Failures.of(
                new AcmeProblemException(Problem.of(ProblemType.RATE_LIMITED, "too many orders"), 429, later));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.RATE_LIMITED);
        assertThat(failure).hasMessageContaining("2026-11-02T00:00:00Z").hasMessageContaining("too many orders");
        assertThat(failure.retryAt()).contains(later);
    }

    @Test
    void whatTheCaRefusesHasANumberOfItsOwn() {
        Failure failure =
                Failures.of(new AcmeProblemException(Problem.of(ProblemType.BAD_PUBLIC_KEY, "P-521 is not taken")));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(failure).hasMessageContaining("--key-type");
        assertThat(failure.retryAt()).isEmpty();
    }

    @Test
    void whatIsRefusedOutsideOfAValidationHasNothingToDoWithPorts() {
        for (ProblemType type : new ProblemType[] {
            ProblemType.UNAUTHORIZED, ProblemType.CONNECTION, ProblemType.INCORRECT_RESPONSE, ProblemType.TLS
        }) {
            assertThat(Failures.of(new AcmeProblemException(Problem.of(type, "the account is not yours"))))
                    .hasMessageEndingWith("the account is not yours");
        }
    }

    @Test
    void aProblemWhoseTypeCannotBeReadIsARefusalLikeAnyOther() {
        Failure failure =
                Failures.of(new AcmeProblemException(Problem.TYPE.read("{\"type\":7,\"detail\":\"no\"}"), 403, null));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(failure).hasMessageContaining("no");
    }

    @Test
    void aCaThatIsNotTrustedIsToldApartFromOneThatIsNotThere() {
        Exception distrust = new SSLHandshakeException("no path");
        distrust.initCause(new CertPathBuilderException("to no root"));
        assertThat(Failures.of(new AcmeNetworkException("GET /", distrust, false)))
                .hasMessageContaining("--ca-file");
        assertThat(Failures.of(new AcmeNetworkException("GET /", null, false)))
                .hasMessageContaining("--server")
                .extracting(Failure::exitCode)
                .isEqualTo(ExitCode.NETWORK);
    }
}
