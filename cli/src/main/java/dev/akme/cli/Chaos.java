package dev.akme.cli;

import dev.akme.ca.Deviation;
import dev.akme.ca.Faults;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is to go wrong on purpose: each setting has one name, on the command line as in a configuration file. */
enum Chaos {
    /** Good nonces are refused. */
    REFUSE_NONCES("refuseNonces", (faults, text) -> faults.refuseNonces(Values.share(text))),
    /** Validations fail. */
    FAIL_VALIDATIONS("failValidations", (faults, text) -> faults.failValidations(Values.share(text))),
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
    /** Resources answer with errors. */
    ANSWER("answer", Chaos::answer),
    /** What real servers do otherwise. */
    DEVIATE("deviate", (faults, text) -> faults.deviate(deviation(text)));

    private static final Pattern ANSWER_FORM = Pattern.compile("([A-Za-z]+)=([45][0-9]{2})(?:@([0-9.]+%?))?");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // has no state
    private final BiConsumer<Faults, String> setting;

    Chaos(String key, BiConsumer<Faults, String> setting) {
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
            setting.accept(faults, text);
            return faults;
        }));
    }

    /** The setting of an option. */
    void option(String name, String text, CaPlan plan) {
        plan.faults(faults -> {
            try {
                setting.accept(faults, text);
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

    private static void answer(Faults faults, String text) {
        Matcher parts = ANSWER_FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "give RESOURCE=STATUS or RESOURCE=STATUS@SHARE, such as newOrder=503@10%");
        }
        int status = Integer.parseInt(parts.group(2));
        ProblemType type = switch (status) {
            case 401, 403 -> ProblemType.UNAUTHORIZED;
            case 429 -> ProblemType.RATE_LIMITED;
            default -> status < 500 ? ProblemType.MALFORMED : ProblemType.SERVER_INTERNAL;
        };
        faults.answer(
                parts.group(1),
                parts.group(3) == null ? 1 : Values.share(parts.group(3)),
                Problem.builder()
                        .type(type)
                        .status(status)
                        .detail("this goes wrong on purpose")
                        .build());
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
