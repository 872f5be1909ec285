package dev.akme.client.dns;

import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.client.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A TXT record that answers a challenge. */
final class PresentedRecord implements Presented {

    private final HeldRecords records;
    private final DnsName name;
    private final String value;

    /** Null when the servers of the zone are not asked. */
    private final @Nullable DnsClient dns;

    private final Duration settle;

    PresentedRecord(HeldRecords records, DnsName name, String value, @Nullable DnsClient dns, Duration settle) {
        this.records = records;
        this.name = name;
        this.value = value;
        this.dns = dns;
        this.settle = settle;
    }

    @Override
    public Optional<String> await(Timekeeper time, Instant deadline) throws InterruptedException {
        if (dns == null) {
            return Optional.empty();
        }
        Propagation propagation = new Propagation(dns, name, value);
        return propagation.await(time, deadline)
                ? Optional.empty()
                : Optional.of("the challenge is answered although the TXT record " + name + " is not seen at "
                        + String.join("; ", propagation.missing()));
    }

    @Override
    public Duration settle() {
        return settle;
    }

    @Override
    public void close() throws SolverException {
        // An order that was interrupted cleans up too, and no network call would get far with the mark set.
        boolean interrupted = Thread.interrupted();
        try {
            records.remove(text(), value);
        } catch (IOException e) {
            throw leftBehind(e);
        } catch (InterruptedException e) {
            interrupted = true;
            throw leftBehind(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String text() {
        return name.lowerCase().toString();
    }

    private SolverException leftBehind(Exception cause) {
        return new SolverException(
                "a TXT record is left behind at " + text() + ", which does no harm but should be removed: "
                        + cause.getMessage(),
                cause);
    }

    /** The name alone. */
    @Override
    public String toString() {
        return "TXT record " + text();
    }
}
