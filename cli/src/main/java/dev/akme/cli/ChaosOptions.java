package dev.akme.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code akme ca} that let things go wrong, to try clients with. */
final class ChaosOptions {

    @Option(
            names = "--refuse-nonces",
            paramLabel = "SHARE",
            description = "Refuse a share of good nonces, such as 5%%.")
    private @Nullable String refuseNonces;

    @Option(
            names = "--fail-validations",
            paramLabel = "SHARE",
            description = "Let a share of the validations fail, such as 10%%.")
    private @Nullable String failValidations;

    @Option(
            names = "--accept-validations",
            description = "Take every answer to a challenge for right, without looking at it.")
    private boolean acceptValidations;

    @Option(
            names = "--validation-delay",
            paramLabel = "TIME",
            description = "Wait before each validation: a time, or a span such as 1s..5s.")
    private @Nullable String validationDelay;

    @Option(
            names = "--issuance-delay",
            paramLabel = "TIME",
            description = "Leave orders in processing: for a time, or a span such as 1s..5s.")
    private @Nullable String issuanceDelay;

    @Option(
            names = "--answer",
            paramLabel = "RESOURCE=STATUS[@SHARE]",
            description =
                    "Answer requests for a resource, or a share of them, with an error: newOrder=503@10%%. May be given"
                            + " many times.")
    private List<String> answers = new ArrayList<>();

    @Option(
            names = "--deviate",
            paramLabel = "ID",
            split = ",",
            description =
                    "Do as some real servers do and no RFC says, such as D4,D7a. Without a CA starting, list says which"
                            + " there are.")
    private List<String> deviate = new ArrayList<>();

    boolean asksForList() {
        return deviate.equals(List.of("list"));
    }

    void addTo(CaPlan plan) {
        int before = plan.faults.size();
        add(Chaos.REFUSE_NONCES, "--refuse-nonces", refuseNonces, plan);
        add(Chaos.FAIL_VALIDATIONS, "--fail-validations", failValidations, plan);
        add(Chaos.ACCEPT_VALIDATIONS, "--accept-validations", acceptValidations ? "true" : null, plan);
        add(Chaos.VALIDATION_DELAY, "--validation-delay", validationDelay, plan);
        add(Chaos.ISSUANCE_DELAY, "--issuance-delay", issuanceDelay, plan);
        answers.forEach(answer -> add(Chaos.ANSWER, "--answer", answer, plan));
        deviate.forEach(id -> add(Chaos.DEVIATE, "--deviate", id, plan));
        if (plan.production && plan.faults.size() > before) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--production: such a CA does nothing wrong on purpose: leave out the options for it");
        }
    }

    private static void add(Chaos chaos, String name, @Nullable String text, CaPlan plan) {
        if (text != null) {
            chaos.option(name, text, plan);
        }
    }
}
