package dev.akme.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.List;
import java.util.Optional;

/** What tests say of checks. */
final class CheckAssertions {

    private CheckAssertions() {}

    static void passes(Optional<Problem> outcome) {
        assertThat(outcome).isEmpty();
    }

    static void unauthorized(Optional<Problem> outcome, String... says) {
        refused(ProblemType.UNAUTHORIZED, outcome, says);
    }

    static void malformed(Optional<Problem> outcome, String... says) {
        refused(ProblemType.MALFORMED, outcome, says);
    }

    private static void refused(ProblemType type, Optional<Problem> outcome, String... says) {
        assertThat(outcome).hasValueSatisfying(problem -> {
            assertThat(problem.type()).isEqualTo(type);
            assertThat(problem.status()).contains(type.httpStatus());
            assertThat(problem.detail().orElseThrow())
                    .satisfies(detail -> assertThat(List.of(says)).allMatch(detail::contains))
                    .containsPattern("\\((RFC [0-9]+|draft-ietf-acme-[a-z-]+) §[0-9.]+\\)")
                    .doesNotContain(Keys.TOKEN_1, Keys.TOKEN_2);
        });
    }
}
