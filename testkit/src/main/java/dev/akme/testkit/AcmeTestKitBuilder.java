package dev.akme.testkit;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.Faults;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AcmeTestKit}. Every setting has a default; for one thread at a time.
 */
public final class AcmeTestKitBuilder {

    private @Nullable Instant startAt;
    private boolean https;
    private Consumer<AcmeCaBuilder> ca = builder -> {};
    private Consumer<Faults> faults = all -> {};

    AcmeTestKitBuilder() {}

    /**
     * Sets what the clock shows first.
     *
     * @param time by default the time of the system, in whole seconds
     * @return this builder
     */
    public AcmeTestKitBuilder startAt(Instant time) {
        this.startAt = time;
        return this;
    }

    /**
     * Sets whether the CA listens with HTTPS, for programs that take nothing else. They must trust {@link
     * AcmeTestKit#root}, or use {@link AcmeTestKit#sslContext}.
     *
     * @param https by default false: with HTTP the URL of the directory is all that a program needs
     * @return this builder
     */
    public AcmeTestKitBuilder https(boolean https) {
        this.https = https;
        return this;
    }

    /**
     * Sets anything of the CA. Called again, both are done. What the kit has set itself can be changed: its clock, DNS and
     * network, its faults' pauses and its observer; then the parts of the kit that depend on it do nothing.
     *
     * @param settings changes the builder of the CA
     * @return this builder
     */
    public AcmeTestKitBuilder ca(Consumer<AcmeCaBuilder> settings) {
        this.ca = ca.andThen(settings);
        return this;
    }

    /**
     * Sets what goes wrong on purpose from the start. Called again, both are done. It counts from the first request on,
     * that which registers {@link AcmeTestKit#account} included.
     *
     * @param settings changes the faults of the CA
     * @return this builder
     */
    public AcmeTestKitBuilder faults(Consumer<Faults> settings) {
        this.faults = faults.andThen(settings);
        return this;
    }

    /**
     * Starts the kit.
     *
     * @return the kit; the caller closes it
     * @throws java.io.UncheckedIOException when there is no free port
     * @throws IllegalArgumentException when settings of the CA contradict each other
     */
    public AcmeTestKit start() {
        AcmeTestKit kit = new AcmeTestKit(this);
        faults.accept(kit.faults());
        return kit;
    }

    /** Starts the kit with an account, which is registered before anything goes wrong. */
    AcmeTestKit startWithAccount() throws InterruptedException {
        AcmeTestKit kit = new AcmeTestKit(this);
        boolean registered = false;
        try {
            kit.account();
            registered = true;
        } finally {
            if (!registered) {
                kit.close();
            }
        }
        faults.accept(kit.faults());
        return kit;
    }

    Instant start(Instant otherwise) {
        Instant chosen = startAt;
        return chosen == null ? otherwise : chosen;
    }

    /** Adds what was set here to what the kit has set. */
    void applyTo(AcmeCaBuilder builder) {
        if (!https) {
            builder.plainHttp();
        }
        ca.accept(builder);
    }
}
