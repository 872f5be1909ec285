package dev.akme.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.json.internal.Members;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts as large and as unpleasant as the limits allow: read, compared, checked and written in no time. Anything
 * quadratic would take minutes here; the limit of the tests is against that, not a measurement.
 */
@Timeout(120)
class HostileInputTest {

    private static final int MANY = JsonLimits.MAX_ITEMS;

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"x\"", "null", "{}", "[]", "true", "\"\\n\"", "1e3"})
    void longArraysOfAnything(String item) {
        work("{\"children\":[" + repeat(item, MANY) + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"texts", "times", "counts", "children"})
    void longArraysWithOneMisfitAtTheEnd(String member) {
        String item = member.equals("counts") ? "1" : member.equals("children") ? "{}" : "\"2026-01-01T00:00:00Z\"";
        work("{\"" + member + "\":[" + repeat(item, MANY - 1) + ",false]}");
    }

    @Test
    void deepAndWideAtTheSameTime() {
        String text = "{\"name\":\"n\"}";
        for (int i = 0; i < 30; i++) {
            text = "{\"children\":[" + repeat("{}", 300) + "," + text + "],\"texts\":[1]}";
        }
        work(text);
    }

    @Test
    void manyNamesOfOneHash() {
        List<String> names = colliding(13);
        Set<Integer> hashes = new HashSet<>();
        names.forEach(name -> hashes.add(name.hashCode()));
        assertThat(hashes).hasSize(1);
        String object = object(names);
        work(object);
        work("{\"byName\":" + object + ",\"named\":" + object + "}");
        assertThat(((JsonObject) JsonValue.read(object)).members()).hasSize(1 << 13);
    }

    @Test
    void manyDuplicatesAreRefusedAtTheFirst() {
        assertThatThrownBy(() -> JsonValue.read("{" + repeat("\"a\":0", MANY) + "}"))
                .hasMessage("at /a, byte 7: found the same member a second time, expected each name once");
    }

    @Test
    void manyNamesThatAWeakHashWouldPutInOneBucket() {
        // Four bytes each, and all the same but for what a weak hash throws away.
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            names.add("%08x".formatted(i * 65_536L));
        }
        work(object(names));
    }

    @Test
    void manyLongNames() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            text.append('"').append("n".repeat(990)).append(i).append("\":0,");
        }
        work(text.append("\"end\":0}").toString());
    }

    @Test
    void longStrings() {
        String longest = "x".repeat(JsonLimits.MAX_STRING_LENGTH);
        for (String member : List.of("url", "time", "count", "unknown")) {
            work("{\"" + member + "\":\"" + longest + "\"}");
            work("{\"" + member + "\":\"" + "\\u00e9".repeat(600_000) + "\"}");
        }
    }

    @Test
    void longNumbers() {
        String longest = "9".repeat(JsonLimits.MAX_NUMBER_LENGTH);
        work("{\"counts\":[" + repeat(longest, 1_000) + "]}");
        work("{\"decimal\":" + longest + ",\"seconds\":0." + longest.substring(2) + ",\"count\":1e999999999}");
        work("{\"decimal\":1e-999999999,\"seconds\":1e2147483648,\"count\":1E+99999999999999999999}");
        work("{\"counts\":[" + repeat("1e999999999", MANY) + "]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 1_048_576})
    void refusedTextsOfEverySize(int size) {
        for (String unit :
                List.of("[", "{\"a\":", "[[],", "{\"a\":{},\"b\":", "\"", "\\", "1", "-", "{", " ", "[0,", "é")) {
            String text = unit.repeat(size / unit.length());
            assertThat(catchThrowableOfType(JsonException.class, () -> Sample.TYPE.read(text)))
                    .isNotNull();
            assertThat(catchThrowableOfType(JsonException.class, () -> Sample.TYPE.read("{\"texts\":[" + text)))
                    .isNotNull();
        }
    }

    @Test
    void faultsAtTheVeryEndAreFoundStrictly() {
        String text = "{\"name\":\"n\",\"children\":[" + repeat("{\"name\":\"m\"}", MANY - 1) + ",{}]}";
        JsonException e = catchThrowableOfType(JsonException.class, () -> Sample.TYPE.readStrict(text));
        assertThat(e.pointer()).isEqualTo("/children/99999/name");
        assertThat(e.offset()).isEqualTo(text.length() - 4);
    }

    /** All that one does with a message. */
    private static void work(String text) {
        assertThat(text.length()).isLessThanOrEqualTo(JsonLimits.MAX_BYTES);
        Sample sample = Sample.TYPE.read(text);
        Sample again = Sample.TYPE.read(sample.toJsonBytes());
        assertThat(again.equals(sample)).isTrue();
        assertThat(again.hashCode()).isEqualTo(sample.hashCode());
        assertThat(sample.toJsonValue().equals(JsonValue.read(text))).isTrue();
        assertThat(Sample.TYPE.read(sample.toJsonValue()).equals(sample)).isTrue();
        assertThat(sample.toString()).isNotEmpty();
        List<Finding> found = new ArrayList<>();
        Members.lint(sample, "", found);
        boolean broken = found.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
        assertThat(catchThrowable(() -> Sample.TYPE.readStrict(text)) != null).isEqualTo(broken);
    }

    private static String repeat(String item, int count) {
        return (item + ",").repeat(count - 1) + item;
    }

    private static String object(List<String> names) {
        StringBuilder text = new StringBuilder("{");
        names.forEach(name -> text.append('"').append(name).append("\":0,"));
        return text.substring(0, text.length() - 1) + "}";
    }

    /** Two to the given power names that have the same {@code String.hashCode}. */
    private static List<String> colliding(int power) {
        List<String> names = List.of("");
        for (int i = 0; i < power; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> {
                longer.add(name + "Aa");
                longer.add(name + "BB");
            });
            names = longer;
        }
        return names;
    }
}
