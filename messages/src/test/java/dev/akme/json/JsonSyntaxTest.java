package dev.akme.json;

import static dev.akme.json.Refusals.refused;
import static dev.akme.json.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.Problem;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of text that is not JSON: where, what stands there, what should. */
class JsonSyntaxTest {

    private static final String NAME = "the name of a member in double quotes";
    private static final String NAME_OR_END = NAME + ", or the end of the object";
    private static final String MORE_MEMBERS = "a comma, or the end of the object";
    private static final String MORE_ITEMS = "a comma, or the end of the array";
    private static final String END = "the end of the text";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t \r\n"})
    void saysThatATextIsEmpty(String text) {
        refuses(text, "", text.length(), END, "a JSON value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN|'N'",
                "Infinity|'I'",
                "+1|'+'",
                ".5|'.'",
                "undefined|'u'",
                "True|'T'",
                "<html>|'<'",
                "//|'/'",
                "#|'#'",
                ",|','",
                "}|'}'",
                "é|'é'"
            },
            quoteCharacter = '§')
    void saysWhatStandsWhereAValueShould(String text, String found) {
        refuses(text, "", 0, found, "a JSON value");
        refuses("[" + text, "/0", 1, found, "a value, or the end of the array");
        refuses("[1,  " + text, "/1", 5, found, "a value");
        refuses("{\"a\": " + text, "/a", 6, found, "a value");
    }

    @Test
    void saysWhatStandsWhereANameShould() {
        refuses("{a:1}", "", 1, "'a'", NAME_OR_END);
        refuses("{'a':1}", "", 1, "'''", NAME_OR_END);
        refuses("{/* a */}", "", 1, "'/'", NAME_OR_END);
        refuses("{1:2}", "", 1, "'1'", NAME_OR_END);
        refuses("{,}", "", 1, "','", NAME_OR_END);
        refuses("{\"a\":1,}", "", 7, "'}'", NAME);
        refuses("{\"a\":{\"b\":1,}}", "/a", 12, "'}'", NAME);
    }

    @Test
    void saysWhatStandsBetweenMembersAndItems() {
        refuses("{\"a\" 1}", "/a", 5, "'1'", "a colon");
        refuses("{\"a\"=1}", "/a", 4, "'='", "a colon");
        refuses("{\"a\",1}", "/a", 4, "','", "a colon");
        refuses("{\"a\":1 \"b\":2}", "", 7, "'\"'", MORE_MEMBERS);
        refuses("{\"a\":1]", "", 6, "']'", MORE_MEMBERS);
        refuses("[1 2]", "", 3, "'2'", MORE_ITEMS);
        refuses("[1}", "", 2, "'}'", MORE_ITEMS);
        refuses("{\"a\":[[1],[2 3]]}", "/a/1", 13, "'3'", MORE_ITEMS);
        refuses("[1,]", "/1", 3, "']'", "a value");
        refuses("[,1]", "/0", 1, "','", "a value, or the end of the array");
        refuses("[1,,2]", "/1", 3, "','", "a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "1", "\"a\"", "null"})
    void saysWhatTrails(String value) {
        int length = value.length();
        refuses(value + " {}", "", length + 1, "'{'", END);
        refuses(value + " x", "", length + 1, "'x'", END);
        refuses(value + "\n]", "", length + 1, "']'", END);
        refuses(value + "\u0000", "", length, "U+0000", END);
        refuses(value + ",", "", length, "','", END);
        refuses(value + " //", "", length + 1, "'/'", END);
        assertThat(JsonValue.read(value + " \r\n\t")).isEqualTo(JsonValue.read(value));
    }

    @Test
    void saysWhatIsWrongWithNumbers() {
        refuses("01", "", 1, "'1'", "a number without leading zeros");
        refuses("[-012]", "/0", 3, "'1'", "a number without leading zeros");
        refuses("-", "", 1, END, "a digit");
        refuses("-a", "", 1, "'a'", "a digit");
        refuses("[1.]", "/0", 3, "']'", "a digit");
        refuses("[1.e5]", "/0", 3, "'e'", "a digit");
        refuses("[1e]", "/0", 3, "']'", "a digit");
        refuses("[1e+]", "/0", 4, "']'", "a digit");
        refuses("[1E--1]", "/0", 4, "'-'", "a digit");
        refuses("[-Infinity]", "/0", 2, "'I'", "a digit");
        refuses("[0x1F]", "", 2, "'x'", MORE_ITEMS);
        refuses("[1_000]", "", 2, "'_'", MORE_ITEMS);
        refuses("[1.5.5]", "", 4, "'.'", MORE_ITEMS);
        refuses("[1\u0661]", "", 2, "'\u0661'", MORE_ITEMS);
    }

    @Test
    void saysWhatIsWrongWithWords() {
        refuses("{\"a\":tru", "/a", 8, END, "the rest of \"true\"");
        refuses("{\"a\":tru}", "/a", 8, "'}'", "the rest of \"true\"");
        refuses("[nul]", "/0", 4, "']'", "the rest of \"null\"");
        refuses("[none]", "/0", 2, "'o'", "the rest of \"null\"");
        refuses("[falsE]", "/0", 5, "'E'", "the rest of \"false\"");
        refuses("[truely]", "", 5, "'l'", MORE_ITEMS);
    }

    @Test
    void saysWhatIsWrongWithStrings() {
        refuses("\"a", "", 2, END, "the rest of a string");
        refuses("\"a\\\"", "", 4, END, "the rest of a string");
        refuses("[\"a\nb\"]", "/0", 3, "U+000A", "the escape of this character");
        refuses("[\"a\u0000b\"]", "/0", 3, "U+0000", "the escape of this character");
        refuses("{\"a\tb\":1}", "", 3, "U+0009", "the escape of this character");
        refuses("[\"é\\x\"]", "/0", 5, "'x'", "one of \" \\ / b f n r t u after a backslash");
        refuses("[\"\\", "/0", 3, END, "one of \" \\ / b f n r t u after a backslash");
        refuses("[\"\\u12G4\"]", "/0", 6, "'G'", "four hexadecimal digits");
        refuses("[\"\\u12\"]", "/0", 6, "'\"'", "four hexadecimal digits");
        refuses("[\"\\uff\uff11\"]", "/0", 6, "'\uff11'", "four hexadecimal digits");
        refuses("[\"\\U0041\"]", "/0", 3, "'U'", "one of \" \\ / b f n r t u after a backslash");
    }

    @Test
    void showsNoCharacterThatCannotBeSeen() {
        refuses("[\u00a0]", "/0", 1, "U+00A0", "a value, or the end of the array");
        refuses("[\u202e]", "/0", 1, "U+202E", "a value, or the end of the array");
        refuses("[\u007f]", "/0", 1, "U+007F", "a value, or the end of the array");
        refuses("[\ud83d\ude00]", "/0", 1, "U+1F600", "a value, or the end of the array");
        refuses("[\ud83d\ude00\ud83d\ude00]", "/0", 1, "U+1F600", "a value, or the end of the array");
        refuses("\u000b{}", "", 0, "U+000B", "a JSON value");
    }

    @Test
    void countsBytesNotCharacters() {
        refuses("{\"é€😀\":x}", "/é€😀", 13, "'x'", "a value");
    }

    @Test
    void quotesOneCharacterOfTheTextAtMost() {
        String secret = "kP9vXw3Z";
        for (String text : new String[] {
            secret,
            "[" + secret,
            "[\"" + secret,
            "{\"a\":\"" + secret + "\" x",
            "{\"a\":\"\\" + secret,
            "[\"" + secret + "\" " + secret,
            "\"" + secret + "\n",
            "{" + secret + "}",
            "[1" + secret
        }) {
            JsonException refusal = refused(text);
            for (int i = 0; i + 2 <= secret.length(); i++) {
                assertThat(refusal.getMessage()).doesNotContain(secret.substring(i, i + 2));
            }
        }
    }

    @Test
    void saysOfEveryCutThatTheTextEnds() {
        String whole = """
                {"a":{"b":[1.5e+3,true,false,null,"x\\u00e9\\n"],"c":{}},"d":[{"e":-0}]}""";
        assertThat(JsonValue.read(whole).kind()).isEqualTo("an object");
        for (int length = 0; length < whole.length(); length++) {
            JsonException refusal = refused(whole.substring(0, length));
            assertThat(refusal.found()).as(whole.substring(0, length)).isEqualTo(END);
            assertThat(refusal.offset()).isEqualTo(length);
            assertThat(refusal.expected()).isNotEqualTo(END);
        }
    }

    @Test
    void cutMessagesAreRefusedTheSameWay() {
        byte[] whole = """
                {"type":"about:blank","status":400,"identifier":{"type":"dns","value":"exämple.org"},\
                "subproblems":[{"detail":"a"}],"extra":[{"a":1}]}""".getBytes(StandardCharsets.UTF_8);
        assertThat(Problem.TYPE.read(whole).status()).contains(400);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            JsonException refusal = Assertions.catchThrowableOfType(JsonException.class, () -> Problem.TYPE.read(cut));
            assertThat(refusal.found()).isIn(END, "bytes that are not UTF-8");
            assertThat(refusal.offset()).isBetween(length - 1L, (long) length);
        }
    }

    @Test
    void wrongEncodingsAreNotJson() {
        assertThat(refused("{}".getBytes(StandardCharsets.UTF_16LE)).found()).isEqualTo("U+0000");
        assertThat(refused("{}".getBytes(StandardCharsets.UTF_16BE)).found()).isEqualTo("U+0000");
        assertThat(refused("{}".getBytes(StandardCharsets.UTF_16)).found()).isEqualTo("bytes that are not UTF-8");
        assertThat(refused(new byte[] {'{', 0, 0, 0, '}', 0, 0, 0}).found()).isEqualTo("U+0000");
        assertThat(refused(new byte[] {0, 0, 0, '{', 0, 0, 0, '}'}).found()).isEqualTo("U+0000");
    }
}
