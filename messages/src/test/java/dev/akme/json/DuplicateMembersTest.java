package dev.akme.json;

import static dev.akme.json.Refusals.assertRefusal;
import static dev.akme.json.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateMembersTest {

    private static final String FOUND = "the same member a second time";
    private static final String EXPECTED = "each name once";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"a\":1,\"a\":1}|/a|7",
                "{\"a\":1,\"\\u0061\":1}|/a|7",
                "{\"\\u0061\":1,\"a\":1}|/a|12",
                "{\"\":1,\"\":1}|/|6",
                "{\"a\":{\"b\":1,\"b\":2}}|/a/b|12",
                "[0,{\"b\":[],\"c\":[],\"b\":{}}]|/1/b|18",
                "{\"a/b\":1,\"a\\/b\":1}|/a~1b|9",
                "{\"😀\":1,\"\\ud83d\\ude00\":1}|/😀|10",
                "{\"é\":1,\"\\u00e9\":1}|/é|8"
            })
    void areRefusedInAnyValue(String text, String pointer, long offset) {
        refuses(text, pointer, offset, FOUND, EXPECTED);
        refuses("{\"ext\":" + text + "}", "/ext" + pointer, offset + 7, FOUND, EXPECTED);
        refusedAsMessage("{\"ext\":" + text + "}", "/ext" + pointer, offset + 7);
        refusedAsMessage("{\"object\":" + text + "}", "/object" + pointer, offset + 10);
        refusedAsMessage("{\"texts\":[" + text + "]}", "/texts/0" + pointer, offset + 10);
        refusedAsMessage("{\"time\":" + text + "}", "/time" + pointer, offset + 8);
        refusedAsMessage("{\"byName\":" + text + "}", "/byName" + pointer, offset + 10);
        refusedAsMessage("{\"children\":[" + text + "]}", "/children/0" + pointer, offset + 13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "\\u006eame", "n\\u0061m\\u0065"})
    void areRefusedWhereDeclared(String spelling) {
        refusedAsMessage("{\"name\":1,\"" + spelling + "\":1}", "/name", 10);
        refusedAsMessage("{\"name\":null,\"" + spelling + "\":null}", "/name", 13);
        refusedAsMessage("{\"child\":{\"name\":\"a\",\"" + spelling + "\":\"a\"}}", "/child/name", 21);
        int length = spelling.length();
        refusedAsMessage("{\"" + spelling + "\":1,\"x\":1,\"name\":1}", "/name", length + 12);
    }

    @Test
    void escapedNamesAreTheDeclaredOnes() {
        assertThat(Sample.TYPE.read("{\"\\u006e\\u0061me\":\"x\"}").optional(Sample.NAME))
                .contains("x");
        assertThat(Sample.TYPE.read("{\"name\":\"x\"}").extensions()).isEmpty();
    }

    @Test
    void upperAndLowerCaseDiffer() {
        Sample sample = Sample.TYPE.read("{\"name\":\"x\",\"Name\":\"y\",\"NAME\":\"z\",\"nam\":1,\"names\":2}");
        assertThat(sample.required(Sample.NAME)).isEqualTo("x");
        assertThat(sample.extensions()).containsOnlyKeys("Name", "NAME", "nam", "names");
    }

    @Test
    void areFoundBeforeWhatComesLater() {
        refusedAsMessage("{\"name\":1,\"name\":1,,,", "/name", 10);
    }

    private static void refusedAsMessage(String text, String pointer, long offset) {
        assertRefusal(
                catchThrowableOfType(JsonException.class, () -> Sample.TYPE.read(text)),
                pointer,
                offset,
                FOUND,
                EXPECTED);
    }
}
