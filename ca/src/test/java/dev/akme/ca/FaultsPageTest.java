package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/faults.md} what the CA does wrong and what the tests of Akme's client hold it to. */
class FaultsPageTest {

    private static final Path PAGE = Path.of("../docs/faults.md");

    /** With a test in each of the modules that this one needs, as Maven asks for. */
    private static final String RENEW = "./mvnw -pl ca -am test -Dtest=LinkTest,RefusalsTest,FaultsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dakme.docs=write";

    private static final String FAULTS = """
            | method | what goes wrong |
            |---|---|
            | `refuseNonces`, `refuseNextNonces` | good nonces are refused with `badNonce`, by share or the next ones; the answer has a fresh one |
            | `delayValidations` | validations wait, and challenges are `processing` meanwhile |
            | `failValidations` | a share of the validations fails with `connection`, and nobody looks |
            | `failValidation`, `mendValidation` | every validation of one identifier fails with a problem of your choice, until it is mended |
            | `acceptValidations` | everything that a client answers is valid, and nobody looks |
            | `delayIssuance` | issuances wait, and orders are `processing` meanwhile |
            | `holdOrders` | finalized orders stay `processing` until they are released |
            | `rateLimitUntil` | newAccount, newOrder and newAuthz are `rateLimited`, 429 with `Retry-After`, until a time of the CA's clock |
            | `answerNext` | the next request, or the next one for a resource, is answered with a problem, and `Retry-After` if you say so |
            | `answer` | a share of the requests for a resource is answered with a problem |
            | `dropNext` | the connection of the next requests is closed before anybody works on them, without an octet |
            | `dropNextAnswers` | the next requests are done, and then the connection is closed instead of an answer |
            | `deviate`, `conform`, `deviations` | the CA does as other servers do: see below |
            | `clear` | all is well again, and orders that were held are issued |
            """;

    @Test
    void thePageSaysWhatGoesWrong() throws Exception {
        String page = page();
        if ("write".equals(System.getProperty("akme.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/faults.md is stale; renew it with: %s", RENEW)
                .isEqualTo(page);
    }

    @Test
    void thePageHasEveryFault() {
        Set<String> methods = Arrays.stream(Faults.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(methods).allSatisfy(method -> assertThat(FAULTS).contains("`" + method + "`"));
    }

    private static String page() {
        StringBuilder out = new StringBuilder("""
                # Faults and deviations

                What Akme's CA does wrong if you want it to, to try clients, and what Akme's client does then. Made from the
                tests; to renew it:

                    %s

                ```java
                AcmeCa ca = AcmeCa.forTests()
                        .faults(faults -> faults.refuseNonces(0.1).deviate(Deviation.CHAIN_WITH_CRLF))
                        .start();
                ca.faults().rateLimitUntil(clock.instant().plusSeconds(90));
                ```

                Faults can be set before the CA starts and at any time while it runs, and cost nothing while none is set. A CA
                that is mounted into another server cannot close a connection: its answer says `isDropped()`.

                ## Faults

                %s
                ### What Akme's client does

                The client registers, and obtains a certificate for two names. Where an exception follows it is the right one:
                it says what the server said, or that the time was over.

                | fault | the client |
                |---|---|
                """.formatted(RENEW, FAULTS));
        FaultTrials.all()
                .forEach((call, row) -> out.append("| `")
                        .append(call)
                        .append("` | ")
                        .append(row.outcome())
                        .append(" |\n"));
        out.append("""

                ## Deviations

                What real servers do otherwise than the RFCs say. A number never changes its meaning, and a letter is another
                form of the same; numbers that are missing are of clients, of resources that this CA does not have, or of what it
                does anyway. Where the client gets no certificate, it was asked for something that the server does not do, or
                what the server does leaves nothing to go on with.

                | | `Deviation` | what the server does | which servers | Akme's client |
                |---|---|---|---|---|
                """);
        Map<Deviation, Trial.Row> rows = Trials.all();
        for (Deviation deviation : Deviation.values()) {
            out.append("| ").append(deviation.id());
            out.append(" | `").append(deviation.name());
            out.append("` | ").append(deviation.description());
            out.append(" | ").append(deviation.servers());
            out.append(" | ").append(rows.get(deviation).outcome()).append(" |\n");
        }
        return out.toString();
    }
}
