package dev.akme.cli.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk that fails from a step on, in the middle of that step where it has one. */
final class FailingDisk implements Disk {

    /** Does not wait for the disk: nobody cuts the power. */
    static final Disk FAST = new RealDisk(false);

    private final int last;
    private int steps;

    FailingDisk(int last) {
        this.last = last;
    }

    /** Whether it was asked for more than it does. */
    boolean hasFailed() {
        return steps > last;
    }

    private void step() throws IOException {
        steps++;
        if (hasFailed()) {
            throw new IOException("the disk failed at step " + steps);
        }
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step();
        FAST.makeFolder(folder);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        if (steps == last) {
            FAST.write(file, Arrays.copyOf(content, content.length / 2));
        }
        step();
        FAST.write(file, content);
    }

    @Override
    public void sync(Path folder) throws IOException {
        step();
        FAST.sync(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        FAST.rename(from, to);
    }

    @Override
    public void link(Path link, Path target) throws IOException {
        step();
        FAST.link(link, target);
    }

    @Override
    public void delete(Path path) throws IOException {
        step();
        FAST.delete(path);
    }
}
