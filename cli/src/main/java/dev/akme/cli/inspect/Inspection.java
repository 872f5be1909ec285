package dev.akme.cli.inspect;

import java.util.List;

/**
 * What was found in an input.
 *
 * @param items what is in it, in its order
 * @param unreadable what could not be read beside them, one line each
 */
public record Inspection(List<Item> items, List<String> unreadable) {

    /**
     * One of the things that are in an input.
     *
     * @param place where it stands, such as {@code "line 3"}; empty when it is alone
     * @param explanation what it is
     */
    public record Item(String place, Explanation explanation) {}

    /**
     * Copies what can be changed.
     *
     * @param items what is in it, in its order
     * @param unreadable what could not be read beside them, one line each
     */
    public Inspection {
        items = List.copyOf(items);
        unreadable = List.copyOf(unreadable);
    }

    static Inspection of(Explanation only) {
        return new Inspection(List.of(new Item("", only)), List.of());
    }
}
