package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void userActionRequiredNeedsThePageToVisit() {
        fires(
                Problem.TYPE,
                "problem/user-action-instance",
                "{\"type\":\"urn:ietf:params:acme:error:userActionRequired\"}");
        silent(Problem.TYPE, "problem/user-action-instance", """
                {"type":"urn:ietf:params:acme:error:userActionRequired","instance":"https://example.com/agree"}""");
    }
}
