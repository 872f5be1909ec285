package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.json.JsonException;
import dev.akme.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** JSON of any kind. */
final class JsonFuzz {

    @FuzzTest
    void reads(byte[] input) {
        Optional<JsonValue> value = Expect.read(() -> JsonValue.read(input), JsonException.class);
        value.ifPresent(read -> {
            String written = read.toJson();
            Expect.same(JsonValue.read(written), read, "written and read again");
            Expect.same(JsonValue.read(written).toJson(), written, "written twice");
        });

        String text = new String(input, StandardCharsets.UTF_8);
        Optional<JsonValue> ofText = Expect.read(() -> JsonValue.read(text), JsonException.class);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), input)) {
            Expect.same(ofText, value, "octets and text");
        } else {
            Expect.that(value.isEmpty(), "what is not UTF-8 is refused");
        }
    }
}
