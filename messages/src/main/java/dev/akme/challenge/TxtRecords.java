package dev.akme.challenge;

import dev.akme.messages.Problem;
import java.util.List;
import java.util.Optional;

/** TXT records as a resolver gives them: each a list of character-strings, which count as one text when joined. */
final class TxtRecords {

    private TxtRecords() {}

    static List<String> joined(List<List<String>> records) {
        return records.stream().map(strings -> String.join("", strings)).toList();
    }

    /** One of the records must be the text; others may stand beside it, of other orders and for other purposes. */
    static Optional<Problem> checkContains(List<List<String>> records, String expected, String prefix, String section) {
        if (records.isEmpty()) {
            return Problems.unauthorized(
                    "there is no TXT record at the name with " + prefix
                            + " in front: publish it, and wait until all name servers have it",
                    section);
        }
        return joined(records).stream().anyMatch(record -> Digests.same(record, expected))
                ? Optional.empty()
                : Problems.unauthorized(
                        "none of the TXT records at the name with " + prefix + " in front, " + records.size()
                                + " in number, has the value for this challenge and account key",
                        section);
    }
}
