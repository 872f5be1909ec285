package dev.akme.cli;

import java.io.Writer;
import java.util.function.Consumer;

/** Hands over what is written line by line. */
final class LineWriter extends Writer {

    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (characters[i] == '\n') {
                lines.accept(begun.toString());
                begun.setLength(0);
            } else if (characters[i] != '\r') {
                begun.append(characters[i]);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        if (!begun.isEmpty()) {
            write(new char[] {'\n'}, 0, 1);
        }
    }
}
