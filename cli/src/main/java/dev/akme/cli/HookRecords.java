package dev.akme.cli;

import dev.akme.client.dns.TxtRecords;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** TXT records that a command of the user adds and removes, called for one record at a time: few scripts stand more. */
final class HookRecords implements TxtRecords {

    private final Shell shell;
    private final String command;
    private final ReentrantLock turn = new ReentrantLock(true);

    HookRecords(Shell shell, String command) {
        this.shell = shell;
        this.command = command;
    }

    @Override
    public void add(String name, String value) throws IOException, InterruptedException {
        run("add", name, value);
    }

    @Override
    public void remove(String name, String value) throws IOException, InterruptedException {
        run("remove", name, value);
    }

    private void run(String action, String name, String value) throws IOException, InterruptedException {
        int exitCode;
        turn.lockInterruptibly();
        try {
            exitCode = shell.run(command, Map.of("AKME_ACTION", action, "AKME_NAME", name, "AKME_VALUE", value));
        } finally {
            turn.unlock();
        }
        if (exitCode != 0) {
            throw new IOException("the DNS hook ended with " + exitCode + " when it was to " + action
                    + " the record: run it by hand with AKME_ACTION, AKME_NAME and AKME_VALUE set");
        }
    }
}
