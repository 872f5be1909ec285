package dev.akme.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured of one thing, again and again. Not safe for use by many threads. */
final class Figures {

    private final List<Double> values = new ArrayList<>();

    static Figures of(double... values) {
        Figures figures = new Figures();
        Arrays.stream(values).forEach(figures::add);
        return figures;
    }

    void add(double value) {
        values.add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double median() {
        double[] sorted = sorted();
        int half = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private double[] sorted() {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The median, and from where to where all of them are, with as many decimals; a dash when there is none. */
    String text(int decimals) {
        if (isEmpty()) {
            return "–";
        }
        double[] sorted = sorted();
        String number = "%,." + decimals + "f";
        String median = String.format(Locale.ROOT, number, median());
        String range = String.format(Locale.ROOT, number + "–" + number, sorted[0], sorted[sorted.length - 1]);
        return sorted.length == 1 ? median : median + " (" + range + ")";
    }

    /** How many times these are the others, by the medians; a dash when one of the two was not measured. */
    String times(Figures others) {
        return isEmpty() || others.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", median() / others.median());
    }
}
