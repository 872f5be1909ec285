package dev.akme.ca;

import dev.akme.json.JsonNull;
import dev.akme.messages.Status;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Headers, nonces, URLs and times of other servers, which all resources have in common. */
final class HttpEffects {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String REPLAY_NONCE = "Replay-Nonce";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String LOCATION = "Location";
    private static final String LINK = "Link";

    /** What is behind the nonces that are long. */
    private static final String PADDING = "A".repeat(160);

    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)\"");

    private static final Pattern UP = Pattern.compile("<([^>]*)>;rel=\"up\"");

    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX");

    private static final DateTimeFormatter SMALL = DateTimeFormatter.ofPattern("uuuu-MM-dd't'HH:mm:ss.SSSXXX");

    private static final Set<Endpoint> NEW_NONCE = Set.of(Endpoint.NEW_NONCE);
    private static final Set<Endpoint> PROGRESS =
            Set.of(Endpoint.CHALLENGE, Endpoint.AUTHORIZATION, Endpoint.ORDER, Endpoint.FINALIZE);

    private HttpEffects() {}

    static void addTo(Map<Deviation, Effect> effects) {
        effects.put(Deviation.NONCE_TWICE, header(REPLAY_NONCE, values -> List.of(values.get(0), values.get(0))));
        effects.put(
                Deviation.NONCE_JOINED, header(REPLAY_NONCE, values -> List.of(values.get(0) + ", " + values.get(0))));
        effects.put(Deviation.NEW_NONCE_NO_CONTENT, Effect.at(NEW_NONCE, (answer, occasion) -> answer.withStatus(204)));
        effects.put(
                Deviation.NEW_NONCE_WITH_TYPE,
                Effect.at(NEW_NONCE, (answer, occasion) -> answer.withOnly(CONTENT_TYPE, List.of("text/html"))));
        effects.put(Deviation.LONG_NONCES, header(REPLAY_NONCE, values -> List.of(values.get(0) + PADDING)));
        addTimes(effects);
        addUrls(effects);
        effects.put(
                Deviation.LINKS_IN_ONE_LINE,
                header(
                        LINK,
                        values -> List.of(String.join(
                                        ", ",
                                        values.stream()
                                                .map(value -> value.replace(";rel=", " ; rel="))
                                                .toList())
                                + "; rel=\"ignored\"")));
        effects.put(Deviation.CHARSETS, header(CONTENT_TYPE, values -> List.of(values.get(0) + "; charset=utf-8")));
        effects.put(Deviation.BOULDER_REQUESTER, (answer, occasion) -> {
            SignedRequest signed = occasion.signed();
            return signed != null && signed.maybeAccount().isPresent() ? answer.with("Boulder-Requester", "1") : answer;
        });
        effects.put(Deviation.NULL_MEMBERS, nulls());
    }

    private static void addTimes(Map<Deviation, Effect> effects) {
        effects.put(
                Deviation.RETRY_AFTER_AS_DATE,
                (answer, occasion) -> answer.header(RETRY_AFTER)
                        .map(seconds -> answer.withOnly(
                                RETRY_AFTER,
                                List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(occasion.plan()
                                        .now()
                                        .plusSeconds(Long.parseLong(seconds))
                                        .atOffset(ZoneOffset.UTC)))))
                        .orElse(answer));
        effects.put(
                Deviation.RETRY_AFTER_EVERYWHERE,
                Effect.both(
                        Effect.at(PROGRESS, (answer, occasion) -> answer.withOnly(RETRY_AFTER, List.of("1"))),
                        Effect.at(Effect.CHAINS, (answer, occasion) -> answer.withOnly(RETRY_AFTER, List.of("1")))));
        effects.put(
                Deviation.RETRY_AFTER_A_DAY,
                Effect.at(
                        PROGRESS,
                        (answer, occasion) ->
                                isOpen(answer) ? answer.withOnly(RETRY_AFTER, List.of("86400")) : answer));
        effects.put(
                Deviation.NANOSECONDS,
                times(time -> NANOSECONDS.format(time.plusNanos(123_456_789).atOffset(ZoneOffset.UTC))));
        effects.put(Deviation.OFFSETS, times(time -> SMALL.format(time.atOffset(ZoneOffset.ofHoursMinutes(1, 30)))));
    }

    private static void addUrls(Map<Deviation, Effect> effects) {
        effects.put(Deviation.RELATIVE_URLS, urls((text, origin) -> text.replace(origin + "/", "/")));
        effects.put(
                Deviation.PLAIN_URLS,
                urls((text, origin) -> text.replace(origin + "/", origin.replace("https:", "http:") + "/")));
        effects.put(
                Deviation.UP_LINK_DOUBLED,
                header(LINK, values -> values.stream().map(HttpEffects::doubled).toList()));
    }

    private static boolean isOpen(CaResponse answer) {
        return answer.jsonObject()
                .filter(object -> Stream.of(Status.PENDING, Status.PROCESSING)
                        .anyMatch(status -> OrderEffects.is(object, status)))
                .isPresent();
    }

    private static Effect header(String name, UnaryOperator<List<String>> change) {
        return (answer, occasion) -> Optional.ofNullable(answer.headers().get(name))
                .map(values -> answer.withOnly(name, change.apply(values)))
                .orElse(answer);
    }

    private static Effect times(Function<Instant, String> form) {
        return (answer, occasion) -> answer.jsonObject().isEmpty()
                ? answer
                : answer.withBody(TIME.matcher(answer.text())
                        .replaceAll(found -> "\"" + form.apply(Instant.parse(found.group(1))) + "\""));
    }

    /** Changes texts with URLs: bodies, {@code Location} and {@code Link}. */
    private static Effect urls(BiFunction<String, String, String> change) {
        return (answer, occasion) -> {
            CaResponse changed = answer.jsonObject().isEmpty()
                    ? answer
                    : answer.withBody(change.apply(answer.text(), occasion.origin()));
            for (String name : List.of(LOCATION, LINK)) {
                changed = header(
                                name,
                                values -> values.stream()
                                        .map(value -> change.apply(value, occasion.origin()))
                                        .toList())
                        .change(changed, occasion);
            }
            return changed;
        };
    }

    private static String doubled(String link) {
        Matcher up = UP.matcher(link);
        if (!up.matches()) {
            return link;
        }
        URI target = URI.create(up.group(1));
        return CaResponse.link(
                URI.create(target.getScheme() + "://" + target.getRawAuthority() + target.getRawPath()
                        + target.getRawPath()),
                "up");
    }

    private static Effect nulls() {
        Effect accounts = Effect.json(
                Effect.ACCOUNTS,
                account -> Effect.withMore(
                        account, "{\"contact\":null,\"externalAccountBinding\":null,\"termsOfServiceAgreed\":null}"));
        Effect orders = Effect.json(
                Effect.ORDERS,
                order -> Effect.withMore(
                        order,
                        "{\"notBefore\":null,\"notAfter\":null,\"error\":null,\"certificate\":null,\"replaces\":null}"));
        Effect authorizations = Effect.json(
                Effect.AUTHORIZATIONS, authorization -> Effect.withMore(authorization, "{\"wildcard\":null}"));
        Effect challenges =
                Effect.challenges(challenge -> Effect.withMore(challenge, "{\"validated\":null,\"error\":null}"));
        Effect directory = Effect.json(
                Set.of(Endpoint.DIRECTORY),
                found -> Effect.edit(
                        Effect.with(found, "newAuthz", JsonNull.NULL),
                        "meta",
                        meta -> Effect.withMore(
                                meta, "{\"termsOfService\":null,\"website\":null,\"caaIdentities\":null}")));
        return Effect.both(
                Effect.both(accounts, orders), Effect.both(Effect.both(authorizations, challenges), directory));
    }

    /** The nonce that a long one was made from. */
    static String withoutPadding(String nonce) {
        return nonce.endsWith(PADDING) ? nonce.substring(0, nonce.length() - PADDING.length()) : nonce;
    }
}
