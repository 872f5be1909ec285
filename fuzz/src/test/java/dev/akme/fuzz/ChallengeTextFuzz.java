package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.challenge.AttestationObject;
import dev.akme.challenge.Dns01;
import dev.akme.challenge.EmailReply00;
import dev.akme.challenge.Http01;
import dev.akme.challenge.KeyAuthorization;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What answers to challenges are read from: bodies of HTTP, TXT records, e-mails, attestations. */
final class ChallengeTextFuzz {

    private static final KeyAuthorization EXPECTED = KeyAuthorization.of(
            "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA",
            Keys.ACCOUNT.publicKey().publicKey());

    @FuzzTest
    void reads(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Expect.read(() -> AttestationObject.decode(input), IllegalArgumentException.class)
                .ifPresent(object -> {
                    AttestationObject again = AttestationObject.decode(object.encode());
                    Expect.same(again, object, "written and read again");
                    for (String name : object.names()) {
                        object.octets(name);
                        object.octetsList(name);
                        object.integer(name);
                        object.text(name);
                    }
                    Expect.that(!object.toString().isEmpty(), "it can be shown");
                });
        Expect.read(() -> EmailReply00.part1(text), IllegalArgumentException.class)
                .ifPresent(part -> {
                    Expect.that(part.matches("[A-Za-z0-9_-]+"), "a part of a token is base64url");
                    Expect.same(EmailReply00.part1(EmailReply00.subject(part)), part, "the subject again");
                });
        Expect.read(() -> EmailReply00.part1OfReply(text), IllegalArgumentException.class);
        Expect.read(() -> EmailReply00.responseIn(text), IllegalArgumentException.class)
                .ifPresent(response ->
                        Expect.same(EmailReply00.responseIn(EmailReply00.body(response)), response, "the body again"));
        EmailReply00.check(
                text,
                "LgYemJLy3F1LDkiJrdIGbEzyFJyOyf6vBdyZ1TG3sME",
                "DGyRejmCefe7v4NfDGDKfA",
                Keys.ACCOUNT.publicKey().publicKey());
        if (Http01.check(input, EXPECTED).isEmpty()) {
            Expect.that(text.strip().equals(EXPECTED.text()), "only the key authorization is one");
        }
        List<List<String>> records = Arrays.stream(text.split("\n", -1))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
        if (Dns01.check(records, EXPECTED).isEmpty()) {
            Expect.that(
                    records.stream()
                            .anyMatch(strings -> String.join("", strings).contains(Dns01.value(EXPECTED))),
                    "only the digest is one");
        }
    }
}
