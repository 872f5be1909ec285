package dev.akme.client.solver;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers {@code http-01} with files below the root folder of a web server that runs already (RFC 8555 §8.3). A file
 * appears as a whole and readable for all, and is deleted when it is closed; so are the folders that this solver had to
 * make, unless something of others is in them by then. What is still there when the Java program ends in good order is deleted then.
 *
 * <p>Symbolic links below the root are refused. Where the web server has the challenges' folder elsewhere, give that with
 * {@link #ofChallengeFolder}. Safe for use by many threads, and beside other processes that do the same.
 */
public final class Http01WebRoot implements ChallengeSolver {

    private final Path root;
    private final ChallengeFiles files;

    Http01WebRoot(Path root, List<String> folders, Opener opener) {
        this.root = root;
        this.files = new ChallengeFiles(root, folders, opener);
    }

    /** How the root is opened. */
    interface Opener {
        Folder open(Path root) throws IOException;
    }

    /**
     * Makes a solver for the root of a web server: a file goes to {@code .well-known/acme-challenge} below it.
     *
     * @param root an existing folder, whose files have URLs with the paths that they have below it
     * @return the solver; it looks at the folder when the first challenge is presented
     */
    public static Http01WebRoot of(Path root) {
        return new Http01WebRoot(root, List.of(".well-known", "acme-challenge"), Folder::open);
    }

    /**
     * Makes a solver for the very folder that a web server shows at {@code /.well-known/acme-challenge/}, whatever its
     * name.
     *
     * @param folder an existing folder
     * @return the solver; it looks at the folder when the first challenge is presented
     */
    public static Http01WebRoot ofChallengeFolder(Path folder) {
        return new Http01WebRoot(folder, List.of(), Folder::open);
    }

    /**
     * {@return 0 for http-01 of a name or an address, otherwise a negative number}
     */
    @Override
    public int preference(ChallengeTask task) {
        return Http01Handler.canAnswer(task) ? Tasks.CAN : Tasks.CANNOT;
    }

    /**
     * Writes the file.
     *
     * @param task a challenge that it can answer
     * @return what deletes the file
     * @throws SolverException when it cannot be written, or its token is no name of a file
     * @throws InterruptedException when the thread is interrupted
     */
    @Override
    public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
        Tasks.require(this, task);
        // A key authorization has a token of letters, digits, hyphens and underscores alone: it names no other folder.
        KeyAuthorization keyAuthorization = Tasks.keyAuthorization(task);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            if (!files.add(keyAuthorization)) {
                throw Tasks.tokenIsTaken(task);
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException();
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            throw new SolverException("cannot write the file for " + task + " below " + root + ": " + reason(e), null);
        }
        return new Retractable(() -> delete(task, keyAuthorization.token()));
    }

    private void delete(ChallengeTask task, String token) throws SolverException {
        try {
            files.remove(token);
        } catch (IOException e) {
            throw new SolverException(
                    "cannot delete the file for " + task + " below " + root + ": " + reason(e)
                            + "; then delete it by hand",
                    null);
        }
    }

    /** Why it failed. The exception itself stays here, since it quotes the name of the file, which is the token. */
    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "the permission is missing; let the user of this process write there";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder; give the root folder of the web server";
        }
        if (failure instanceof NotDirectoryException) {
            return "there is a file or a symbolic link in place of a folder; give the folder that the web server shows"
                    + " with ofChallengeFolder";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return (reason == null ? failure.getClass().getSimpleName() : reason)
                + "; see to it that files can be made there";
    }
}
