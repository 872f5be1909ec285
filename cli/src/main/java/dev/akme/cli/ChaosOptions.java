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

    @Option(names = "--refuse-next-nonces", paramLabel = "COUNT", description = "Refuse the first good nonces.")
    private @Nullable String refuseNextNonces;

    @Option(
            names = "--fail-validation",
            paramLabel = "NAME=TYPE",
            description =
                    "Let validations of a name fail with a type of problem: www.test=dns. May be given many times.")
    private List<String> failedNames = new ArrayList<>();

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

    @Option(names = "--hold-orders", description = "Leave orders in processing for good.")
    private boolean holdOrders;

    @Option(
            names = "--rate-limit",
            paramLabel = "TIME",
            description =
                    "Take no accounts, orders and authorizations for a time after the start: 429, with Retry-After.")
    private @Nullable String rateLimit;

    @Option(
            names = "--answer",
            paramLabel = "RESOURCE=STATUS[@SHARE][+TIME]",
            description =
                    "Answer requests for a resource, or a share of them, with an error, and with Retry-After if there is a"
                            + " time: newOrder=503@10%%+30s. May be given many times.")
    private List<String> answers = new ArrayList<>();

    @Option(
            names = "--answer-next",
            paramLabel = "RESOURCE=STATUS[+TIME]",
            description = "Answer the first request for a resource so; given again, the one after it.")
    private List<String> nextAnswers = new ArrayList<>();

    @Option(
            names = "--drop",
            paramLabel = "[RESOURCE=]COUNT",
            description =
                    "Close the connection instead of the first requests, or the first ones for a resource: newOrder=2. May"
                            + " be given many times.")
    private List<String> drops = new ArrayList<>();

    @Option(
            names = "--drop-answers",
            paramLabel = "[RESOURCE=]COUNT",
            description = "Do what the first requests ask for, and then close the connection instead of an answer.")
    private List<String> lostAnswers = new ArrayList<>();

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
        add(Chaos.REFUSE_NEXT_NONCES, "--refuse-next-nonces", refuseNextNonces, plan);
        failedNames.forEach(name -> add(Chaos.FAIL_VALIDATION, "--fail-validation", name, plan));
        add(Chaos.ACCEPT_VALIDATIONS, "--accept-validations", acceptValidations ? "true" : null, plan);
        add(Chaos.VALIDATION_DELAY, "--validation-delay", validationDelay, plan);
        add(Chaos.ISSUANCE_DELAY, "--issuance-delay", issuanceDelay, plan);
        add(Chaos.HOLD_ORDERS, "--hold-orders", holdOrders ? "true" : null, plan);
        add(Chaos.RATE_LIMIT, "--rate-limit", rateLimit, plan);
        answers.forEach(answer -> add(Chaos.ANSWER, "--answer", answer, plan));
        nextAnswers.forEach(answer -> add(Chaos.ANSWER_NEXT, "--answer-next", answer, plan));
        drops.forEach(count -> add(Chaos.DROP, "--drop", count, plan));
        lostAnswers.forEach(count -> add(Chaos.DROP_ANSWERS, "--drop-answers", count, plan));
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
