package dev.akme.testkit;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.Faults;
import dev.akme.ca.Profile;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does what an {@link AcmeTest} says. */
final class Annotated {

    private final AcmeTest test;

    private Annotated(AcmeTest test) {
        this.test = test;
    }

    static AcmeTestKitBuilder builder(AcmeTest test) {
        Annotated annotated = new Annotated(test);
        AcmeTestKitBuilder builder = AcmeTestKit.builder().https(test.https()).ca(annotated::settings);
        Instant start = test.startAt().isEmpty()
                ? MutableClock.systemTime()
                : parse("startAt", test.startAt(), Instant::parse, "2030-01-31T12:00:00Z");
        return builder.startAt(start).faults(faults -> annotated.faults(faults, start));
    }

    private void settings(AcmeCaBuilder ca) {
        ca.strict(test.strict()).reuse(test.reuse()).externalAccountRequired(test.externalAccountRequired());
        if (test.challenges().length > 0) {
            ca.challenges(
                    Arrays.stream(test.challenges()).map(ChallengeType::of).toList());
        }
        for (String profile : test.profiles()) {
            ca.profile(profile(profile));
        }
        if (!test.termsOfService().isEmpty()) {
            ca.termsOfService(URI.create(test.termsOfService()));
        }
    }

    private static Profile profile(String text) {
        int end = text.indexOf('=');
        if (end < 1) {
            throw wrong("profiles", text, "shortlived=P6D", null);
        }
        Duration validity = parse("profiles", text.substring(end + 1), Duration::parse, "P6D");
        return Profile.of(text.substring(0, end), "valid for " + validity, validity);
    }

    private void faults(Faults faults, Instant start) {
        faults.acceptValidations(test.acceptValidations())
                .refuseNextNonces(test.refuseNextNonces())
                .refuseNonces(test.refuseNonces())
                .holdOrders(test.holdOrders())
                .dropNext(test.dropNext())
                .dropNextAnswers(test.dropNextAnswers())
                .deviate(test.deviations());
        for (String name : test.failValidation()) {
            faults.failValidation(
                    Identifier.dnsOrIp(name), Problem.of(ProblemType.UNAUTHORIZED, "the test wants it so: " + name));
        }
        if (!test.rateLimitFor().isEmpty()) {
            faults.rateLimitUntil(start.plus(parse("rateLimitFor", test.rateLimitFor(), Duration::parse, "PT1H")));
        }
        for (AcmeTest.Answer answer : test.answerNext()) {
            Problem.Builder problem = Problem.of(ProblemType.of(type(answer.problem())), answer.detail()).toBuilder();
            if (answer.status() != 0) {
                problem.status(answer.status());
            }
            if (answer.to().isEmpty()) {
                faults.answerNext(problem.build());
            } else {
                faults.answerNext(answer.to(), problem.build());
            }
        }
    }

    private static String type(String name) {
        return name.indexOf(':') < 0 ? ProblemType.PREFIX + name : name;
    }

    private static <T> T parse(String member, String text, Function<String, T> parser, String example) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw wrong(member, text, example, e);
        }
    }

    private static IllegalArgumentException wrong(
            String member, String text, String example, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "@AcmeTest(" + member + "): \"" + text + "\" is not of the form " + example, cause);
    }
}
