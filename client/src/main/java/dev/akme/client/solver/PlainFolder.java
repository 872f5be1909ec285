package dev.akme.client.solver;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A folder known by its path alone, for systems whose folders the JDK cannot hold open. Links are refused when they are
 * there at the time of opening; one that replaces a folder afterwards is followed.
 */
final class PlainFolder implements Folder {

    private final Path path;

    PlainFolder(Path path) {
        this.path = path;
    }

    @Override
    public Folder openChild(String name) throws IOException {
        Path child = path.resolve(name);
        if (!Files.isDirectory(child, NOFOLLOW_LINKS)) {
            throw Files.exists(child, NOFOLLOW_LINKS)
                    ? new NotDirectoryException(child.toString())
                    : new NoSuchFileException(child.toString());
        }
        return new PlainFolder(child);
    }

    @Override
    public boolean makeChild(String name) throws IOException {
        Path child = path.resolve(name);
        try {
            Files.createDirectory(child);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        permit(child, SecureFolder.FOLDER);
        return true;
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        Path file = path.resolve(name);
        SeekableByteChannel channel = Files.newByteChannel(file, CREATE_NEW, WRITE);
        boolean done = false;
        try (channel) {
            SecureFolder.fill(channel, content);
            permit(file, SecureFolder.FILE);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void permit(Path file, Set<PosixFilePermission> permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, NOFOLLOW_LINKS);
        // Elsewhere a file has the permissions of its folder.
        if (view != null) {
            view.setPermissions(permissions);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    @Override
    public void deleteChild(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    @Override
    public void close() {}
}
