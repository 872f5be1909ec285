package example;

import static org.junit.jupiter.api.Assertions.*;

import dev.akme.messages.NewOrder;
import dev.akme.messages.ProblemType;
import dev.akme.testkit.*;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.*;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/** Another client is tested like Akme's own: the URL of the directory is all that it needs. */
@AcmeTest
class Acme4jTest {

    private static final String NAME = "www.example.org";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void issuesAndRenews(URI directory, FakeDns dns, MutableClock clock, Transcript transcript) throws Exception {
        Account account = new AccountBuilder()
                .agreeToTermsOfService()
                .useKeyPair(newKey())
                .create(new Session(directory));

        Certificate first = issue(account.newOrder().domain(NAME), dns);
        RenewalInfo info = first.getRenewalInfo();
        assertTrue(info.renewalIsNotRequired(clock.instant()));

        clock.moveTo(info.getSuggestedWindowEnd());
        assertFalse(info.renewalIsNotRequired(clock.instant()));
        Certificate second = issue(account.newOrder().domain(NAME).replaces(first), dns);

        Instant firstEnd = first.getCertificate().getNotAfter().toInstant();
        assertTrue(second.getCertificate().getNotAfter().toInstant().isAfter(firstEnd));
        assertTrue(transcript.requests(NewOrder.class).get(1).replaces().isPresent());
        // Its nonce was too old by then, and it took another.
        assertTrue(transcript.problems().stream().allMatch(problem -> problem.type().equals(ProblemType.BAD_NONCE)));
    }

    @Test
    @AcmeTest(refuseNonces = 0.3)
    void bearsRefusedNonces(URI directory, FakeDns dns) throws Exception {
        Account account = new AccountBuilder()
                .agreeToTermsOfService()
                .useKeyPair(newKey())
                .create(new Session(directory));

        assertEquals(2, issue(account.newOrder().domain(NAME), dns).getCertificateChain().size());
    }

    private static Certificate issue(OrderBuilder wanted, FakeDns dns) throws Exception {
        Order order = wanted.create();
        for (Authorization authorization : order.getAuthorizations()) {
            Dns01Challenge challenge =
                    authorization.findChallenge(Dns01Challenge.class).orElseThrow();
            dns.add("_acme-challenge." + NAME, challenge.getDigest());
            challenge.trigger();
            await(authorization);
            dns.remove("_acme-challenge." + NAME, challenge.getDigest());
        }
        order.execute(newKey());
        await(order);
        return order.getCertificate();
    }

    private static void await(PollableResource resource) throws AcmeException, InterruptedException {
        assertEquals(Status.VALID, resource.waitForStatus(EnumSet.of(Status.VALID, Status.INVALID), PATIENCE));
    }

    private static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
