package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.MessageType;
import dev.akme.json.Term;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Schema;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/protocol-coverage.md} what the declarations say. */
class ProtocolCoverageTest {

    private static final Path PAGE = Path.of("../docs/protocol-coverage.md");
    private static final String RENEW = "./mvnw -pl messages test -Dtest=ProtocolCoverageTest -Dakme.docs=write";

    @Test
    void thePageSaysWhatIsDeclared() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("akme.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/protocol-coverage.md is stale; renew it with: %s", RENEW)
                .isEqualTo(page);
    }

    @Test
    void everyRegisteredMemberIsDeclaredBySomeMessage() {
        Set<String> declared = AllTypes.schemas().stream()
                .flatMap(schema -> schema.fields().stream())
                .map(field -> field.name() + " " + field.section())
                .collect(Collectors.toSet());
        for (Registry registry : Registry.all()) {
            for (Term entry : registry.entries()) {
                if (entry instanceof ObjectField) {
                    assertThat(declared)
                            .as("%s of %s", entry, registry.name())
                            .contains(entry.value() + " " + entry.section());
                }
            }
        }
    }

    private static String page() {
        StringBuilder out = new StringBuilder("""
                # Protocol coverage

                Every message, member, error type, status and registered word that Akme knows, where it is specified, and the
                class that has it. Made from the declarations in the code; to renew it:

                    %s

                *draft*: known from an Internet draft only, may still change. *required*: by the specification; an accessor of
                a required member throws when it is absent.

                ## Messages
                """.formatted(RENEW));
        for (Schema<?> schema : AllTypes.schemas()) {
            message(schema, out);
        }
        out.append("\n## Registries\n");
        Registry.all()
                .forEach(registry -> terms(registry.name() + " (" + registry.section() + ")", registry.entries(), out));
        out.append("\n## Other vocabularies\n");
        terms("Status", Status.known(), out);
        terms("Problem types outside of the registry", others(ProblemType.known(), Registry.ERROR_TYPES), out);
        terms(
                "Identifier types outside of the registry",
                others(IdentifierType.known(), Registry.IDENTIFIER_TYPES),
                out);
        terms(
                "Challenge types outside of the registry",
                others(ChallengeType.known(), Registry.VALIDATION_METHODS),
                out);
        out.append("\n### RevocationReason (RFC 5280 §5.3.1)\n\n| code | meaning |\n|---|---|\n");
        RevocationReason.known()
                .forEach(reason -> out.append("| ")
                        .append(reason.code())
                        .append(" | ")
                        .append(reason.description())
                        .append(" |\n"));
        terms("JwsAlgorithm", dev.akme.jose.JwsAlgorithm.known(), out);
        return out.toString();
    }

    private static List<? extends Term> others(List<? extends Term> known, Registry registry) {
        return known.stream().filter(term -> !registry.entries().contains(term)).toList();
    }

    private static void message(MessageType<?> type, StringBuilder out) {
        out.append("\n### ").append(type.name()).append("\n\n`");
        out.append(type.javaType().getSimpleName())
                .append("`, ")
                .append(section(type.section()))
                .append("\n");
        List<Field<?>> fields = ((Schema<?>) type).fields();
        if (fields.isEmpty()) {
            out.append("\nNo members.\n");
            return;
        }
        out.append("\n| member | | value | section |\n|---|---|---|---|\n");
        for (Field<?> field : fields) {
            out.append("| `").append(field.name()).append("` | ").append(field.isRequired() ? "required" : "");
            out.append(" | ").append(field.codec().expects()).append(" | ").append(section(field.section()));
            out.append(" |\n");
        }
    }

    private static void terms(String title, List<? extends Term> terms, StringBuilder out) {
        boolean problems = !terms.isEmpty() && terms.get(0) instanceof ProblemType;
        out.append("\n### ")
                .append(title)
                .append("\n\n`")
                .append(owner(terms))
                .append("`\n\n| word | meaning |")
                .append(problems ? " HTTP |" : "");
        out.append(" section |\n|---|---|").append(problems ? "---|" : "").append("---|\n");
        for (Term term : terms) {
            out.append("| `")
                    .append(term.value())
                    .append("` | ")
                    .append(term.description().replace("|", "\\|"));
            if (term instanceof ProblemType type) {
                out.append(" | ").append(type.httpStatus());
            }
            out.append(" | ").append(section(term.section())).append(" |\n");
        }
    }

    /** The class that users see: some words have a hidden subclass of it. */
    private static String owner(List<? extends Term> terms) {
        Class<?> type = terms.get(0).getClass();
        return (Modifier.isPublic(type.getModifiers()) ? type : type.getSuperclass()).getSimpleName();
    }

    private static String section(String section) {
        return section.startsWith("draft-") ? section + " *draft*" : section;
    }
}
