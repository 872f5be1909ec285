package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.testkit.MutableClock;
import java.nio.file.Path;

/**
 * A CA in a folder, as a machine with states: each octet of the input is a request, right or wrong, a restart, or a move of the
 * clock, and those behind it are what it is about. After each, the CA must have answered as a model of it expects, and after
 * each restart nothing may be lost.
 */
final class CaStateFuzz {

    /** More would only be slower, and find no other states. */
    private static final int MOST_STEPS = 60;

    /** With keys, which are made once. */
    private static final Path TEMPLATE = template();

    private static Path template() {
        Path folder = FuzzedCa.folderForAll();
        new FuzzedCa(MutableClock.at(FuzzedCa.START), new FuzzedCa.Dns(), builder -> builder.folder(folder)).close();
        return folder;
    }

    /** The octets of the input, one after the other; zero when there are no more. */
    static final class Choices {

        private final byte[] octets;
        private int at;

        Choices(byte[] octets) {
            this.octets = octets;
        }

        boolean hasMore() {
            return at < octets.length;
        }

        int next() {
            return hasMore() ? octets[at++] & 0xFF : 0;
        }

        int below(int bound) {
            return next() % bound;
        }

        boolean oneOf(int many) {
            return below(many) == 1;
        }
    }

    @FuzzTest
    void isAsItsModel(byte[] input) {
        Path folder = FuzzedCa.temporaryFolder();
        try {
            FuzzedCa.copy(TEMPLATE, folder);
            Choices choices = new Choices(input);
            try (CaStory story = new CaStory(folder, choices.next())) {
                for (int steps = 0; choices.hasMore() && steps < MOST_STEPS; steps++) {
                    story.step(choices);
                }
                story.restart();
            }
        } finally {
            FuzzedCa.delete(folder);
        }
    }
}
