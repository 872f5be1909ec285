package dev.akme.client;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One fault and what comes of it.
 *
 * @param name what is wrong
 * @param setup tells the server to do it
 * @param outcome {@code certificate}, or the exception in short
 * @param orders how many orders the server may have in the end
 * @param leavesPending whether nobody can give up the authorizations, because nobody was told of them
 * @param asking what the certificate is to be like
 */
record FaultRow(
        String name,
        Consumer<FakeCa> setup,
        String outcome,
        int orders,
        boolean leavesPending,
        UnaryOperator<ObtainRequest.Builder> asking) {

    static final String CERTIFICATE = "certificate";

    static FaultRow row(String name, Consumer<FakeCa> setup, String outcome) {
        return new FaultRow(name, setup, outcome, 1, false, builder -> builder);
    }

    /** What one step meets once. */
    static FaultRow once(Step step, String name, Fault fault, String outcome) {
        return row(step + ": " + name, ca -> ca.once(step, fault), outcome);
    }

    /** What one step meets each time. */
    static FaultRow always(Step step, String name, Fault fault, String outcome) {
        return row(step + ": " + name + ", each time", ca -> ca.always(step, fault), outcome);
    }

    static FaultRow fine(String name, Consumer<FakeCa> setup) {
        return row(name, setup, CERTIFICATE);
    }

    FaultRow withOrders(int most) {
        return new FaultRow(name, setup, outcome, most, leavesPending, asking);
    }

    FaultRow leavingPending() {
        return new FaultRow(name, setup, outcome, orders, true, asking);
    }

    FaultRow asks(UnaryOperator<ObtainRequest.Builder> wanted) {
        return new FaultRow(name, setup, outcome, orders, leavesPending, wanted);
    }

    static List<FaultRow> all() {
        return Stream.of(
                        NetworkFaults.rows(),
                        AnswerFaults.rows(),
                        NonceFaults.rows(),
                        FinalizeFaults.rows(),
                        Deviations.rows(),
                        OrderDeviations.rows())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
