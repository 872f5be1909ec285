package dev.akme.client.solver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/**
 * An open folder. No name in it is followed when it is a symbolic link: whoever may write into a web root could otherwise
 * lead a process with more rights to another place.
 */
interface Folder extends Closeable {

    /** Opens a folder where every part of the path may be a symbolic link: the user named it. */
    @SuppressWarnings("StreamResourceLeak") // closing the folder closes it
    static Folder open(Path path) throws IOException {
        Path real = path.toRealPath();
        DirectoryStream<Path> stream = Files.newDirectoryStream(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureFolder(real, secure);
        }
        stream.close();
        return new PlainFolder(real);
    }

    /** Opens a folder in this one; fails when it is a symbolic link. */
    Folder openChild(String name) throws IOException;

    /** Makes a folder that all may read; false when there is something of this name. */
    boolean makeChild(String name) throws IOException;

    /** Writes a new file that all may read; when that fails, nothing is left behind. */
    void write(String name, byte[] content) throws IOException;

    /** Gives a file another name, in one step that others see as a whole; a file that has this name is gone. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file. */
    void deleteFile(String name) throws IOException;

    /** Deletes an empty folder. */
    void deleteChild(String name) throws IOException;
}
