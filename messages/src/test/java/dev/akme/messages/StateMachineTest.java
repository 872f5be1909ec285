package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StateMachineTest {

    private static final Map<StateMachine, Map<String, Set<String>>> STEPS = Map.of(
            StateMachine.ACCOUNT,
            Map.of("valid", Set.of("deactivated", "revoked")),
            StateMachine.ORDER,
            Map.of(
                    "pending", Set.of("ready", "invalid"),
                    "ready", Set.of("processing", "valid", "invalid"),
                    "processing", Set.of("valid", "invalid")),
            StateMachine.STAR_ORDER,
            Map.of(
                    "pending", Set.of("ready", "invalid"),
                    "ready", Set.of("processing", "valid", "invalid"),
                    "processing", Set.of("valid", "invalid"),
                    "valid", Set.of("canceled")),
            StateMachine.AUTHORIZATION,
            Map.of(
                    "pending", Set.of("valid", "invalid", "expired", "deactivated"),
                    "valid", Set.of("expired", "deactivated", "revoked")),
            StateMachine.CHALLENGE,
            Map.of("pending", Set.of("processing"), "processing", Set.of("valid", "invalid")));

    private static final Map<StateMachine, Set<String>> STATES = Map.of(
            StateMachine.ACCOUNT, Set.of("valid", "deactivated", "revoked"),
            StateMachine.ORDER, Set.of("pending", "ready", "processing", "valid", "invalid"),
            StateMachine.STAR_ORDER, Set.of("pending", "ready", "processing", "valid", "invalid", "canceled"),
            StateMachine.AUTHORIZATION, Set.of("pending", "valid", "invalid", "deactivated", "expired", "revoked"),
            StateMachine.CHALLENGE, Set.of("pending", "processing", "valid", "invalid"));

    private static final Status STRANGE = Status.of("strange");

    private static List<Status> everyStatus() {
        List<Status> all = new java.util.ArrayList<>(Status.known());
        all.add(STRANGE);
        return all;
    }

    @Test
    void theStepsAreThoseThatCanBeMade() {
        STATES.keySet().forEach(machine -> {
            assertThat(machine.transitions()).isNotEmpty().allMatch(step -> machine.canBecome(step.from(), step.to()));
            for (Status from : everyStatus()) {
                for (Status to : everyStatus()) {
                    if (!from.equals(to) && machine.canBecome(from, to)) {
                        assertThat(machine.transitions())
                                .anyMatch(step ->
                                        step.from().equals(from) && step.to().equals(to));
                    }
                }
            }
        });
    }

    @Test
    void everyPairIsAsTheTableSays() {
        STEPS.forEach((machine, steps) -> {
            for (Status from : everyStatus()) {
                for (Status to : everyStatus()) {
                    boolean expected = from.equals(to)
                            ? STATES.get(machine).contains(from.value())
                            : steps.getOrDefault(from.value(), Set.of()).contains(to.value());
                    assertThat(machine.canBecome(from, to))
                            .as("%s: %s to %s", machine, from, to)
                            .isEqualTo(expected);
                }
            }
        });
    }

    @Test
    void statesAreComplete() {
        STATES.forEach((machine, states) -> {
            assertThat(machine.states()).extracting(Status::value).containsExactlyInAnyOrderElementsOf(states);
            assertThat(machine.states()).first().isEqualTo(machine.start());
        });
    }

    @Test
    void beginsWhereTheSpecificationsSay() {
        assertThat(StateMachine.ACCOUNT.start()).isEqualTo(Status.VALID);
        assertThat(List.of(
                        StateMachine.ORDER,
                        StateMachine.STAR_ORDER,
                        StateMachine.AUTHORIZATION,
                        StateMachine.CHALLENGE))
                .allMatch(m -> m.start().equals(Status.PENDING));
    }

    @Test
    void finalStatesAreThoseThatNothingLeaves() {
        Map<String, Set<String>> found = new TreeMap<>();
        STATES.keySet().forEach(machine -> {
            Set<String> last = new TreeSet<>();
            everyStatus().stream().filter(machine::isFinal).forEach(s -> last.add(s.value()));
            found.put(machine.toString(), last);
        });
        assertThat(found)
                .isEqualTo(Map.of(
                        "account", Set.of("deactivated", "revoked"),
                        "order", Set.of("valid", "invalid"),
                        "STAR order", Set.of("invalid", "canceled"),
                        "authorization", Set.of("invalid", "expired", "deactivated", "revoked"),
                        "challenge", Set.of("valid", "invalid")));
    }

    @Test
    void reachableIsTheClosureOfSteps() {
        STEPS.keySet().forEach(machine -> {
            for (Status from : everyStatus()) {
                for (Status to : everyStatus()) {
                    boolean expected = machine.canBecome(from, to)
                            || machine.states().stream()
                                    .anyMatch(mid -> !mid.equals(from)
                                            && machine.canBecome(from, mid)
                                            && machine.reachable(mid, to));
                    assertThat(machine.reachable(from, to))
                            .as("%s: %s to %s", machine, from, to)
                            .isEqualTo(expected);
                }
            }
        });
    }

    @Test
    void pollingClientsSeeJumps() {
        assertThat(StateMachine.CHALLENGE.canBecome(Status.PENDING, Status.VALID))
                .isFalse();
        assertThat(StateMachine.CHALLENGE.reachable(Status.PENDING, Status.VALID))
                .isTrue();
        assertThat(StateMachine.ORDER.reachable(Status.PENDING, Status.VALID)).isTrue();
        assertThat(StateMachine.ORDER.reachable(Status.VALID, Status.PENDING)).isFalse();
        assertThat(StateMachine.AUTHORIZATION.reachable(Status.PENDING, Status.REVOKED))
                .isTrue();
    }

    @Test
    void aStrangeStatusIsNeitherFinalNorConnected() {
        STATES.keySet().forEach(machine -> {
            assertThat(machine.isFinal(STRANGE)).isFalse();
            assertThat(machine.reachable(STRANGE, machine.start())).isFalse();
            assertThat(machine.reachable(machine.start(), STRANGE)).isFalse();
            assertThat(machine.reachable(STRANGE, STRANGE)).isFalse();
        });
    }

    @Test
    void eachStepSaysWhatCausesItAndWhereThatStands() {
        STEPS.keySet()
                .forEach(machine -> assertThat(machine.transitions()).allSatisfy(t -> {
                    assertThat(t.event()).isNotBlank();
                    assertThat(t.section()).startsWith("RFC ");
                }));
    }
}
