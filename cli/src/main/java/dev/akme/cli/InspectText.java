package dev.akme.cli;

import dev.akme.cli.Console.Style;
import dev.akme.cli.inspect.Entry;
import dev.akme.cli.inspect.Explanation;
import dev.akme.cli.inspect.Inspection;
import dev.akme.cli.inspect.Shown;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Explanations for people, in the width of their terminal. */
final class InspectText {

    private static final int STEP = 2;
    private static final int WIDEST_NAME = 24;
    private static final int MOST_CHILDREN = 20;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 120;

    /** A blank at which no line is broken. */
    private static final char TIED = '\u00a0';

    private final Console console;
    private final int width;

    InspectText(Console console) {
        this.console = console;
        this.width = Math.max(NARROWEST, Math.min(WIDEST, console.width()));
    }

    void show(Inspection inspection) {
        boolean first = true;
        for (Inspection.Item item : inspection.items()) {
            if (!first) {
                console.line("");
            }
            first = false;
            String place = item.place().isEmpty() ? "" : item.place() + ": ";
            show(place, item.explanation(), 0);
            findings(item.explanation().allFindings());
        }
    }

    private void show(String before, Explanation about, int indent) {
        heading(before, about, indent);
        paragraph(about.summary(), indent, Style.DIM);
        if (!about.couldBe().isEmpty()) {
            paragraph("Could also be " + list(about.couldBe()) + ": choose with --kind.", indent, Style.MAGENTA);
        }
        entries(Stream.concat(about.facts().stream(), about.members().stream()).toList(), indent + STEP);
        int number = 0;
        for (Explanation.Part part : about.parts()) {
            console.line("");
            String name = part.title(number);
            number += part.many() ? 1 : 0;
            show(name + ": ", part.explanation(), indent + STEP);
        }
    }

    private static String list(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private void heading(String before, Explanation about, int indent) {
        String left = before + about.kind();
        String styled = before + console.styled(about.kind(), Style.BOLD);
        console.line(" ".repeat(indent) + styled + right(indent + left.length(), about.section()));
    }

    /** The section at the right edge, if there is room; else behind. */
    private String right(int used, String section) {
        if (section.isEmpty()) {
            return "";
        }
        int gap = Math.max(2, width - used - section.length());
        return " ".repeat(gap) + console.styled(section, Style.DIM);
    }

    private void paragraph(String text, int indent, Style style) {
        for (String line : wrap(text, width - indent)) {
            console.line(" ".repeat(indent) + console.styled(line.replace(TIED, ' '), style));
        }
    }

    // ---- entries

    private void entries(List<Entry> entries, int indent) {
        if (entries.isEmpty()) {
            return;
        }
        boolean bare = entries.stream()
                .allMatch(entry -> entry.meaning().isEmpty() && entry.children().isEmpty());
        int longest =
                entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        int column = Math.min(indent + Math.min(longest, WIDEST_NAME) + STEP, width / 2);
        if (!bare && indent == STEP) {
            console.line("");
        }
        for (Entry entry : entries.subList(0, Math.min(MOST_CHILDREN, entries.size()))) {
            entry(entry, indent, column);
        }
        if (entries.size() > MOST_CHILDREN) {
            paragraph("… and " + (entries.size() - MOST_CHILDREN) + " more: see --json", indent, Style.DIM);
        }
    }

    private void entry(Entry entry, int indent, int column) {
        String name = entry.name().length() > WIDEST_NAME * 2
                ? entry.name().substring(0, WIDEST_NAME * 2) + "…"
                : entry.name();
        boolean list = isList(entry);
        List<String> texts = list ? texts(entry.children()) : List.of(text(entry));
        // What is one long word is easier to copy from a line of its own.
        boolean alone = texts.stream().anyMatch(text -> longWord(text, width - column));
        int valueColumn = alone ? Math.min(indent + 2 * STEP, column) : column;
        List<String> value = texts.stream()
                .flatMap(text -> wrap(text, width - valueColumn).stream())
                .toList();
        String start = " ".repeat(indent) + name;
        boolean beside = !alone && start.length() + 1 <= column - 1 && !value.isEmpty();
        String first = beside ? value.get(0) : "";
        String pad = beside ? " ".repeat(column - start.length()) : "";
        int used = start.length() + pad.length() + first.length();
        boolean fits = used + 2 + entry.section().length() <= width;
        console.line(" ".repeat(indent)
                + console.styled(name, Style.CYAN)
                + pad
                + styled(entry, first)
                + (fits ? right(used, entry.section()) : ""));
        for (String line : beside ? value.subList(1, value.size()) : value) {
            console.line(" ".repeat(valueColumn) + styled(entry, line));
        }
        // Number and section of an RFC stay together.
        String section = fits ? "" : " " + entry.section().replace(' ', TIED);
        String meaning = (entry.meaning() + section).strip();
        paragraph(meaning, column, Style.DIM);
        if (!list) {
            entries(entry.children(), Math.min(indent + STEP, width / 3));
        }
    }

    /** Whether all there is inside are values without a meaning of their own: they go below each other. */
    private static boolean isList(Entry entry) {
        return !entry.children().isEmpty()
                && entry.children().stream()
                        .allMatch(child -> child.children().isEmpty()
                                && child.meaning().isEmpty()
                                && child.name().matches("[0-9]+"));
    }

    private static List<String> texts(List<Entry> entries) {
        List<String> texts = new ArrayList<>();
        entries.stream().limit(MOST_CHILDREN).forEach(entry -> texts.add(text(entry)));
        if (entries.size() > MOST_CHILDREN) {
            texts.add("… and " + (entries.size() - MOST_CHILDREN) + " more: see --json");
        }
        return texts;
    }

    private static String text(Entry entry) {
        return entry.remark().isEmpty() ? entry.text() : entry.text() + " (" + entry.remark() + ")";
    }

    private static boolean longWord(String text, int width) {
        for (String word : text.split(" ", -1)) {
            if (word.length() > width) {
                return true;
            }
        }
        return false;
    }

    private String styled(Entry entry, String text) {
        if (text.isEmpty()) {
            return text;
        }
        if (entry.name().equals("signature") && entry.pointer().isEmpty()) {
            return console.styled(
                    text,
                    switch (text) {
                        case "verified" -> Style.GREEN;
                        case "invalid" -> Style.RED;
                        default -> Style.MAGENTA;
                    });
        }
        return entry.remark().startsWith("past") ? console.styled(text, Style.MAGENTA) : text;
    }

    // ---- findings

    private void findings(List<Explanation.Placed> findings) {
        console.line("");
        if (findings.isEmpty()) {
            paragraph("Nothing is wrong with it as far as can be seen.", 0, Style.GREEN);
            return;
        }
        console.line(
                console.styled(findings.size() == 1 ? "One finding:" : findings.size() + " findings:", Style.BOLD));
        for (Explanation.Placed placed : findings) {
            Finding finding = placed.finding();
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            String place = (placed.place() + " " + Shown.printable(finding.pointer())).strip();
            String text = (place.isEmpty() ? "" : place + ": ") + finding.problem();
            int column = STEP + "warning".length() + STEP;
            List<String> lines = wrap(text, width - column);
            console.line(" ".repeat(STEP)
                    + console.styled(severity, style(finding.severity()))
                    + " ".repeat(column - STEP - severity.length())
                    + lines.get(0));
            lines.subList(1, lines.size()).forEach(line -> console.line(" ".repeat(column) + line));
            paragraph("→ " + finding.advice() + " (" + finding.section() + ")", column, Style.DIM);
        }
    }

    static Style style(Severity severity) {
        return switch (severity) {
            case ERROR -> Style.RED;
            case WARNING -> Style.MAGENTA;
            case INFO -> Style.CYAN;
        };
    }

    /** Lines of no more than a width, broken at blanks, and inside of words that are longer. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int cut = blank > width / 3 ? blank : width;
            if (cut == width && Character.isHighSurrogate(rest.charAt(cut - 1))) {
                cut--;
            }
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }
}
