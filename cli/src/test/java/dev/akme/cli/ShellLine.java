package dev.akme.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line for a shell, taken apart as far as examples need it: words, quotes, pipes and redirections. */
final class ShellLine {

    /**
     * One program and its arguments.
     *
     * @param words the name of the program, and its arguments
     * @param input what is on its standard input, if the line says that
     */
    record Command(List<String> words, Optional<String> input, boolean background) {

        /** Whether it is this program, from the path or from the sources. */
        boolean isAkme() {
            return words.get(0).equals("akme") || words.get(0).equals("./akme");
        }

        String[] arguments() {
            return words.stream().skip(1).toArray(String[]::new);
        }
    }

    private final String line;
    private final List<Command> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private @Nullable String input;
    private int at;

    private ShellLine(String line) {
        this.line = line;
    }

    static List<Command> parse(String line) {
        ShellLine parsed = new ShellLine(line);
        parsed.run();
        return parsed.commands;
    }

    private void run() {
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ' ') {
                at++;
            } else if (c == '#') {
                at = line.length();
            } else if (line.startsWith("<<<", at)) {
                at += 3;
                skipSpaces();
                input = word() + "\n";
            } else if (c == '<' || c == '>') {
                at++;
                skipSpaces();
                word();
            } else if (c == '|' || c == ';' || c == '&') {
                int start = at;
                while (at < line.length() && "|;&".indexOf(line.charAt(at)) >= 0) {
                    at++;
                }
                end(line.substring(start, at).equals("&"));
            } else {
                words.add(word());
            }
        }
        end(false);
    }

    private void end(boolean background) {
        if (!words.isEmpty()) {
            commands.add(new Command(List.copyOf(words), Optional.ofNullable(input), background));
        }
        words = new ArrayList<>();
        input = null;
    }

    private void skipSpaces() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (" |;&<>".indexOf(c) >= 0) {
                break;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed: " + line);
        }
        return word.toString();
    }
}
