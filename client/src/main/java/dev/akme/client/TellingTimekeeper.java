package dev.akme.client;

import java.time.Duration;
import java.time.Instant;

/** Tells a listener of each wait, so that what a solver waits for shows like any other. */
record TellingTimekeeper(Timekeeper time, AcmeListener listener, WaitReason reason) implements Timekeeper {

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (!duration.isNegative() && !duration.isZero()) {
            listener.waiting(reason, time.now().plus(duration));
        }
        time.sleep(duration);
    }
}
