package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Http01WebRootTest {

    /** Both ways to hold a folder: the one of this system, and the one of systems that can do less. */
    enum Way {
        OF_THE_SYSTEM,
        BY_PATH;

        private Folder open(Path root) throws IOException {
            return this == BY_PATH ? new PlainFolder(root.toRealPath()) : Folder.open(root);
        }

        Http01WebRoot root(Path root) {
            return root(root, this::open);
        }

        private static Http01WebRoot root(Path root, Http01WebRoot.Opener opener) {
            return new Http01WebRoot(root, List.of(".well-known", "acme-challenge"), opener);
        }
    }

    private static final ChallengeTask TASK = Samples.http(Samples.TOKEN);

    @TempDir
    private Path root;

    private Path folder() {
        return root.resolve(".well-known").resolve("acme-challenge");
    }

    private Path file(String token) {
        return folder().resolve(token);
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> !f.equals(root)).map(root::relativize).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesTheFileAndDeletesIt(Way way) throws Exception {
        try (Presented presented = way.root(root).present(TASK)) {
            assertThat(presented.response().toJson()).isEqualTo("{}");
            assertThat(file(Samples.TOKEN)).hasContent(Samples.ANSWER).hasSize(Samples.ANSWER.length());
            assertThat(all()).hasSize(3);
        }
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void allMayRead(Way way) throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (Presented presented = way.root(root).present(TASK)) {
            assertThat(presented).isNotNull();
            assertThat(mode(file(Samples.TOKEN))).isEqualTo("rw-r--r--");
            assertThat(mode(folder().getParent())).isEqualTo("rwxr-xr-x");
            assertThat(mode(folder())).isEqualTo("rwxr-xr-x");
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatItHasNotMade(Way way) throws Exception {
        Files.createDirectory(root.resolve(".well-known"));
        Files.writeString(root.resolve(".well-known/security.txt"), "x");
        Http01WebRoot solver = way.root(root);
        Presented one = solver.present(TASK);
        Files.writeString(file("other"), "x");
        one.close();
        assertThat(file("other")).exists();
        assertThat(file(Samples.TOKEN)).doesNotExist();
        Files.delete(file("other"));
        // The folder is that of somebody else by now.
        solver.present(TASK).close();
        assertThat(folder()).isEmptyDirectory();
        Files.delete(folder());
        solver.present(TASK).close();
        assertThat(all()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void replacesWhatIsLeftOfAnEarlierTime(Way way) throws Exception {
        Files.createDirectories(folder());
        Files.writeString(file(Samples.TOKEN), "old");
        Path victim = Files.writeString(root.resolve("victim"), "precious");
        Files.createSymbolicLink(file(Samples.token(1)), victim);
        Http01WebRoot solver = way.root(root);
        try (Presented one = solver.present(TASK);
                Presented two = solver.present(Samples.http(Samples.token(1)))) {
            assertThat(List.of(one, two)).hasSize(2);
            assertThat(file(Samples.TOKEN)).hasContent(Samples.ANSWER);
            assertThat(file(Samples.token(1))).isRegularFile().hasContent(Samples.answer(Samples.token(1)));
        }
        assertThat(victim).hasContent("precious");
        assertThat(folder()).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void refusesLinksBelowTheRoot(Way way) throws Exception {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path inside = Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(inside.resolve(".well-known"), elsewhere);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> way.root(inside).present(TASK))
                .withMessageContaining("http-01 for example.org below " + inside)
                .withMessageContaining("symbolic link")
                .withMessageNotContaining(Samples.TOKEN)
                .withNoCause();
        Files.createDirectory(inside.resolve("www"));
        Files.createDirectory(inside.resolve("www/.well-known"));
        Files.createSymbolicLink(inside.resolve("www/.well-known/acme-challenge"), elsewhere);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> way.root(inside.resolve("www")).present(TASK))
                .withMessageContaining("ofChallengeFolder");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void theRootItselfMayBeALink() throws Exception {
        Path real = Files.createDirectory(root.resolve("real"));
        Path link = Files.createSymbolicLink(root.resolve("link"), real);
        try (Presented presented = Http01WebRoot.ofChallengeFolder(link).present(TASK)) {
            assertThat(presented).isNotNull();
            assertThat(real.resolve(Samples.TOKEN)).hasContent(Samples.ANSWER);
        }
        assertThat(real).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithTheRoot(Way way) throws Exception {
        Path nowhere = root.resolve("nowhere");
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> way.root(nowhere).present(TASK))
                .withMessageContaining(nowhere.toString())
                .withMessageContaining("no such folder")
                .withMessageNotContaining(Samples.TOKEN);
        Files.writeString(root.resolve(".well-known"), "a file");
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> way.root(root).present(TASK))
                .withMessageContaining("in place of a folder");
        Files.delete(root.resolve(".well-known"));
        // A folder of the file's name: what was begun is undone.
        Files.createDirectories(file(Samples.TOKEN));
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> way.root(root).present(TASK))
                .withMessageNotContaining(Samples.TOKEN);
        assertThat(all()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void deletingWhatIsGoneIsNoFailure(Way way) throws Exception {
        Presented presented = way.root(root).present(TASK);
        Files.delete(file(Samples.TOKEN));
        presented.close();
        assertThat(all()).isEmpty();
        presented = way.root(root).present(TASK);
        Files.delete(file(Samples.TOKEN));
        Files.delete(folder());
        Files.delete(root.resolve(".well-known"));
        presented.close();
        presented = way.root(root).present(TASK);
        Files.delete(file(Samples.TOKEN));
        Files.createDirectory(file(Samples.TOKEN));
        Files.createDirectory(file(Samples.TOKEN).resolve("x"));
        Presented stuck = presented;
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(stuck::close)
                .withMessageContaining("delete it by hand")
                .withMessageNotContaining(Samples.TOKEN);
        stuck.close();
    }

    @Test
    void aFileStaysAsLongAsSomebodyPresentsIt() throws Exception {
        Http01WebRoot solver = Http01WebRoot.of(root);
        Presented one = solver.present(TASK);
        Presented two = solver.present(TASK);
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(Samples.withOtherKey(TASK)))
                .withMessageContaining("another account key");
        one.close();
        one.close();
        assertThat(file(Samples.TOKEN)).hasContent(Samples.ANSWER);
        two.close();
        assertThat(all()).isEmpty();
        assertThat(solver.preference(TASK)).isNotNegative();
        assertThat(solver.preference(Samples.wildcard(Samples.http()))).isNegative();
    }

    @Test
    void refusesTokensThatAreNoNames() throws Exception {
        for (String token : List.of("../../../../../../escaped-far-away", "..", "a/b/c/d/e/f/g/h/i/j/k/l/m/n")) {
            assertThatExceptionOfType(SolverException.class)
                    .isThrownBy(() -> Http01WebRoot.of(root).present(Samples.http(token)))
                    .withMessageContaining("http-01 for example.org");
        }
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void interruptedThreadsLeaveNothing(Way way) throws Exception {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> way.root(root).present(TASK));
        assertThat(Thread.interrupted()).isFalse();
        assertThat(all()).isEmpty();
        Presented presented = way.root(root).present(TASK);
        Thread.currentThread().interrupt();
        presented.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptWhileItWritesLeavesNothing(Way way) throws Exception {
        Http01WebRoot.Opener interrupting = path -> {
            Thread.currentThread().interrupt();
            return way.open(path);
        };
        Http01WebRoot solver = Way.root(root, interrupting);
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> solver.present(TASK));
        assertThat(Thread.interrupted()).isFalse();
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsAndSolversShareARoot(Way way) throws Exception {
        List<Http01WebRoot> solvers = List.of(way.root(root), way.root(root), way.root(root), way.root(root));
        Crowd.of(32).run(number -> {
            for (int round = 0; round < 20; round++) {
                String token = Samples.token(number * 100 + round);
                try (Presented presented = solvers.get(number % 4).present(Samples.http(token))) {
                    assertThat(presented).isNotNull();
                    assertThat(file(token)).hasContent(Samples.answer(token));
                }
                assertThat(file(token)).doesNotExist();
            }
        });
        // Folders may stay: who made one may have found it in use. No file may.
        assertThat(all()).allMatch(f -> Files.isDirectory(root.resolve(f)));
    }

    @Test
    void whatIsLeftGoesWithTheProgram() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgetfulProgram.class.getName(),
                        root.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(root.toFile(), "output"))
                .start();
        assertThat(program.waitFor()).isEqualTo(3);
        assertThat(root.resolve("output")).hasContent("true");
        assertThat(all()).hasSize(1);
    }
}
