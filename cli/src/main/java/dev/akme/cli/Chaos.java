package dev.akme.cli;

import dev.akme.ca.Deviation;
import dev.akme.ca.Faults;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to go wrong on purpose: each setting has one name, on the command line as in a configuration file. */
enum Chaos {
    /** Good nonces are refused. */
    REFUSE_NONCES("refuseNonces", (faults, text) -> faults.refuseNonces(Values.share(text))),
    /** The first good nonces are refused. */
    REFUSE_NEXT_NONCES("refuseNextNonces", (faults, text) -> faults.refuseNextNonces(count(text))),
    /** Validations fail. */
    FAIL_VALIDATIONS("failValidations", (faults, text) -> faults.failValidations(Values.share(text))),
    /** Validations of a name fail in one way. */
    FAIL_VALIDATION("failValidation", Chaos::failValidation),
    /** Nothing is looked at. */
    ACCEPT_VALIDATIONS("acceptValidations", (faults, text) -> faults.acceptValidations(isTrue(text))),
    /** Validations wait. */
    VALIDATION_DELAY("validationDelay", (faults, text) -> {
        Span span = Span.parse(text);
        faults.delayValidations(span.least, span.most);
    }),
    /** Certificates wait. */
    ISSUANCE_DELAY("issuanceDelay", (faults, text) -> {
        Span span = Span.parse(text);
        faults.delayIssuance(span.least, span.most);
    }),
    /** Certificates never come. */
    HOLD_ORDERS("holdOrders", (faults, text) -> faults.holdOrders(isTrue(text))),
    /** Nothing new is taken for a time. */
    RATE_LIMIT(
            "rateLimit",
            (faults, text, clock) -> faults.rateLimitUntil(clock.instant().plus(Values.duration(text)))),
    /** Resources answer with errors. */
    ANSWER("answer", Chaos::answer),
    /** A resource answers once with an error. */
    ANSWER_NEXT("answerNext", Chaos::answerNext),
    /** Connections are closed before anything is done. */
    DROP("drop", (faults, text) -> countdown(text, faults::dropNext, faults::dropNext)),
    /** Connections are closed after it is done. */
    DROP_ANSWERS("dropAnswers", (faults, text) -> countdown(text, faults::dropNextAnswers, faults::dropNextAnswers)),
    /** What real servers do otherwise. */
    DEVIATE("deviate", (faults, text) -> faults.deviate(deviation(text)));

    private static final Pattern ANSWER_FORM =
            Pattern.compile("([A-Za-z]+)=([45][0-9]{2})(?:@([0-9.]+%?))?(?:\\+(.+))?");
    private static final Pattern COUNT_FORM = Pattern.compile("(?:([A-Za-z]+)=)?([0-9]{1,6})");

    private static final String ON_PURPOSE = "this goes wrong on purpose";

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final Setting setting;

    /** Lets something go wrong, as a text says, in a CA with that clock. */
    private interface Setting {
        void set(Faults faults, String text, Clock clock);
    }

    Chaos(String key, BiConsumer<Faults, String> setting) {
        this(key, (faults, text, clock) -> setting.accept(faults, text));
    }

    Chaos(String key, Setting setting) {
        this.key = key;
        this.setting = setting;
    }

    /** The setting in a configuration file. */
    static void read(ConfigNode node, CaPlan plan) {
        for (Chaos chaos : values()) {
            node.get(chaos.key).ifPresent(value -> value.items().forEach(item -> chaos.add(item, plan)));
        }
        node.refuseUnknown();
    }

    private void add(ConfigNode item, CaPlan plan) {
        plan.faults(faults -> item.as(text -> {
            setting.set(faults, text, plan.clock);
            return faults;
        }));
    }

    /** The setting of an option. */
    void option(String name, String text, CaPlan plan) {
        plan.faults(faults -> {
            try {
                setting.set(faults, text, plan.clock);
            } catch (IllegalArgumentException e) {
                throw new Failure(ExitCode.USAGE, name + " " + text + ": " + e.getMessage(), e);
            }
        });
    }

    private static boolean isTrue(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("write true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private static int count(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("give a number of requests, such as 3");
        }
        return Integer.parseInt(text);
    }

    private static void countdown(String text, IntConsumer ofAny, ObjIntConsumer<String> ofResource) {
        Matcher parts = COUNT_FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("give a number of requests, or RESOURCE=NUMBER, such as newOrder=2");
        }
        int count = Integer.parseInt(parts.group(2));
        if (parts.group(1) == null) {
            ofAny.accept(count);
        } else {
            ofResource.accept(parts.group(1), count);
        }
    }

    private static void failValidation(Faults faults, String text) {
        String[] parts = text.split("=", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalArgumentException("give NAME=TYPE with a type of problem, such as www.test=dns");
        }
        ProblemType type = type(parts[1]);
        Identifier identifier = Identifier.dnsOrIp(parts[0]);
        faults.failValidation(identifier, Problem.of(type, ON_PURPOSE));
    }

    private static ProblemType type(String code) {
        List<String> codes = ProblemType.known().stream()
                .filter(ProblemType::isAcme)
                .map(type -> type.value().substring(ProblemType.PREFIX.length()))
                .toList();
        if (!codes.contains(code)) {
            throw new IllegalArgumentException("there is no such type of problem: use one of "
                    + String.join(", ", codes) + Alike.suggestion(code, codes));
        }
        return ProblemType.ofCode(code);
    }

    /** What is answered; a null time is none. */
    private record Answer(
            String resource,
            double share,
            Problem problem,
            @Nullable Duration retryAfter) {

        static Answer parse(String text, String form) {
            Matcher parts = ANSWER_FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("give " + form);
            }
            int status = Integer.parseInt(parts.group(2));
            ProblemType type = switch (status) {
                case 401, 403 -> ProblemType.UNAUTHORIZED;
                case 429 -> ProblemType.RATE_LIMITED;
                default -> status < 500 ? ProblemType.MALFORMED : ProblemType.SERVER_INTERNAL;
            };
            return new Answer(
                    parts.group(1),
                    parts.group(3) == null ? 1 : Values.share(parts.group(3)),
                    Problem.builder()
                            .type(type)
                            .status(status)
                            .detail(ON_PURPOSE)
                            .build(),
                    parts.group(4) == null ? null : Values.duration(parts.group(4)));
        }
    }

    private static void answer(Faults faults, String text) {
        Answer answer = Answer.parse(
                text, "RESOURCE=STATUS, with @SHARE and +TIME for Retry-After behind it, such as newOrder=503@10%+30s");
        if (answer.retryAfter == null) {
            faults.answer(answer.resource, answer.share, answer.problem);
        } else {
            faults.answer(answer.resource, answer.share, answer.problem, answer.retryAfter);
        }
    }

    private static void answerNext(Faults faults, String text) {
        Answer answer =
                Answer.parse(text, "RESOURCE=STATUS, with +TIME for Retry-After behind it, such as newOrder=503+30s");
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("one request has no share: leave out what begins with @");
        }
        if (answer.retryAfter == null) {
            faults.answerNext(answer.resource, answer.problem);
        } else {
            faults.answerNext(answer.resource, answer.problem, answer.retryAfter);
        }
    }

    private static Deviation deviation(String id) {
        return Arrays.stream(Deviation.values())
                .filter(deviation -> deviation.id().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such deviation: use "
                        + Arrays.stream(Deviation.values()).map(Deviation::id).collect(Collectors.joining(", "))));
    }

    /** A line for each deviation. */
    static List<String> deviations() {
        return Arrays.stream(Deviation.values())
                .map(deviation ->
                        String.format("%-5s %s (%s)", deviation.id(), deviation.description(), deviation.servers()))
                .toList();
    }

    /** A time, or a span of which one is drawn each time. */
    private record Span(Duration least, Duration most) {

        static Span parse(String text) {
            int dots = text.indexOf("..");
            Duration least = Values.duration(dots < 0 ? text : text.substring(0, dots));
            Duration most = dots < 0 ? least : Values.duration(text.substring(dots + 2));
            if (most.compareTo(least) < 0) {
                throw new IllegalArgumentException("give the shorter time first, such as 1s..5s");
            }
            return new Span(least, most);
        }
    }
}
