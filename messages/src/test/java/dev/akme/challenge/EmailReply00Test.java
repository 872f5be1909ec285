package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.malformed;
import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.challenge.EmailReply00.Concatenation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailReply00Test {

    private static final String PART1 = "LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME";
    private static final String PART2 = "DGyRejmCefe7v4NfDGDKfA";
    private static final String TEXT = "oimd8rzfrRG5XUjw_uxdy41JJg5MKr9YrUHKwHhWcYE";
    private static final String OCTETS = "HNoJ_wxFA00RLxGfHExytFqSs3h6WGkFnCbiOuRgqyA";

    @Test
    void hasTheResponsesOfTheVectors() {
        assertThat(EmailReply00.response(PART1, PART2, Keys.P256)).isEqualTo(TEXT);
        KeyAuthorization octets = EmailReply00.keyAuthorization(PART1, PART2, Keys.P256, Concatenation.OCTETS);
        assertThat(octets.token()).isEqualTo("LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sMEMbJF6OYJ597u_g18MYMp8");
        assertThat(EmailReply00.response(octets)).isEqualTo(OCTETS);
    }

    @ParameterizedTest
    @CsvSource({"TEXT", "OCTETS"})
    void bothReadingsAgreeWhenTheFirstPartHasMultiplesOfThreeOctets(Concatenation concatenation) {
        assertThat(EmailReply00.response(EmailReply00.keyAuthorization(
                        "AAECAwQFBgcICQoLDA0ODxAR", "EhMUFRYXGBkaGxwdHh8gIQ", Keys.P256, concatenation)))
                .isEqualTo("7cpXLYGxOJBV4k3DuDMufB8gxK9QJl5z8U72W-Hxb18");
    }

    @Test
    void paddingOfTheFirstPartIsDropped() {
        assertThat(EmailReply00.response(PART1 + "=", PART2, Keys.P256)).isEqualTo(TEXT);
        assertThat(EmailReply00.response(
                        EmailReply00.keyAuthorization(PART1 + "=", PART2, Keys.P256, Concatenation.OCTETS)))
                .isEqualTo(OCTETS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME",
                "ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME=",
                "ACME:\r\n LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME",
                "  ACME:\tLgYemJLy3F1LDkiJrdIGbEz\r\n\tyFJyOyf6vBdyZ1TG3sME "
            })
    void findsTheFirstPartInSubjects(String subject) {
        assertThat(EmailReply00.part1(subject)).isEqualTo(PART1);
        assertThat(EmailReply00.part1OfReply(subject)).isEqualTo(PART1);
    }

    /** RFC 8823 §3: whoever answers replies may go on answering. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Re: ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME=",
                "RE: AW: Re[2]: ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME",
                "[EXTERNAL] Re: ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6v\r\n BdyZ1TG3sME",
                "ACME: Re: ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME",
                "\u56de\u590d\uff1aACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME"
            })
    void onlyAServerLooksAtReplies(String subject) {
        assertThat(EmailReply00.part1OfReply(subject)).isEqualTo(PART1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.part1(subject))
                .withMessageContaining("look for another mail")
                .withMessageNotContaining("LgYem");
    }

    @Test
    void writesTheSubject() {
        assertThat(EmailReply00.subject(PART1)).isEqualTo("ACME: " + PART1);
        assertThat(EmailReply00.part1(EmailReply00.subject(PART1))).isEqualTo(PART1);
        assertThatIllegalArgumentException().isThrownBy(() -> EmailReply00.subject("short"));
        assertThatIllegalArgumentException().isThrownBy(() -> EmailReply00.subject(PART1 + "\r\nBcc: x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ACME:",
                "ACME: ",
                "ACME: short",
                "ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME===",
                "ACME: LgYemJLy3F1LDk=JrdIGbEzyFJyOyf6vBdyZ1TG3sME",
                "ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME!",
                "acme: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME",
                "ACME: LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME (fwd)",
                "ACME LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME"
            })
    void refusesOtherSubjects(String subject) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.part1(subject))
                .withMessageContaining("RFC 8823 §3.1")
                .withMessageNotContaining("LgYem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.part1OfReply(subject))
                .withMessageContaining("RFC 8823 §3.1")
                .withMessageNotContaining("LgYem");
    }

    @Test
    void noSubjectIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> EmailReply00.part1("ACME: " + "A".repeat(100_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> EmailReply00.part1("Re: ".repeat(100_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> EmailReply00.part1("ACME: " + " ".repeat(100_000)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.part1OfReply("x".repeat(100_000) + EmailReply00.subject(PART1)))
                .withMessageContaining("look for another mail");
    }

    @Test
    void refusesPartsThatAreNone() {
        for (String part : new String[] {"", "AAAAAAAAAAAAAAAAAAAAA", "../AAAAAAAAAAAAAAAAAAAAA"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmailReply00.response(part, PART2, Keys.P256))
                    .withMessageContaining("first part");
        }
        for (String part : new String[] {"", "a.b", "AA=="}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmailReply00.response(PART1, part, Keys.P256))
                    .withMessageContaining("second part");
        }
        // As texts they are joined, but they encode no octets.
        String odd = "AAAAAAAAAAAAAAAAAAAAAAAAA";
        assertThat(EmailReply00.keyAuthorization(odd, PART2, Keys.P256, Concatenation.TEXT)
                        .token())
                .isEqualTo(odd + PART2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.keyAuthorization(odd, PART2, Keys.P256, Concatenation.OCTETS));
    }

    @Test
    void writesAndReadsTheBody() {
        String body = EmailReply00.body(TEXT);
        assertThat(body).isEqualTo("-----BEGIN ACME RESPONSE-----\r\n" + TEXT + "\r\n-----END ACME RESPONSE-----\r\n");
        assertThat(EmailReply00.responseIn(body)).isEqualTo(TEXT);
        assertThatIllegalArgumentException().isThrownBy(() -> EmailReply00.body(""));
        assertThatIllegalArgumentException().isThrownBy(() -> EmailReply00.body("a\r\nb"));
    }

    /** A bar stands for the end of a line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN ACME RESPONSE-----|LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowy|jxAjEuX0=|-----END ACME RESPONSE-----",
                "Hello,||  -----BEGIN ACME RESPONSE----- ||LoqXcYV8q5ONbJQxbmR7 SCTNo3tiAXDfowyjxAjEuX0|"
                        + "-----END ACME RESPONSE-----|-- |Alice|"
            })
    void linesMayBeBrokenAndOtherTextStandAround(String body) {
        String response = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";
        assertThat(EmailReply00.responseIn(body.replace("|", "\r\n"))).isEqualTo(response);
        assertThat(EmailReply00.responseIn(body.replace("|", "\n"))).isEqualTo(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                TEXT,
                "-----BEGIN ACME RESPONSE-----\r\n" + TEXT,
                "-----BEGIN ACME RESPONSE-----\r\n-----END ACME RESPONSE-----",
                "-----BEGIN ACME RESPONSE-----\r\n<b>" + TEXT + "</b>\r\n-----END ACME RESPONSE-----",
                "-----END ACME RESPONSE-----\r\n" + TEXT + "\r\n-----BEGIN ACME RESPONSE-----"
            })
    void refusesOtherBodies(String body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.responseIn(body))
                .withMessageContaining("RFC 8823 §3.2")
                .withMessageNotContaining(TEXT);
        malformed(EmailReply00.check(body, PART1, PART2, Keys.P256), "reply with the lines from -----BEGIN");
    }

    @Test
    void noBodyIsTooLong() {
        String begin = "-----BEGIN ACME RESPONSE-----\n";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.responseIn(begin + "AAAA\n".repeat(10_000)))
                .withMessageContaining("longer than any response");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailReply00.responseIn("x".repeat(1_000_000)))
                .withMessageContaining("too long");
    }

    @Test
    void aServerAcceptsBothReadings() {
        passes(EmailReply00.check(EmailReply00.body(TEXT), PART1, PART2, Keys.P256));
        passes(EmailReply00.check(EmailReply00.body(OCTETS), PART1, PART2, Keys.P256));
        unauthorized(EmailReply00.check(EmailReply00.body(TEXT), PART1, PART2, Keys.ED25519), "account key");
        unauthorized(EmailReply00.check(EmailReply00.body(TEXT + "A"), PART1, PART2, Keys.P256));
        unauthorized(EmailReply00.check(EmailReply00.body(OCTETS), PART2, PART1, Keys.P256));
    }
}
