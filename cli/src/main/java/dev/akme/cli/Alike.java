package dev.akme.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant who has mistyped a word. */
final class Alike {

    private Alike() {}

    /** The end of a sentence; empty when nothing is alike. */
    static String suggestion(String word, Collection<String> known) {
        return nearest(word, known)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
    }

    /** At most every third character may be wrong. */
    static Optional<String> nearest(String word, Collection<String> known) {
        int most = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(one -> distance(word, one) <= most)
                .min(Comparator.<String>comparingInt(one -> distance(word, one))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many characters were left out, added, changed, or swapped with their neighbours. */
    static int distance(String a, String b) {
        int[][] of = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    of[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                of[i][j] = Math.min(of[i - 1][j - 1] + change, Math.min(of[i - 1][j], of[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    of[i][j] = Math.min(of[i][j], of[i - 2][j - 2] + 1);
                }
            }
        }
        return of[a.length()][b.length()];
    }
}
