package dev.akme.cli;

import dev.akme.cli.Passed.Party;
import java.util.ArrayList;
import java.util.List;

/** A conversation as a picture of lines and arrows, in characters that every terminal has. */
final class SequenceDiagram {

    private static final int MARGIN = 2;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 100;
    private static final int LEAST_DETAIL = 16;

    private final int width;

    SequenceDiagram(int width) {
        this.width = Math.max(NARROWEST, Math.min(width, WIDEST));
    }

    List<String> of(List<Passed> messages) {
        List<String> lines = new ArrayList<>();
        char[] heads = blank();
        for (Party party : Party.values()) {
            String label = party.label();
            int start = Math.max(0, Math.min(column(party) - label.length() / 2, width - label.length()));
            label.getChars(0, label.length(), heads, start);
        }
        lines.add(new String(heads).stripTrailing());
        for (Passed message : messages) {
            lines.add(arrow(message));
        }
        lines.add(lifelines());
        return lines;
    }

    /** The client at the left, the CA right of the middle, the names at the right. */
    private int column(Party party) {
        return switch (party) {
            case CLIENT -> MARGIN + 1;
            case CA -> width * 3 / 5;
            case NAMES -> width - MARGIN - 2;
        };
    }

    private char[] blank() {
        return " ".repeat(width).toCharArray();
    }

    private String lifelines() {
        char[] line = blank();
        for (Party party : Party.values()) {
            line[column(party)] = '|';
        }
        return new String(line).stripTrailing();
    }

    private String arrow(Passed message) {
        char[] line = lifelines().concat(" ".repeat(width)).substring(0, width).toCharArray();
        boolean right = column(message.to()) > column(message.from());
        int start = Math.min(column(message.from()), column(message.to())) + 1;
        int end = Math.max(column(message.from()), column(message.to()));
        for (int i = start; i < end; i++) {
            line[i] = '-';
        }
        line[right ? end - 1 : start] = right ? '>' : '<';
        String text = label(message, end - start - 6);
        text.getChars(0, text.length(), line, start + 3);
        return new String(line).stripTrailing();
    }

    /** Of the detail at least so much that it says something, or else none of it. */
    private static String label(Passed message, int room) {
        String kind = " " + message.kind() + " ";
        if (message.detail().isEmpty()) {
            return kind;
        }
        String text = kind + "(" + message.detail() + ") ";
        if (text.length() <= room) {
            return text;
        }
        return room - kind.length() < LEAST_DETAIL ? kind : text.substring(0, room - 4) + "... ";
    }
}
