package dev.akme.cli.state;

import java.io.IOException;
import java.nio.file.Path;

/** The steps that change the state, each of which happens as a whole or not at all. A test makes them fail. */
interface Disk {

    /** The disk of this machine. */
    Disk REAL = new RealDisk(true);

    /** Makes a folder that nobody else can look into, and those above it; nothing happens when it is there. */
    void makeFolder(Path folder) throws IOException;

    /** Writes a new file that nobody else can read, and brings it to the disk. */
    void write(Path file, byte[] content) throws IOException;

    /** Brings the names in a folder to the disk. */
    void sync(Path folder) throws IOException;

    /** Gives a file or link another name, over whatever has that name; or a folder, where nothing has. */
    void rename(Path from, Path to) throws IOException;

    /** Makes a symbolic link. */
    void link(Path link, Path target) throws IOException;

    /** Deletes a file, a link or an empty folder; nothing happens when there is none. */
    void delete(Path path) throws IOException;
}
