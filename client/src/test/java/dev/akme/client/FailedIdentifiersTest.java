package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import dev.akme.messages.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of single identifiers when something other than their authorization fails. */
@Timeout(60)
class FailedIdentifiersTest {

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;

    private void everythingIsGivenUp() {
        assertThat(scene.solver.closed).containsExactlyInAnyOrderElementsOf(scene.solver.presented);
        assertThat(ca.state.authorizations).noneMatch(a -> a.status.equals("pending"));
    }

    private ObtainException failed() {
        return catchThrowableOfType(
                ObtainException.class,
                () -> scene.account()
                        .obtain(
                                ObtainRequest.of("www.example.org", "*.example.org", "example.org", "192.0.2.1"),
                                scene.solver));
    }

    /** RFC 8555 §6.7.1 */
    @Test
    void subproblemsAreToldForTheirIdentifiers() {
        String compound =
                "{\"type\":\"urn:ietf:params:acme:error:compound\",\"detail\":\"two of them\",\"subproblems\":["
                        + "{\"type\":\"urn:ietf:params:acme:error:caa\",\"detail\":\"CAA forbids it\",\"identifier\":"
                        + "{\"type\":\"dns\",\"value\":\"example.org\"}},"
                        + "{\"type\":\"urn:ietf:params:acme:error:malformed\",\"identifier\":5},"
                        + "{\"type\":\"urn:ietf:params:acme:error:malformed\"},"
                        + "{\"type\":\"urn:ietf:params:acme:error:rejectedIdentifier\",\"identifier\":"
                        + "{\"type\":\"ip\",\"value\":\"192.0.2.1\"}}]}";
        Fault ended = Fault.edit(body -> body.replaceFirst(
                "\"status\":\"[^\"]*\"", "\"status\":\"invalid\",\"error\":" + compound.replace("\\", "\\\\")));
        for (Step step : List.of(Step.NEW_ORDER, Step.FINALIZE, Step.ORDER)) {
            ca.state.issuancePolls = 1;
            ca.once(step, step == Step.ORDER ? ended : Fault.instead(Reply.problem(403, compound)));
            ObtainException e = failed();
            assertThat(e.failures().keySet())
                    .as(step.toString())
                    .containsExactly(Identifier.dns("example.org"), Identifier.ip("192.0.2.1"));
            assertThat(e.failures().get(Identifier.dns("example.org")).type()).isEqualTo(ProblemType.CAA);
            assertThat(e)
                    .hasMessageContainingAll("no certificate for www.example.org", "example.org", "CAA forbids it");
            assertThat(e.getCause()).isInstanceOf(AcmeProblemException.class);
            everythingIsGivenUp();
        }
    }

    @Test
    void aProblemOfOneIdentifierIsToldForItAndOneThatIsGarbledForNobody() {
        String type = "{\"type\":\"urn:ietf:params:acme:error:rejectedIdentifier\",";
        ca.once(
                Step.NEW_ORDER,
                Fault.instead(
                        Reply.problem(400, type + "\"identifier\":{\"type\":\"dns\",\"value\":\"example.org\"}}")),
                Fault.instead(Reply.problem(400, type + "\"subproblems\":7,\"identifier\":[]}")));
        assertThat(failed().failures()).containsOnlyKeys(Identifier.dns("example.org"));
        assertThat(failed().failures()).isEmpty();
    }

    @Test
    void aChallengeWhoseAnswerIsRefusedIsToldForItsIdentifier() {
        ca.once(Step.ANSWER, Fault.NONE, Fault.instead(Reply.problem(403, "unauthorized", "not that one")));
        ObtainException e = failed();
        assertThat(e.failures()).containsOnlyKeys(Identifier.dns("*.example.org"));
        assertThat(e)
                .hasMessageStartingWith("not authorized for *.example.org: ")
                .hasMessageContaining("not that one");
        assertThat(((AcmeProblemException) e.getCause()).httpStatus()).isEqualTo(403);
        everythingIsGivenUp();
    }
}
