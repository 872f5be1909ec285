package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.messages.ChallengeType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolversTest {

    private static final ChallengeTask HTTP = Samples.http(Samples.TOKEN);
    private static final ChallengeTask DNS = Samples.task(Samples.NAME, Samples.dns());
    private static final ChallengeTask TLS = Samples.task(Samples.NAME, Samples.tls(Samples.TOKEN));

    private final List<String> presented = new ArrayList<>();

    private ChallengeSolver solver(String name, ChallengeType type, int preference) {
        return new ChallengeSolver() {
            @Override
            public int preference(ChallengeTask task) {
                return task.challenge().type().equals(type) ? preference : -7;
            }

            @Override
            public Presented present(ChallengeTask task) {
                presented.add(name);
                return () -> {};
            }
        };
    }

    @Test
    void theFirstThatCanIsTakenFirst() throws Exception {
        ChallengeSolver solver = Solvers.firstOf(
                solver("a", ChallengeType.DNS_01, 1),
                solver("b", ChallengeType.HTTP_01, Integer.MAX_VALUE),
                solver("c", ChallengeType.HTTP_01, 5),
                solver("d", ChallengeType.DNS_01, 9));
        assertThat(solver.preference(DNS)).isGreaterThan(solver.preference(HTTP));
        assertThat(solver.preference(HTTP)).isNotNegative();
        assertThat(solver.preference(TLS)).isNegative();
        solver.present(HTTP).close();
        solver.present(DNS).close();
        assertThat(presented).containsExactly("b", "a");
    }

    @Test
    void theKeenestIsTaken() throws Exception {
        ChallengeSolver solver = Solvers.anyOf(
                solver("a", ChallengeType.DNS_01, 1),
                solver("b", ChallengeType.HTTP_01, 3),
                solver("c", ChallengeType.DNS_01, 2),
                solver("d", ChallengeType.DNS_01, 2));
        assertThat(solver.preference(HTTP)).isEqualTo(3);
        assertThat(solver.preference(DNS)).isEqualTo(2);
        assertThat(solver.preference(TLS)).isNegative();
        solver.present(DNS).close();
        assertThat(presented).containsExactly("c");
    }

    @Test
    void theyCanBeNested() throws Exception {
        ChallengeSolver solver = Solvers.firstOf(
                Solvers.anyOf(solver("a", ChallengeType.HTTP_01, 0), solver("b", ChallengeType.HTTP_01, 1)),
                Solvers.firstOf(solver("c", ChallengeType.TLS_ALPN_01, 0), solver("d", ChallengeType.DNS_01, 0)));
        assertThat(solver.preference(HTTP)).isGreaterThan(solver.preference(TLS));
        assertThat(solver.preference(TLS)).isGreaterThan(solver.preference(DNS));
        solver.present(HTTP).close();
        solver.present(DNS).close();
        assertThat(presented).containsExactly("b", "d");
    }

    @Test
    void noneIsNotEnough() {
        assertThatIllegalArgumentException().isThrownBy(() -> Solvers.firstOf());
        assertThatIllegalArgumentException().isThrownBy(() -> Solvers.anyOf());
        ChallengeSolver solver = Solvers.anyOf(solver("a", ChallengeType.DNS_01, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solver.present(HTTP))
                .withMessageContaining("http-01 for example.org");
    }
}
