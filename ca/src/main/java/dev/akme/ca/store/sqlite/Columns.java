package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.Stored;
import dev.akme.ca.store.StoredChallenge;
import dev.akme.json.AcmeObject;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How values stand in columns. */
final class Columns {

    // As many digits for every time, so that the database can compare them.
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private Columns() {}

    // ---- versions

    /** That of what stands there if nobody changed it meanwhile. */
    static long versionBefore(Stored next) {
        return next.version() - 1;
    }

    // ---- times

    static String time(Instant time) {
        return TIME.format(time);
    }

    static @Nullable String time(Optional<Instant> time) {
        return time.map(Columns::time).orElse(null);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.parse(row.getString(column));
    }

    static Optional<Instant> timeIfAny(ResultSet row, String column) throws SQLException {
        return text(row, column).map(Instant::parse);
    }

    // ---- texts and messages

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static @Nullable String message(Optional<? extends AcmeObject> message) {
        return message.map(AcmeObject::toJson).orElse(null);
    }

    static <T extends AcmeObject> Optional<T> message(ResultSet row, String column, MessageType<T> type)
            throws SQLException {
        return text(row, column).map(type::read);
    }

    // ---- lists

    static String texts(List<String> texts) {
        return list(texts, JsonString::new);
    }

    static List<String> texts(String column) {
        return list(column, Columns::string);
    }

    static String textLists(List<List<String>> lists) {
        return list(
                lists,
                texts -> new JsonArray(
                        texts.stream().<JsonValue>map(JsonString::new).toList()));
    }

    static List<List<String>> textLists(String column) {
        return list(
                column,
                texts -> ((JsonArray) texts)
                        .items().stream().map(Columns::string).toList());
    }

    static String identifiers(List<Identifier> identifiers) {
        return list(identifiers, Identifier::toJsonValue);
    }

    static List<Identifier> identifiers(String column) {
        return list(column, Identifier.TYPE::read);
    }

    static String challenges(List<StoredChallenge> challenges) {
        return list(challenges, Columns::challenge);
    }

    static List<StoredChallenge> challenges(String column) {
        return list(column, Columns::challenge);
    }

    private static JsonValue challenge(StoredChallenge challenge) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("id", new JsonString(challenge.id()));
        members.put("type", new JsonString(challenge.type().value()));
        challenge.token().ifPresent(token -> members.put("token", new JsonString(token)));
        members.put("status", new JsonString(challenge.status().value()));
        challenge.validated().ifPresent(at -> members.put("validated", new JsonString(time(at))));
        challenge.error().ifPresent(error -> members.put("error", error.toJsonValue()));
        return JsonObject.of(members);
    }

    private static StoredChallenge challenge(JsonValue value) {
        JsonObject members = (JsonObject) value;
        return new StoredChallenge(
                string(members.get("id").orElseThrow()),
                ChallengeType.of(string(members.get("type").orElseThrow())),
                members.get("token").map(Columns::string),
                Status.of(string(members.get("status").orElseThrow())),
                members.get("validated").map(Columns::string).map(Instant::parse),
                members.get("error").map(Problem.TYPE::read));
    }

    private static String string(JsonValue value) {
        return ((JsonString) value).text();
    }

    private static <T> String list(List<T> items, Function<T, JsonValue> write) {
        return new JsonArray(items.stream().map(write).toList()).toJson();
    }

    private static <T> List<T> list(String column, Function<JsonValue, T> read) {
        return ((JsonArray) JsonValue.read(column)).items().stream().map(read).toList();
    }
}
