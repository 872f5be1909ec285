package dev.akme.cli;

import dev.akme.client.AcmeListener;
import dev.akme.client.ObtainStep;
import dev.akme.client.RetryCause;
import dev.akme.client.WaitReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Shows what the client does: with the time that has passed on a terminal, as plain lines in a pipe. */
final class Progress implements AcmeListener {

    private final Surroundings surroundings;
    private final Instant start;

    /** Which certificate a thread works for, where several are under way. */
    private final ThreadLocal<String> subject = ThreadLocal.withInitial(() -> "");

    Progress(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.start = surroundings.clock().instant();
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
        Console console = surroundings.console();
        if (console.isTerminal()) {
            Duration passed = Duration.between(start, surroundings.clock().instant());
            String seconds = String.format(Locale.ROOT, "%5.1fs", passed.toMillis() / 1000.0);
            console.note(console.styled(seconds, Console.Style.DIM) + "  " + text);
        } else {
            console.note(text);
        }
    }

    @Override
    public void waiting(WaitReason reason, Instant until) {
        if (surroundings.console().isVerbose()) {
            say("wait for " + reason + " until " + until);
        }
    }

    @Override
    public void retry(String method, URI url, RetryCause cause, int attempt) {
        say("try again, because " + cause);
    }

    @Override
    public void response(String method, URI url, int status, Duration took) {
        if (surroundings.console().isVerbose()) {
            say(method + " " + url + ": " + status + " after " + took.toMillis() + " ms");
        }
    }
}
