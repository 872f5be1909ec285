package dev.akme.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and tokens end up in logs by way of exceptions and {@code toString}: neither says any. */
class SecretsTest {

    private static final String SECRET = "kP9vXw3Z";

    /** The secret as a value of every kind, valid and not. */
    static Stream<String> values() {
        String s = '"' + SECRET + '"';
        return Stream.of(
                s,
                "[" + s + "]",
                "[{\"token\":" + s + "},1]",
                "[1,{\"token\":" + s + "}]",
                "{\"token\":" + s + "}",
                "{\"name\":1,\"token\":" + s + ",\"child\":{\"token\":" + s + "}}",
                "{\"keys\":[{\"name\":" + s + "},0]}",
                "[[" + s + "]]");
    }

    @ParameterizedTest
    @MethodSource("values")
    void noExceptionQuotesAValue(String value) {
        for (Field<?> field : ((Schema<Sample>) Sample.TYPE).fields()) {
            String text = "{\"" + field.name() + "\":" + value + ",\"x-time\":\"x\"}";
            Sample sample = Sample.TYPE.read(text);
            List<Finding> found = new ArrayList<>();
            Members.lint(sample, "", found);
            assertThat(found.toString()).doesNotContain(SECRET);
            assertThat(said(() -> sample.required(field))).doesNotContain(SECRET);
            assertThat(said(() -> sample.optional(field))).doesNotContain(SECRET);
            assertThat(said(() -> sample.toBuilder().build())).doesNotContain(SECRET);
            assertThat(said(() -> Sample.TYPE.readStrict(text))).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void noExceptionQuotesATextThatIsCutOrSpoiled(String value) {
        for (String member : List.of("token", "keys", "unknown")) {
            String text = "{\"" + member + "\":" + value + ",\"x-time\":\"x\"}";
            for (int length = 1; length < text.length(); length++) {
                String cut = text.substring(0, length);
                String rest = text.substring(length - 1);
                for (String broken : List.of(cut, cut + "\\" + text, cut + rest)) {
                    assertThat(said(() -> Sample.TYPE.read(broken))).doesNotContain(SECRET);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void toStringHidesSecretMembersWhereverTheyStand(String value) {
        for (String member : List.of("token", "keys", "child", "children", "named", "unknown")) {
            if (value.contains("token") || value.contains("keys") || member.matches("token|keys|unknown")) {
                Sample sample = Sample.TYPE.read("{\"" + member + "\":" + value + "}");
                assertThat(sample.toString()).contains(member).doesNotContain(SECRET);
                Sample inside = Sample.TYPE.read(
                        "{\"children\":[" + sample.toJson() + "],\"named\":{\"a\":" + sample.toJson() + "}}");
                assertThat(inside.toString()).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void toStringShowsTheRest() {
        assertThat(Sample.TYPE.read("""
                {"name":"n","time":"2026-01-01T00:00:00Z","count":1.0,"texts":["a"],"child":{"name":"c","token":"t"},\
                "children":[{"name":"d"}],"named":{"e":{"name":"f"}},"token":"t","keys":[],"x":1,"any":null,"object":{}}"""))
                .hasToString("sample{name=\"n\", time=\"2026-01-01T00:00:00Z\", count=1.0, any=null, object={},"
                        + " texts=[\"a\"], child=sample{name=\"c\", token=(hidden)}, children=[sample{name=\"d\"}],"
                        + " named={e=sample{name=\"f\"}}, token=(hidden), keys=(hidden), x=(unknown member)}");
    }

    /** All that an exception says: it has no cause that could say more. */
    private static String said(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown == null) {
            return "";
        }
        assertThat(thrown).isInstanceOfAny(JsonException.class, MemberException.class);
        assertThat(thrown).hasNoCause().hasNoSuppressedExceptions();
        return thrown.toString();
    }
}
