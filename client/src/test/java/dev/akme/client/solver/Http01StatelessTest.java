package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http01StatelessTest {

    private static final String THUMBPRINT = Samples.KEY.thumbprint();

    @Test
    void answersEveryToken() {
        assertThat(Http01Stateless.answer(Samples.PATH, THUMBPRINT))
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo(Samples.ANSWER));
        String other = Samples.PATH.replace(Samples.TOKEN, Samples.token(7));
        assertThat(Http01Stateless.answer(other, THUMBPRINT))
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo(Samples.answer(Samples.token(7))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/.well-known/acme-challenge/",
                "/.well-known/acme-challenge/short",
                "/.well-known/acme-challenge/../" + Samples.TOKEN,
                "/x/" + Samples.TOKEN,
                "/.well-known/acme-challenge/" + Samples.TOKEN + "%0d",
                "/.well-known/acme-challenge/<script>alert(document.domain)"
            })
    void answersNothingElse(String path) {
        assertThat(Http01Stateless.answer(path, THUMBPRINT)).isEmpty();
    }

    @Test
    void refusesWhatIsNoThumbprint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Http01Stateless.answer(Samples.PATH, "abc"))
                .withMessageContaining("thumbprint");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Http01Stateless.forThumbprint("abc"))
                .withMessageContaining("thumbprint");
    }

    @Test
    void presentsNothing() throws Exception {
        Http01Stateless solver = Http01Stateless.create();
        assertThat(solver.preference(Samples.http(Samples.TOKEN))).isNotNegative();
        assertThat(solver.preference(Samples.task(Samples.NAME, Samples.dns()))).isNegative();
        try (Presented presented = solver.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented.response().toJson()).isEqualTo("{}");
        }
    }

    @Test
    void refusesTheKeyThatTheServersDoNotHave() throws Exception {
        Http01Stateless solver = Http01Stateless.forThumbprint(THUMBPRINT);
        solver.present(Samples.http(Samples.TOKEN)).close();
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(Samples.withOtherKey(Samples.http(Samples.TOKEN))))
                .withMessageContaining("another account key")
                .withMessageNotContaining(Samples.TOKEN);
    }
}
