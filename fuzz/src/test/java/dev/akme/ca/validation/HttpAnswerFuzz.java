package dev.akme.ca.validation;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.fuzz.Expect;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What web servers answer to the validation of http-01. */
final class HttpAnswerFuzz {

    private static final int MAX_BODY = 300;

    @FuzzTest
    void reads(byte[] input) {
        Expect.read(() -> HttpAnswer.read(new ByteArrayInputStream(input), MAX_BODY), IOException.class)
                .ifPresent(answer -> {
                    Expect.that(answer.status() >= 200 && answer.status() <= 999, "the real answer");
                    Expect.that(answer.body().length <= MAX_BODY, "no more of the body than is wanted");
                });
    }
}
