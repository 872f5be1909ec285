package dev.akme.client.solver;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder held open, in which names are looked up whatever happens to its path meanwhile. Only folders are made by path,
 * since the JDK has no other way.
 */
final class SecureFolder implements Folder {

    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path path;
    private final SecureDirectoryStream<Path> stream;

    SecureFolder(Path path, SecureDirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
    }

    private Path name(String name) {
        return path.getFileSystem().getPath(name);
    }

    @Override
    public Folder openChild(String name) throws IOException {
        Path child = path.resolve(name);
        try {
            return new SecureFolder(child, stream.newDirectoryStream(name(name), NOFOLLOW_LINKS));
        } catch (FileSystemException e) {
            // The JDK has no exception of its own for a link that it does not follow.
            throw Files.isSymbolicLink(child) ? new NotDirectoryException(child.toString()) : e;
        }
    }

    @Override
    public boolean makeChild(String name) throws IOException {
        try {
            Files.createDirectory(path.resolve(name));
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        boolean done = false;
        try (SecureDirectoryStream<Path> child = stream.newDirectoryStream(name(name), NOFOLLOW_LINKS)) {
            // The process may have a mask that shuts out the web server.
            child.getFileAttributeView(PosixFileAttributeView.class).setPermissions(FOLDER);
            done = true;
        } finally {
            if (!done) {
                deleteChild(name);
            }
        }
        return true;
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        SeekableByteChannel file = stream.newByteChannel(name(name), Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS));
        boolean done = false;
        try (file) {
            fill(file, content);
            stream.getFileAttributeView(name(name), PosixFileAttributeView.class, NOFOLLOW_LINKS)
                    .setPermissions(FILE);
            done = true;
        } finally {
            if (!done) {
                deleteFile(name);
            }
        }
    }

    /** Writes the whole content, or is interrupted. */
    static void fill(SeekableByteChannel file, byte[] content) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
            file.write(left);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        stream.move(name(from), stream, name(to));
    }

    @Override
    public void deleteFile(String name) throws IOException {
        stream.deleteFile(name(name));
    }

    @Override
    public void deleteChild(String name) throws IOException {
        stream.deleteDirectory(name(name));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
