package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that takes its time. */
@Timeout(60)
class DelayTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Duration> paused = new CopyOnWriteArrayList<>();

    @Test
    void validationsAndIssuancesWaitBeforeTheyBegin() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .pause(paused::add)
                        .faults(faults -> faults.delayValidations(SECOND, SECOND)
                                .delayIssuance(SECOND.multipliedBy(2), SECOND.multipliedBy(4)))
                        .start()) {
            Loopback.account(ca).obtain(ObtainRequest.of("www.example.org", "example.org"), solver);
            assertThat(paused).hasSize(3).startsWith(SECOND, SECOND);
            assertThat(paused.get(2)).isBetween(SECOND.multipliedBy(2), SECOND.multipliedBy(4));
            ca.faults().delayValidations(Duration.ZERO, Duration.ZERO).delayIssuance(Duration.ZERO, Duration.ZERO);
            Loopback.account(ca).obtain(ObtainRequest.of("www.example.org"), solver);
            assertThat(paused).hasSize(3);
        }
    }
}
