package dev.akme.cli.inspect;

import dev.akme.json.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a text is, and what there is to say of it.
 *
 * @param kind its kind: the name of a type of message, or of a form of text
 * @param section where the kind is specified; may be empty
 * @param summary what it is, in a sentence
 * @param couldBe other kinds that it could be as well
 * @param facts what was found out
 * @param members what stands in it
 * @param parts explanations of what is inside of it
 * @param findings what is wrong with it, but for what is inside of parts
 */
public record Explanation(
        String kind,
        String section,
        String summary,
        List<String> couldBe,
        List<Entry> facts,
        List<Entry> members,
        List<Part> parts,
        List<Finding> findings) {

    /**
     * What is inside of a text and has an explanation of its own.
     *
     * @param name what it is there
     * @param many whether there can be several of that name
     * @param explanation the explanation
     */
    public record Part(String name, boolean many, Explanation explanation) {

        /**
         * Names one of many.
         *
         * @param number its number among them, from 0
         * @return its name for people
         */
        public String title(int number) {
            String one = name.equals("bodies") ? "body" : name.substring(0, name.length() - 1);
            return many ? one + " " + number : name;
        }
    }

    /**
     * A finding and where it belongs.
     *
     * @param place the names of the parts; {@code ""} for the text itself
     * @param finding the finding
     */
    public record Placed(String place, Finding finding) {}

    /**
     * Copies what can be changed.
     *
     * @param kind its kind: the name of a type of message, or of a form of text
     * @param section where the kind is specified; may be empty
     * @param summary what it is, in a sentence
     * @param couldBe other kinds that it could be as well
     * @param facts what was found out
     * @param members what stands in it
     * @param parts explanations of what is inside of it
     * @param findings what is wrong with it, but for what is inside of parts
     */
    public Explanation {
        couldBe = List.copyOf(couldBe);
        facts = List.copyOf(facts);
        members = List.copyOf(members);
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
    }

    /**
     * {@return all findings, those of parts included}
     */
    public List<Placed> allFindings() {
        return placed("").toList();
    }

    /** The same with other findings of its own. */
    Explanation withFindings(List<Finding> others) {
        return new Explanation(kind, section, summary, couldBe, facts, members, parts, others);
    }

    private Stream<Placed> placed(String place) {
        List<Stream<Placed>> found = new ArrayList<>();
        found.add(findings.stream().map(finding -> new Placed(place, finding)));
        int number = 0;
        for (Part part : parts) {
            String name = part.title(number);
            number += part.many() ? 1 : 0;
            found.add(part.explanation().placed(place.isEmpty() ? name : place + ", " + name));
        }
        return found.stream().flatMap(s -> s);
    }

    /** Collects an explanation. */
    static final class Builder {

        private final String kind;
        private final String section;
        private final String summary;
        private final List<String> couldBe = new ArrayList<>();
        private final List<Entry> facts = new ArrayList<>();
        private final List<Entry> members = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        Builder(String kind, String section, String summary) {
            this.kind = kind;
            this.section = section;
            this.summary = summary;
        }

        Builder couldBe(List<String> kinds) {
            couldBe.addAll(kinds);
            return this;
        }

        Builder fact(Entry fact) {
            facts.add(fact);
            return this;
        }

        Builder fact(String name, String text, String meaning, String section) {
            return fact(Entry.fact(name, text, meaning, section));
        }

        Builder members(List<Entry> entries) {
            members.addAll(entries);
            return this;
        }

        Builder part(String name, Explanation explanation) {
            parts.add(new Part(name, false, explanation));
            return this;
        }

        Builder oneOf(String name, Explanation explanation) {
            parts.add(new Part(name, true, explanation));
            return this;
        }

        Builder findings(List<Finding> found) {
            findings.addAll(found);
            return this;
        }

        Builder error(String rule, String pointer, String section, String problem, String advice) {
            findings.add(new Finding(Finding.Severity.ERROR, rule, pointer, section, problem, advice));
            return this;
        }

        Builder warning(String rule, String pointer, String section, String problem, String advice) {
            findings.add(new Finding(Finding.Severity.WARNING, rule, pointer, section, problem, advice));
            return this;
        }

        Explanation build() {
            return new Explanation(kind, section, summary, couldBe, facts, members, parts, findings);
        }
    }
}
