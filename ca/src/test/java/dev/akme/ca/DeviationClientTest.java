package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Akme's client does with servers that deviate. */
@Timeout(60)
class DeviationClientTest {

    @ParameterizedTest
    @EnumSource
    void theClientCopesOrSaysWhatIsWrong(Deviation deviation) throws Exception {
        Trial.Row row = Trials.all().get(deviation);
        assertThat(row.run()).isEqualTo(row.outcome());
    }
}
