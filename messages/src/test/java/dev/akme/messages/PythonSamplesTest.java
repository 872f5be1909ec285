package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Timestamps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agrees with Python's library {@code acme} wherever that loses nothing, and loses nothing where it does. */
class PythonSamplesTest {

    private static final Map<String, MessageType<?>> KINDS = Map.ofEntries(
            Map.entry("account", Account.TYPE),
            Map.entry("account-resource", AccountResource.TYPE),
            Map.entry("authorization", Authorization.TYPE),
            Map.entry("certificate-resource", CertificateResource.TYPE),
            Map.entry("challenge", Challenge.TYPE),
            Map.entry("challenge-resource", ChallengeResource.TYPE),
            Map.entry("directory", Directory.TYPE),
            Map.entry("finalize", Finalize.TYPE),
            Map.entry("identifier", Identifier.TYPE),
            Map.entry("new-account", NewAccount.TYPE),
            Map.entry("new-order", NewOrder.TYPE),
            Map.entry("order", Order.TYPE),
            Map.entry("order-resource", OrderResource.TYPE),
            Map.entry("problem", Problem.TYPE),
            Map.entry("renewal-info", RenewalInfo.TYPE),
            Map.entry("revocation", Revocation.TYPE),
            Map.entry("update-account", AccountUpdate.TYPE));

    // What Python's library says of these types; Akme has words of its own.
    private static final Map<ProblemType, String> PYTHON_WORDS = Map.of(
            ProblemType.INCORRECT_RESPONSE, "Response received didn't match the challenge's requirements",
            ProblemType.BAD_SIGNATURE_ALGORITHM, "The JWS was signed with an algorithm the server does not support",
            ProblemType.UNSUPPORTED_CONTACT, "A contact URL for an account used an unsupported protocol scheme",
            ProblemType.MALFORMED, "The request message was malformed",
            ProblemType.EXTERNAL_ACCOUNT_REQUIRED, "The server requires external account binding",
            ProblemType.UNAUTHORIZED, "The client lacks sufficient authorization");

    record Sample(String id, String kind, JsonValue json, JsonObject python) {

        Optional<MessageType<?>> type() {
            return Optional.ofNullable(KINDS.get(kind));
        }

        Optional<JsonValue> answer(String name) {
            return python.get(name).filter(v -> v != JsonNull.NULL && !(v instanceof JsonObject));
        }

        @Override
        public String toString() {
            return id + " " + kind;
        }
    }

    static List<Sample> samples() {
        List<JsonObject> messages = lines("messages.jsonl");
        List<JsonObject> answers = lines("python-answers.jsonl");
        return IntStream.range(0, messages.size())
                .mapToObj(i -> new Sample(
                        messages.get(i).get("id").orElseThrow().toJson(),
                        text(messages.get(i), "kind"),
                        messages.get(i).get("json").orElseThrow(),
                        answers.get(i)))
                .toList();
    }

    static Stream<Sample> messages() {
        return samples().stream().filter(sample -> sample.type().isPresent());
    }

    @Test
    void mostSamplesAreMessages() {
        assertThat(samples()).hasSize(60);
        assertThat(messages()).hasSizeGreaterThanOrEqualTo(48);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageIsReadAndWrittenWithNothingLostOrAdded(Sample sample) {
        AcmeObject message = sample.type().orElseThrow().read(sample.json().toJson());
        assertThat(message.toJsonValue()).isEqualTo(sample.json());
        sample.python()
                .get("json")
                .filter(python -> isFaithful(sample))
                .ifPresent(python -> assertThat(message.toJsonValue()).isEqualTo(python));
    }

    /** Whether Python's library wrote again what it read. */
    private static boolean isFaithful(Sample sample) {
        return Stream.of("dropped", "added", "changed")
                .allMatch(list -> sample.python()
                        .get(list)
                        .filter(new JsonArray(List.of())::equals)
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void problemsAndContactsAreShownAlike(Sample sample) {
        AcmeObject message = sample.type().orElseThrow().read(sample.json());
        if (message instanceof Problem problem) {
            sample.answer("str")
                    .ifPresent(str -> assertThat(problem.toAscii(type -> Optional.ofNullable(PYTHON_WORDS.get(type))))
                            .isEqualTo(((JsonString) str).text()));
            sample.answer("code").ifPresent(code -> assertThat(problem.code()).contains(((JsonString) code).text()));
        }
        if (message instanceof Account account) {
            sample.answer("emails")
                    .ifPresent(emails -> assertThat(account.emails()).isEqualTo(texts(emails)));
            sample.answer("phones")
                    .ifPresent(phones -> assertThat(account.phones()).isEqualTo(texts(phones)));
        }
    }

    @Test
    void timestampsAreWrittenAlike() {
        assertThat(samples().stream().filter(s -> s.kind().equals("timestamp")))
                .isNotEmpty()
                .allSatisfy(sample -> {
                    String read = ((JsonString) sample.json()).text();
                    String python = text(sample.python(), "json");
                    assertThat(Timestamps.format(Timestamps.parse(read).orElseThrow()))
                            .isEqualTo(python);
                });
    }

    private static List<String> texts(JsonValue array) {
        return ((JsonArray) array)
                .items().stream().map(item -> ((JsonString) item).text()).toList();
    }

    private static String text(JsonObject object, String name) {
        return ((JsonString) object.get(name).orElseThrow()).text();
    }

    private static List<JsonObject> lines(String file) {
        try (var in = new BufferedReader(new InputStreamReader(
                PythonSamplesTest.class.getResourceAsStream("samples/" + file), StandardCharsets.UTF_8))) {
            return in.lines().map(JsonValue::read).map(JsonObject.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
