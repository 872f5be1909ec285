package dev.akme.client.solver;

import dev.akme.challenge.Http01;
import dev.akme.challenge.KeyAuthorization;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The files of an {@link Http01WebRoot} that are there at the moment, with the folders that were made for them. */
final class ChallengeFiles {

    // Another process may delete a folder between two steps of this one, but not for ever.
    private static final int MAX_ATTEMPTS = 100;

    private record Written(KeyAuthorization keyAuthorization, int users) {}

    /** What is done in a folder. */
    private interface Work {
        void in(Folder folder) throws IOException;
    }

    private final Path root;
    private final List<String> folders;
    private final Http01WebRoot.Opener opener;

    // A lock and not a monitor: files are written under it, and a virtual thread would hold its carrier meanwhile.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Written> written = new HashMap<>();
    private final boolean[] made;

    // There only while files are: a solver that nobody uses any more can go.
    private @Nullable Thread atExit;

    /**
     * Does nothing yet.
     *
     * @param folders the names of the folders from the root down to that of the files
     */
    ChallengeFiles(Path root, List<String> folders, Http01WebRoot.Opener opener) {
        this.root = root;
        this.folders = folders;
        this.opener = opener;
        this.made = new boolean[folders.size()];
    }

    /**
     * Writes a file, or counts one more user of it.
     *
     * @return false when the file is there for another account key
     * @throws IOException when it cannot be written; nothing is left behind then
     */
    boolean add(KeyAuthorization keyAuthorization) throws IOException {
        lock.lock();
        try {
            String name = keyAuthorization.token();
            Written present = written.get(name);
            if (present != null) {
                if (!present.keyAuthorization.equals(keyAuthorization)) {
                    return false;
                }
                written.put(name, new Written(keyAuthorization, present.users + 1));
                return true;
            }
            watchExit();
            boolean done = false;
            try {
                write(name, Http01.body(keyAuthorization));
                written.put(name, new Written(keyAuthorization, 1));
                done = true;
            } finally {
                if (!done) {
                    tidyIfEmpty();
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a user from a file; deletes it after the last. */
    void remove(String name) throws IOException {
        lock.lock();
        try {
            Written present = written.get(name);
            if (present == null) {
                // The exit was quicker.
                return;
            }
            if (present.users > 1) {
                written.put(name, new Written(present.keyAuthorization, present.users - 1));
                return;
            }
            removeLast(name);
        } finally {
            lock.unlock();
        }
    }

    private void removeLast(String name) throws IOException {
        written.remove(name);
        try {
            delete(name);
        } finally {
            tidyIfEmpty();
        }
    }

    private void write(String name, byte[] body) throws IOException {
        String temporary = ".akme-" + UUID.randomUUID();
        try (Folder folder = opener.open(root)) {
            for (int attempt = 1; ; attempt++) {
                try {
                    descend(folder, 0, folders.size(), true, last -> {
                        last.write(temporary, body);
                        boolean done = false;
                        try {
                            last.rename(temporary, name);
                            done = true;
                        } finally {
                            if (!done) {
                                last.deleteFile(temporary);
                            }
                        }
                    });
                    return;
                } catch (NoSuchFileException e) {
                    if (attempt == MAX_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    private void delete(String name) throws IOException {
        try (Folder folder = opener.open(root)) {
            descend(folder, 0, folders.size(), false, last -> last.deleteFile(name));
        } catch (NoSuchFileException e) {
            // Somebody was quicker, and it is gone.
            return;
        }
    }

    private void descend(Folder folder, int depth, int end, boolean make, Work work) throws IOException {
        if (depth == end) {
            work.in(folder);
            return;
        }
        String name = folders.get(depth);
        if (make && folder.makeChild(name)) {
            made[depth] = true;
        }
        try (Folder child = folder.openChild(name)) {
            descend(child, depth + 1, end, make, work);
        }
    }

    private void tidyIfEmpty() throws IOException {
        if (!written.isEmpty()) {
            return;
        }
        forgetExit();
        for (int depth = folders.size() - 1; depth >= 0; depth--) {
            if (made[depth]) {
                made[depth] = false;
                deleteFolder(depth);
            }
        }
    }

    private void deleteFolder(int depth) throws IOException {
        String name = folders.get(depth);
        try (Folder folder = opener.open(root)) {
            descend(folder, 0, depth, false, parent -> parent.deleteChild(name));
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Somebody else uses it, or has deleted it.
            return;
        }
    }

    private void watchExit() throws IOException {
        if (atExit == null) {
            Thread hook = new Thread(this::removeAll, "akme http-01 files");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                throw new IOException("the program is ending", e);
            }
            atExit = hook;
        }
    }

    private void forgetExit() {
        if (atExit != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // It is running, and finds nothing to do.
            }
            atExit = null;
        }
    }

    private void removeAll() {
        lock.lock();
        try {
            for (String name : List.copyOf(written.keySet())) {
                try {
                    removeLast(name);
                } catch (IOException e) {
                    // The others are to go all the same, and nobody is left to be told.
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
