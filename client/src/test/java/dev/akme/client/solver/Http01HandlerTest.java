package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.messages.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http01HandlerTest {

    private final Http01Handler handler = new Http01Handler();

    @Test
    void answersWhatIsPresentedAndNothingElse() throws Exception {
        assertThat(handler.answer(Samples.PATH)).isEmpty();
        try (Presented presented = handler.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented.response().toJson()).isEqualTo("{}");
            assertThat(handler.answer(Samples.PATH))
                    .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo(Samples.ANSWER));
            assertThat(handler.find(Samples.TOKEN))
                    .hasValueSatisfying(k -> assertThat(k.text()).isEqualTo(Samples.ANSWER));
            assertThat(handler.answer(Samples.TOKEN)).isEmpty();
            assertThat(handler.answer("/" + Samples.TOKEN)).isEmpty();
            assertThat(handler.answer("/x" + Samples.PATH)).isEmpty();
            assertThat(handler.answer(Samples.PATH + "/")).isEmpty();
            assertThat(handler.answer("")).isEmpty();
        }
        assertThat(handler.answer(Samples.PATH)).isEmpty();
    }

    @Test
    void answersAsLongAsSomebodyPresents() throws Exception {
        Presented one = handler.present(Samples.http(Samples.TOKEN));
        Presented two = handler.present(Samples.http(Samples.TOKEN));
        one.close();
        one.close();
        assertThat(handler.answer(Samples.PATH)).isPresent();
        two.close();
        assertThat(handler.answer(Samples.PATH)).isEmpty();
    }

    @Test
    void refusesOneTokenForTwoKeys() throws Exception {
        ChallengeTask task = Samples.http(Samples.TOKEN);
        try (Presented presented = handler.present(task)) {
            assertThat(presented).isNotNull();
            assertThatExceptionOfType(SolverException.class)
                    .isThrownBy(() -> handler.present(Samples.withOtherKey(task)))
                    .withMessageContaining("http-01 for example.org")
                    .withMessageNotContaining(Samples.TOKEN);
        }
        handler.present(Samples.withOtherKey(task)).close();
    }

    @Test
    void takesHttpOfNamesAndAddresses() {
        assertThat(handler.preference(Samples.task(Samples.NAME, Samples.http())))
                .isNotNegative();
        assertThat(handler.preference(Samples.task(Identifier.ip("2001:db8::1"), Samples.http())))
                .isNotNegative();
        assertThat(handler.preference(Samples.task(Samples.NAME, Samples.dns())))
                .isNegative();
        assertThat(handler.preference(Samples.wildcard(Samples.http()))).isNegative();
        assertThat(handler.preference(Samples.task(Identifier.dns("*.example.org"), Samples.http())))
                .isNegative();
        assertThat(handler.preference(Samples.task(Identifier.email("a@example.org"), Samples.http())))
                .isNegative();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.present(Samples.task(Samples.NAME, Samples.dns())))
                .withMessageContaining("dns-01 for example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../etc/cron.d/evil-file", "a/b/c/d/e/f/g/h/i/j/k/l/m", "short", ""})
    void refusesTokensThatAreNone(String token) {
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> handler.present(Samples.http(token)))
                .withMessageStartingWith("cannot answer http-01 for example.org: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("evil", "short", "a/b"));
    }
}
