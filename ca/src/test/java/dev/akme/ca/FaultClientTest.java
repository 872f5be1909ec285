package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Akme's client does with what goes wrong. */
@Timeout(60)
class FaultClientTest {

    /** What goes wrong by chance, or does not show. */
    private static final Set<String> BY_CHANCE =
            Set.of("refuseNonces(0.1)", "answer(\"newOrder\", 0.3, 503)", "acceptValidations(true)");

    static Set<String> calls() {
        return FaultTrials.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theClientCopesOrSaysWhatIsWrong(String call) throws Exception {
        Trial.Row row = FaultTrials.all().get(call);
        assertThat(BY_CHANCE.contains(call) ? row.run() : row.runAndSee()).isEqualTo(row.outcome());
    }
}
