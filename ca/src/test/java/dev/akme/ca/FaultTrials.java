package dev.akme.ca;

import static dev.akme.ca.Trial.row;
import static dev.akme.ca.Trials.BUSY;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What Akme's client does with each fault that is no {@link Deviation}, by what it is called with. */
final class FaultTrials {

    private static final Identifier NAME = Identifier.dns("example.org");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NETWORK = "`AcmeNetworkException`";

    /** Requests that change nothing, or are looked for, or are sent again with the same outcome. */
    private static final List<String> SURVIVED = List.of(
            "directory", "newNonce", "newAccount", "newOrder", "authorization", "challenge", "finalize", "certificate");

    private FaultTrials() {}

    static Map<String, Trial.Row> all() {
        Map<String, Trial.Row> rows = new LinkedHashMap<>();
        rows.put("refuseNonces(0.1)", row(faults -> faults.refuseNonces(0.1)));
        rows.put("refuseNextNonces(3)", row(faults -> faults.refuseNextNonces(3)));
        rows.put(
                "refuseNonces(1)",
                row(faults -> faults.refuseNonces(1)).but("`AcmeProblemException`: badNonce, HTTP 400"));
        validations(rows);
        issuance(rows);
        answers(rows);
        connections(rows);
        return rows;
    }

    private static void validations(Map<String, Trial.Row> rows) {
        rows.put(
                "delayValidations(1 min, 1 min)",
                row(faults -> faults.delayValidations(MINUTE, MINUTE))
                        .at(FaultTrials::asynchronous)
                        .doing(trial -> obtainsLater(
                                trial,
                                () -> {},
                                () -> trial.ca.counters().validations().values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum()
                                        == 2)));
        rows.put(
                "failValidations(1)",
                row(faults -> faults.failValidations(1)).but("`ObtainException`: not authorized, connection"));
        rows.put(
                "failValidation(example.org, dns)",
                row(faults -> faults.failValidation(NAME, Problem.of(ProblemType.DNS, "no such name")))
                        .but("`ObtainException`: not authorized, dns"));
        rows.put(
                "failValidation, then mendValidation",
                row(faults -> faults.failValidation(NAME, Problem.of(ProblemType.DNS, "no such name")))
                        .doing(FaultTrials::obtainsOnceMended));
        rows.put("acceptValidations(true)", row(faults -> faults.acceptValidations(true)));
        rows.put(
                "acceptValidations(false)",
                row(faults -> faults.acceptValidations(false)).but("`ObtainException`: not authorized, connection"));
    }

    private static void issuance(Map<String, Trial.Row> rows) {
        rows.put(
                "delayIssuance(1 min, 1 min)",
                row(faults -> faults.delayIssuance(MINUTE, MINUTE))
                        .at(FaultTrials::asynchronous)
                        .doing(trial -> obtainsLater(trial, () -> {}, isIssued(trial))));
        rows.put(
                "holdOrders(true), later holdOrders(false)",
                row(faults -> faults.holdOrders(true))
                        .doing(trial ->
                                obtainsLater(trial, () -> trial.ca.faults().holdOrders(false), isIssued(trial))));
        rows.put("holdOrders(true)", row(faults -> faults.holdOrders(true)).but("`AcmeTimeoutException`"));
    }

    private static void answers(Map<String, Trial.Row> rows) {
        rows.put("rateLimitUntil(in 90 s)", row(faults -> faults.rateLimitUntil(Trial.START.plusSeconds(90))));
        rows.put(
                "rateLimitUntil(in a day)",
                row(faults -> faults.rateLimitUntil(Trial.START.plus(Duration.ofDays(1))))
                        .but("`AcmeProblemException`: rateLimited, HTTP 429"));
        rows.put("answerNext(503, Retry-After: 1)", row(faults -> faults.answerNext(BUSY, SECOND)));
        rows.put("answerNext(503)", row(faults -> faults.answerNext(BUSY)));
        rows.put(
                "answerNext(rejectedIdentifier)",
                row(faults -> faults.answerNext(Problem.of(ProblemType.REJECTED_IDENTIFIER, "no")))
                        .but("`AcmeProblemException`: rejectedIdentifier, HTTP 403"));
        for (String resource : SURVIVED) {
            rows.put(
                    "answerNext(\"" + resource + "\", 503, Retry-After: 1)",
                    row(faults -> faults.answerNext(resource, BUSY, SECOND)));
        }
        rows.put("answer(\"newOrder\", 0.3, 503)", row(faults -> faults.answer("newOrder", 0.3, BUSY, SECOND)));
        rows.put(
                "answer(\"newOrder\", 1, 503)",
                row(faults -> faults.answer("newOrder", 1, BUSY))
                        .but("`AcmeProblemException`: serverInternal, HTTP 503"));
    }

    private static void connections(Map<String, Trial.Row> rows) {
        rows.put("dropNext(1)", row(faults -> faults.dropNext(1)));
        rows.put("dropNextAnswers(1)", row(faults -> faults.dropNextAnswers(1)));
        for (String resource : SURVIVED) {
            rows.put("dropNext(\"" + resource + "\", 1)", row(faults -> faults.dropNext(resource, 1)));
            rows.put("dropNextAnswers(\"" + resource + "\", 1)", row(faults -> faults.dropNextAnswers(resource, 1)));
        }
        rows.put(
                "dropNext(\"directory\", 100)",
                row(faults -> faults.dropNext("directory", 100)).but(NETWORK));
    }

    // ---- ways

    private static AcmeCaBuilder asynchronous(AcmeCaBuilder builder) {
        return builder.answerWithin(Duration.ofMillis(1));
    }

    private static BooleanSupplier isIssued(Trial trial) {
        return () -> trial.ca.counters().certificates() == 1;
    }

    private static String obtainsLater(Trial trial, Runnable action, BooleanSupplier done) throws Exception {
        trial.later(action, done);
        return trial.obtains();
    }

    private static String obtainsOnceMended(Trial trial) throws Exception {
        AcmeAccount account = trial.account();
        ObtainRequest request = ObtainRequest.of("example.org");
        try {
            return trial.obtains(account, request);
        } catch (dev.akme.client.ObtainException e) {
            trial.ca.faults().mendValidation(NAME);
            return trial.obtains(account, request);
        }
    }
}
