package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Members;
import java.util.ArrayList;
import java.util.List;

/** Says whether a rule of the linter speaks about a message. */
public final class LintAssertions {

    private LintAssertions() {}

    /** The rule has at least one finding in the message. */
    public static void fires(MessageType<?> type, String rule, String json) {
        assertThat(rulesThatFire(type, json)).as("findings in %s", json).contains(rule);
    }

    /** The rule has no finding in the message. */
    public static void silent(MessageType<?> type, String rule, String json) {
        assertThat(rulesThatFire(type, json)).as("findings in %s", json).doesNotContain(rule);
    }

    /** Where a rule has findings in the message. */
    public static List<String> places(MessageType<?> type, String rule, String json) {
        return findings(type, json).stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(Finding::pointer)
                .toList();
    }

    private static List<String> rulesThatFire(MessageType<?> type, String json) {
        return findings(type, json).stream().map(Finding::rule).toList();
    }

    private static List<Finding> findings(MessageType<?> type, String json) {
        AcmeObject message = type.read(json);
        List<Finding> found = new ArrayList<>();
        Members.lint(message, "", found);
        return found;
    }
}
