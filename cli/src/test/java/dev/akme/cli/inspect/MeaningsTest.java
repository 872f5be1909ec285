package dev.akme.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the meanings against the page that is made from the declarations. */
class MeaningsTest {

    private static final Pattern MEMBER = Pattern.compile("\\| `(.+?)` \\| .* \\| (.+?) \\|");

    /** Sections of all declared members, by type and name. */
    private static Map<String, String> declared() throws IOException {
        Map<String, String> declared = new LinkedHashMap<>();
        String type = "";
        for (String line : Files.readAllLines(Path.of("../docs/protocol-coverage.md"))) {
            Matcher member = MEMBER.matcher(line);
            if (line.equals("## Registries")) {
                break;
            } else if (line.startsWith("### ")) {
                type = line.substring(4);
            } else if (line.startsWith("`")) {
                declared.put(type, plain(line.substring(line.indexOf(", ") + 2)));
            } else if (member.matches()) {
                declared.put(type + "." + member.group(1), plain(member.group(2)));
            }
        }
        return declared;
    }

    private static String plain(String section) {
        return section.replace(" *draft*", "");
    }

    @Test
    void everyDeclaredMemberHasAMeaningAndItsSectionIsTheDeclaredOne() throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        Meanings.types().forEach((name, type) -> {
            known.put(name, type.section());
            type.members().forEach((member, about) -> known.put(name + "." + member, about.section()));
        });
        assertThat(known).containsExactlyInAnyOrderEntriesOf(declared());
    }

    @Test
    void meaningsAreSentencesAndTypesInsideAreKnown() {
        Meanings.types().values().forEach(type -> {
            assertThat(type.summary()).endsWith(".");
            type.members().forEach((name, member) -> {
                assertThat(member.meaning()).as("%s.%s", type.name(), name).matches("(?s).*[.]");
                if (!member.type().isEmpty()) {
                    assertThat(Meanings.types()).containsKey(member.type());
                }
            });
        });
    }
}
