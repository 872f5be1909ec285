package dev.akme.json;

import static dev.akme.json.Refusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tolerant and strict reading of a message. */
class ReadTest {

    private static final List<String> VALUES =
            List.of("{}", "[]", "\"x\"", "1", "true", "null", "[1]", "{\"a\":[null]}");

    @ParameterizedTest
    @CsvSource({"[], an array", "1, a number", "'\"{}\"', a string", "true, a boolean", "null, null"})
    void refusesWhatIsNoObject(String text, String found) {
        String expected = "an object (sample, RFC 1 §1)";
        assertRefusal(catchThrowableOfType(JsonException.class, () -> Sample.TYPE.read(text)), "", 0, found, expected);
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Sample.TYPE.read(JsonValue.read(text))),
                "",
                0,
                found,
                expected);
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Sample.TYPE.readStrict(text)), "", 0, found, expected);
    }

    @Test
    void keepsValuesOfEveryKindInEveryMember() {
        for (Field<?> field : ((Schema<Sample>) Sample.TYPE).fields()) {
            for (String value : VALUES) {
                String text = "{\"" + field.name() + "\":" + value + ",\"other\":" + value + "}";
                Sample sample = Sample.TYPE.read(text);
                assertThat(sample.toJson()).isEqualTo(text);
                assertThat(sample.toJsonValue()).isEqualTo(JsonValue.read(text));
                assertThat(sample.member(field.name())).contains(JsonValue.read(value));
                assertThat(Sample.TYPE.read(JsonValue.read(text)))
                        .isEqualTo(sample)
                        .hasSameHashCodeAs(sample);
                assertThat(sample.toString()).startsWith("sample{");
                assertThat(sample.toString().contains("\"x\""))
                        .isEqualTo(value.contains("x")
                                && !field.isSecret()
                                && Members.of(sample).peek(field).isPresent()
                                && field.codec().schemas().isEmpty());
            }
        }
    }

    @Test
    void wrongKindsHarmOnlyTheirOwnAccessor() {
        Sample sample =
                Sample.TYPE.read("{\"name\":\"n\",\"time\":5,\"texts\":[\"a\",{\"b\":1}],\"child\":{\"url\":[]}}");
        assertThat(sample.required(Sample.NAME)).isEqualTo("n");
        assertInvalid(sample, Sample.TIME, "/time", "found a number, expected an RFC 3339 timestamp");
        assertInvalid(sample, Sample.TEXTS, "/texts/1", "found an object, expected a string");
        Sample child = sample.optional(Sample.CHILD).orElseThrow();
        assertInvalid(child, Sample.URL, "/url", "found an array, expected a URL");
        assertThatThrownBy(() -> child.required(Sample.NAME))
                .isInstanceOf(MissingMemberException.class)
                .hasMessage("sample has no /name (RFC 1 §2)");
    }

    @Test
    void saysWhichOfTheTextsDoesNotDecode() {
        Sample sample = Sample.TYPE.read("""
                {"url":"ht tp://x","time":"yesterday","times":["2026-01-01T00:00:00Z","x"],"count":1.5,"counts":[1,"2",3e9],\
                "seconds":-1,"byName":{"a/b":"2026-01-01T00:00:00Z","c~":"x"},"named":{"q":1}}""");
        assertInvalid(sample, Sample.URL, "/url", "not a URL");
        assertInvalid(sample, Sample.TIME, "/time", "not an RFC 3339 timestamp");
        assertInvalid(sample, Sample.TIMES, "/times/1", "not an RFC 3339 timestamp");
        assertInvalid(sample, Sample.COUNT, "/count", "not an integer");
        assertInvalid(sample, Sample.COUNTS, "/counts/2", "not an integer");
        assertInvalid(sample, Sample.SECONDS, "/seconds", "not a whole number of seconds");
        assertInvalid(sample, Sample.BY_NAME, "/byName/c~0", "not an RFC 3339 timestamp");
        assertInvalid(sample, Sample.NAMED, "/named/q", "found a number, expected an object");
    }

    private static void assertInvalid(Sample sample, Field<?> field, String pointer, String problem) {
        InvalidMemberException e = catchThrowableOfType(InvalidMemberException.class, () -> sample.optional(field));
        assertThat(e)
                .hasMessage("sample " + pointer + ": " + problem + " (RFC 1 §1)")
                .hasNoCause();
        assertThat(e.pointer()).isEqualTo(pointer);
        assertThat(e.object()).isEqualTo("sample");
        assertThat(e.section()).isEqualTo("RFC 1 §1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{}|/name|0|required member is missing; send it (RFC 1 §2)",
                "{ \"name\":null}|/name|9|member is null; leave it out, or send a string (RFC 1 §2)",
                "{\"name\":7}|/name|8|found a number, expected a string; correct it (RFC 1 §2)",
                "{\"name\":\"é\",\"time\":\"x\"}|/time|20|not an RFC 3339 timestamp; correct it or leave it out (RFC 1 §1)",
                "{\"x\":{\"name\":[1,2]},\"name\":\"n\",\"texts\":[\"a\" , 2]}|/texts/1|46|found a number, expected a string; correct it or leave it out (RFC 1 §1)",
                "{\"name\":\"n\",\"child\":{\"x\":1}}|/child/name|20|required member is missing; send it (RFC 1 §2)",
                "{\"name\":\"n\",\"children\":[{\"name\":\"m\"},{\"name\":1}]}|/children/1/name|45|found a number, expected a string; correct it (RFC 1 §2)",
                "{\"name\":\"n\",\"named\":{\"a/b\":{\"name\":0}}}|/named/a~1b/name|35|found a number, expected a string; correct it (RFC 1 §2)",
                "{\"name\":\"n\",\"count\":\"1\"}|/count|20|a number is written as a string; write it without quotes (RFC 1 §1)",
                "{\"name\":\"n\",\"count\":1}|/count|20|a count without its flag; send flag as well (RFC 1 §3)"
            })
    void strictReadingSaysWhatAndWhere(String text, String pointer, long offset, String fault) {
        assertThat(Sample.TYPE.read(text).toJsonValue()).isEqualTo(JsonValue.read(text));
        for (JsonException e : new JsonException[] {
            catchThrowableOfType(JsonException.class, () -> Sample.TYPE.readStrict(text)),
            catchThrowableOfType(
                    JsonException.class, () -> Sample.TYPE.readStrict(text.getBytes(StandardCharsets.UTF_8)))
        }) {
            assertThat(e)
                    .hasMessage("at " + pointer + ", byte " + offset + ": " + fault)
                    .hasNoCause();
            assertThat(e.pointer()).isEqualTo(pointer);
            assertThat(e.offset()).isEqualTo(offset);
            assertThat(fault).startsWith(e.found() + "; " + e.expected());
        }
    }

    @Test
    void strictReadingFindsPlacesBehindLongAndOddNames() {
        String name = "x".repeat(100);
        String odd = "\\u202e\\u0000/~😀";
        for (String key : new String[] {name, odd, "", "0", "~1"}) {
            String text = "{\"name\":\"n\",\"named\":{\"a\":{\"name\":\"n\"},\"" + key + "\":{\"name\":5}}}";
            JsonException e = catchThrowableOfType(JsonException.class, () -> Sample.TYPE.readStrict(text));
            assertThat(e.offset())
                    .as(e.getMessage())
                    .isEqualTo(text.substring(0, text.indexOf('5')).getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\"n\",\"count\":1.0,\"flag\":true}",
                "{\"name\":\"n\",\"unknown\":null,\"url\":\"relative\"}"
            })
    void strictReadingAcceptsTheRest(String text) {
        assertThat(Sample.TYPE.readStrict(text)).isEqualTo(Sample.TYPE.read(text));
    }

    @Test
    void readsNumbersInStringsAndOddSpellings() {
        Sample sample = Sample.TYPE.read(
                "{\"count\":\"300\",\"seconds\":3e2,\"decimal\":\"0.25\",\"epoch\":300.0,\"counts\":[\"1\",2.0,-0]}");
        assertThat(sample.optional(Sample.COUNT)).contains(300);
        assertThat(sample.optional(Sample.SECONDS)).contains(java.time.Duration.ofMinutes(5));
        assertThat(sample.optional(Sample.DECIMAL)).contains(java.time.Duration.ofMillis(250));
        assertThat(sample.optional(Sample.EPOCH)).contains(java.time.Instant.ofEpochSecond(300));
        assertThat(sample.optional(Sample.COUNTS)).contains(List.of(1, 2, 0));
        assertThat(sample)
                .isEqualTo(Sample.TYPE.read("{\"count\":300.0,\"seconds\":300,\"decimal\":25e-2,\"epoch\":\"300\","
                        + "\"counts\":[1,2,0],\"time\":null}"));
    }

    @Test
    void theSameInstantIsEqualHoweverWritten() {
        String text = "{\"time\":\"%s\",\"times\":[\"%s\"],\"byName\":{\"a\":\"%s\"}}";
        Sample utc = Sample.TYPE.read(text.replace("%s", "2026-01-01T00:00:00Z"));
        Sample offset = Sample.TYPE.read(text.replace("%s", "2026-01-01t01:00:00.000+01:00"));
        Sample later = Sample.TYPE.read(text.replace("%s", "2026-01-01T00:00:00.1Z"));
        assertThat(utc).isEqualTo(offset).hasSameHashCodeAs(offset).isNotEqualTo(later);
        assertThat(offset.toJson()).contains("2026-01-01t01:00:00.000+01:00");
    }
}
