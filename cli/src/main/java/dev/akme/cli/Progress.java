package dev.akme.cli;

import dev.akme.client.AcmeListener;
import dev.akme.client.ObtainStep;
import dev.akme.client.RetryCause;
import dev.akme.client.WaitReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the client does: on a terminal each step in a line that turns and counts the time until the next step comes, in a
 * pipe as plain lines. Safe for use by many threads.
 */
final class Progress implements AcmeListener, AutoCloseable {

    /** Of characters that every terminal has. */
    private static final String TURNING = "|/-\\";

    private static final int TURN_MILLIS = 125;

    /** Whoever waits longer wants to know until when. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Surroundings surroundings;
    private final Console console;
    private final Instant start;

    /** Which certificate a thread works for, where several are under way. */
    private final ThreadLocal<String> subject = ThreadLocal.withInitial(() -> "");

    /** What is shown in the line that changes. The console is the lock: whoever writes to it settles this first. */
    private @Nullable String current;

    /** Whether it is no step, but only says that there is an answer to wait for. */
    private boolean isPassing;

    private String lastRetry = "";
    private @Nullable Thread turning;

    Progress(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.console = surroundings.console();
        this.start = surroundings.clock().instant();
        console.beforeResults(this::settle);
    }

    /** Lets the line turn by itself, as long as the program runs. */
    void turn() {
        if (!console.canBeLive()) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(TURN_MILLIS);
                            refresh();
                        }
                    } catch (InterruptedException e) {
                        // Then it stands still.
                    }
                },
                "progress");
        thread.setDaemon(true);
        thread.start();
        turning = thread;
    }

    /** The line stands still from now on. */
    @Override
    public void close() {
        settle();
        Thread thread = turning;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Says for which certificate this thread works from now on; nothing for none. */
    void subject(String name) {
        subject.set(name);
    }

    @Override
    public void step(ObtainStep step) {
        say(step.toString());
    }

    /** Says what goes on now. */
    void say(String step) {
        String name = subject.get();
        String text = name.isEmpty() ? step : name + ": " + step;
        synchronized (console) {
            if (console.canBeLive()) {
                settle();
                current = text;
                refresh();
            } else {
                console.note(text);
            }
        }
    }

    /** Shows the line that changes as it is now. */
    void refresh() {
        synchronized (console) {
            String text = current;
            if (text != null) {
                long turns = passed().toMillis() / TURN_MILLIS;
                char sign = TURNING.charAt((int) (turns % TURNING.length()));
                // What is wider than the terminal would be broken, and the next one written below it.
                int room = Math.max(10, console.width() - 12);
                console.live(console.styled(sign + seconds(), Console.Style.CYAN) + "  "
                        + (text.length() > room ? text.substring(0, room - 3) + "..." : text));
            }
        }
    }

    /** Leaves the line as it is, with the time until now: what it says is over. */
    private void settle() {
        synchronized (console) {
            String text = current;
            current = null;
            if (isPassing) {
                isPassing = false;
                console.live("");
            } else if (text != null) {
                console.note(console.styled(" " + seconds(), Console.Style.DIM) + "  " + text);
            }
        }
    }

    private Duration passed() {
        return Duration.between(start, surroundings.clock().instant());
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%6.1fs", passed().toMillis() / 1000.0);
    }

    /** Before the first step, and where there are none, somebody may wait for a CA that is slow. */
    @Override
    public void request(String method, URI url) {
        synchronized (console) {
            if (current == null && console.canBeLive()) {
                current = "ask " + url.getHost();
                isPassing = true;
                refresh();
            }
        }
    }

    // ---- what a person wants to know only sometimes

    @Override
    public void waiting(WaitReason reason, Instant until) {
        if (console.isVerbose()) {
            say("wait for " + reason + " until " + until);
        } else if (reason instanceof RetryCause
                && until.isAfter(surroundings.clock().instant().plus(LONG))) {
            say("wait until " + until + ", because " + reason);
        }
    }

    /** The same again and again is said once: it only tells that it takes longer. */
    @Override
    public void retry(String method, URI url, RetryCause cause, int attempt) {
        String text = "try again, because " + cause;
        synchronized (console) {
            if (text.equals(lastRetry) && !console.isVerbose()) {
                return;
            }
            lastRetry = text;
        }
        say(text);
    }

    /** What was to be taken away and still is there may be a person's business. */
    @Override
    public void skipped(ObtainStep step, String reason) {
        say(step + ": " + reason);
    }

    @Override
    public void response(String method, URI url, int status, Duration took) {
        if (console.isVerbose()) {
            say(method + " " + url + ": " + status + " after " + took.toMillis() + " ms");
        }
    }
}
