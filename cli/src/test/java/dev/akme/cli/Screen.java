package dev.akme.cli;

import java.util.ArrayList;
import java.util.List;

/** What is to be seen on a terminal after all that was written to it: knows the escapes that the program uses. */
final class Screen {

    private Screen() {}

    static List<String> of(String written) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\n') {
                lines.add(line.toString());
                line.setLength(0);
            } else if (c == '\r') {
                // A return alone is always followed by an escape that empties the line.
                if (!written.startsWith("\u001b[K", i + 1)) {
                    throw new IllegalArgumentException("a line would be written over another one");
                }
                line.setLength(0);
            } else if (c == '\u001b') {
                while (!Character.isLetter(written.charAt(i))) {
                    i++;
                }
            } else {
                line.append(c);
            }
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }
}
