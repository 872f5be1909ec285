package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.json.Finding;
import dev.akme.messages.CaaValue;
import dev.akme.messages.DnsPersistRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** CAA values, and the records of dns-persist-01, which have their form. */
final class CaaValueFuzz {

    @FuzzTest
    void reads(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        CaaValue value = CaaValue.parse(text);
        if (value.malformed()) {
            Expect.that(value.isUnsatisfiable(), "what is malformed lets nobody issue");
            Expect.that(!value.check().isEmpty(), "what is malformed is called so");
        } else {
            Expect.same(CaaValue.parse(value.toString()), value, "written and read again");
        }
        if (value.isUnsatisfiable()) {
            Expect.that(
                    value.issuer().isEmpty()
                            || value.check().stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR),
                    "what nobody can meet has a reason");
        }
        value.accountUri();
        value.validationMethods();

        Optional<DnsPersistRecord> read =
                Expect.read(() -> DnsPersistRecord.parse(text), IllegalArgumentException.class);
        read.ifPresent(found -> {
            Expect.that(!value.malformed(), "a record is a CAA value");
            Expect.same(DnsPersistRecord.parse(found.toString()), found, "written and read again");
            Expect.same(String.join("", found.strings()), found.toString(), "cut into strings");
            Expect.that(found.strings().stream().allMatch(s -> s.length() <= 255), "strings are short");
            found.zoneFileText();
        });
    }
}
