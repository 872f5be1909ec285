package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/conformance.md} what the tests of this package check. */
class ConformancePageTest {

    private static final Path PAGE = Path.of("../docs/conformance.md");
    /** With a test in each of the modules that this one needs, as Maven asks for. */
    private static final String RENEW = "./mvnw -pl ca -am test -Dtest=LinkTest,RefusalsTest,ConformancePageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dakme.docs=write";

    private static final Map<String, String> CHAPTERS = chapters();

    /** What a server could check too, and why it is not checked here. */
    private static final Map<String, String> NOT_CHECKED = notChecked();

    private static final int CHECKS = 83;

    private record Row(Check check, String test) {}

    @Test
    void thePageSaysWhatIsChecked() throws Exception {
        String page = page(rows());
        if ("write".equals(System.getProperty("akme.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/conformance.md is stale; renew it with: %s", RENEW)
                .isEqualTo(page);
    }

    @Test
    void everyNumberIsCheckedOrSaidNotToBe() throws Exception {
        List<String> ids =
                new ArrayList<>(rows().stream().map(row -> row.check().id()).toList());
        assertThat(ids).doesNotHaveDuplicates();
        ids.addAll(NOT_CHECKED.keySet());
        assertThat(ids).doesNotHaveDuplicates();
        for (int i = 1; i <= CHECKS; i++) {
            assertThat(ids).contains("C-" + i);
        }
    }

    private static Map<String, String> chapters() {
        Map<String, String> chapters = new LinkedHashMap<>();
        chapters.put("C-1", "Transport");
        chapters.put("C-12", "Signatures and nonces");
        chapters.put("C-31", "New accounts");
        chapters.put("C-40", "Accounts, lists of orders, changes of keys");
        chapters.put("C-45", "New orders and identifiers");
        chapters.put("C-57", "Authorizations and challenges");
        chapters.put("C-65", "Finalizing");
        chapters.put("C-79", "Certificates, revocation, renewal, faults");
        chapters.put("C-83", "The order of the checks");
        chapters.put("M-1", "What RFCs demand of servers");
        return chapters;
    }

    private static Map<String, String> notChecked() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("C-38", "Limits on new accounts for each address: this CA counts orders only.");
        reasons.put("C-50g", "Public suffixes: this CA has no list of them; `forbidDomains` of its policy takes one.");
        reasons.put("C-51", "Names that an account is paused for: this CA pauses nobody.");
        reasons.put("C-55b", "Limits on certificates for a name and on failures: this CA counts orders only.");
        return reasons;
    }

    // ---- found

    private static List<Row> rows() throws IOException, URISyntaxException, ClassNotFoundException {
        List<Row> rows = new ArrayList<>();
        Path folder = Path.of(
                        ConformancePageTest.class.getResource("Check.class").toURI())
                .getParent();
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("ConformanceTest.class"))
                    .sorted()
                    .toList();
        }
        for (String name : names) {
            String simple = name.substring(0, name.length() - ".class".length());
            Class<?> type = Class.forName(ConformancePageTest.class.getPackageName() + "." + simple);
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    Check[] checks = method.getAnnotationsByType(Check.class);
                    assertThat(checks).as("%s", method).isNotEmpty();
                    Arrays.stream(checks).forEach(check -> rows.add(new Row(check, simple + "." + method.getName())));
                }
            }
        }
        return rows;
    }

    // ---- written

    /** C before M, then by number, then by letter. */
    private static String order(String id) {
        String number = id.replaceAll("[^0-9]", "");
        String letter = id.substring(id.indexOf(number) + number.length());
        return String.format(Locale.ROOT, "%s%04d%s", id.substring(0, 2), Integer.parseInt(number), letter);
    }

    private static String page(List<Row> rows) {
        Map<String, Row> sorted = new TreeMap<>();
        rows.forEach(row -> sorted.put(order(row.check().id()), row));
        StringBuilder out = new StringBuilder("""
                # Conformance

                What the tests of Akme's CA check, one request at a time: requests are put together from texts and octets, and
                not by Akme's own client, so that a mistake which both sides share cannot hide. Made from the tests; to renew
                it:

                    %s

                A number never changes its meaning. `C-` counts what a careful server does, in the order in which it does it;
                a letter is a part of one. `M-` counts what the RFCs demand of every server. Statuses are those of HTTP;
                types begin with `urn:ietf:params:acme:error:`.
                """.formatted(RENEW));
        List<String> starts = new ArrayList<>(CHAPTERS.keySet());
        int chapter = 0;
        for (Map.Entry<String, Row> entry : sorted.entrySet()) {
            boolean begins = false;
            while (chapter < starts.size() && order(starts.get(chapter)).compareTo(entry.getKey()) <= 0) {
                chapter++;
                begins = true;
            }
            if (begins) {
                out.append("\n## ")
                        .append(CHAPTERS.get(starts.get(chapter - 1)))
                        .append("\n\n| | check | section | test |\n|---|---|---|---|\n");
            }
            Check check = entry.getValue().check();
            out.append("| ").append(check.id());
            out.append(" | ").append(check.says().replace("*", "\\*"));
            out.append(" | ").append(check.section());
            out.append(" | `").append(entry.getValue().test()).append("` |\n");
        }
        out.append("\n## Not checked here\n\n| | why |\n|---|---|\n");
        NOT_CHECKED.forEach((id, why) ->
                out.append("| ").append(id).append(" | ").append(why).append(" |\n"));
        return out.append("""

                Nor are these, as the CA does not have them:

                - contacts of forbidden domains, and keys that are known to be compromised elsewhere: only keys of certificates
                  that were revoked with them are blocked here
                - `Link` with `rel="help"`, which goes with rate limits
                - 503 when there is too much to do: requests wait
                - whole requests that come slower than any client needs: a proxy in front of the CA has to end them
                """).toString();
    }
}
