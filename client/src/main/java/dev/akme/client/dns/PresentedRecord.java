package dev.akme.client.dns;

import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.client.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A TXT record that answers a challenge. */
final class PresentedRecord implements Presented {

    private static final System.Logger LOGGER = System.getLogger(PresentedRecord.class.getName());

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
    public void await(Timekeeper time, Instant deadline) throws InterruptedException {
        if (dns != null) {
            Propagation propagation = new Propagation(dns, name, value);
            if (!propagation.await(time, deadline)) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the challenge is answered although the TXT record {0} is not seen at {1}",
                        name,
                        String.join("; ", propagation.missing()));
            }
        }
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
