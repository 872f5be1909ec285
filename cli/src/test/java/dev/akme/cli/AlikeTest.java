package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlikeTest {

    @Test
    void theDistanceIsTheNumberOfMistakes() {
        assertThat(Alike.distance("", "port")).isEqualTo(4);
        assertThat(Alike.distance("port", "port")).isZero();
        assertThat(Alike.distance("prot", "port")).isEqualTo(1);
        assertThat(Alike.distance("pot", "port")).isEqualTo(1);
        assertThat(Alike.distance("poort", "port")).isEqualTo(1);
        assertThat(Alike.distance("part", "port")).isEqualTo(1);
    }

    @Test
    void theNearestIsMeantAndNothingThatIsFarAway() {
        List<String> known = List.of("--production", "--profile", "--port");
        assertThat(Alike.suggestion("--prot", known)).isEqualTo("; did you mean --port?");
        assertThat(Alike.suggestion("--colour", known)).isEmpty();
        assertThat(Alike.suggestion("", known)).isEmpty();
    }
}
