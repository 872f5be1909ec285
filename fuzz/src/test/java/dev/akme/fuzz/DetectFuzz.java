package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.json.JsonException;
import dev.akme.json.MessageType;
import dev.akme.messages.Messages;
import java.nio.charset.StandardCharsets;

/** The guess what a JSON text is, which reads it as every type of message. */
final class DetectFuzz {

    @FuzzTest
    void guesses(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Expect.read(() -> Messages.detect(text), JsonException.class).ifPresent(types -> {
            Expect.that(types.stream().distinct().count() == types.size(), "each type once");
            for (MessageType<?> type : types) {
                Expect.that(Messages.types().contains(type), "a type of message");
            }
        });
    }
}
