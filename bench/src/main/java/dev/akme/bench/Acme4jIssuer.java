package dev.akme.bench;

import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.PollableResource;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/** acme4j, step by step as its documentation shows; with the keys of the JDK, which cost it least. */
final class Acme4jIssuer implements Issuer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final URI directory;
    private final KeyPair key;
    private final URL account;
    private final Login shared;
    private final boolean sessionEach;
    private final boolean impatient;
    private final ThreadLocal<Login> own = ThreadLocal.withInitial(this::newLogin);

    /**
     * Makes an account.
     *
     * @param sessionEach whether each thread has a session of its own, all for the one account
     * @param impatient whether to ask every 10 ms; else the library waits as it does by itself
     */
    Acme4jIssuer(URI directory, boolean sessionEach, boolean impatient) throws AcmeException, GeneralSecurityException {
        this.directory = directory;
        this.sessionEach = sessionEach;
        this.impatient = impatient;
        this.key = newKey();
        this.shared =
                new AccountBuilder().agreeToTermsOfService().useKeyPair(key).createLogin(new Session(directory));
        this.account = shared.getAccountLocation();
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private Login newLogin() {
        return new Session(directory).login(account, key);
    }

    @Override
    public void issue(String name) throws Exception {
        Login login = sessionEach ? own.get() : shared;
        Order order = login.newOrder().domain(name).create();
        for (Authorization authorization : order.getAuthorizations()) {
            if (authorization.getStatus() == Status.PENDING) {
                Http01Challenge challenge =
                        authorization.findChallenge(Http01Challenge.class).orElseThrow();
                challenge.trigger();
                await(challenge, EnumSet.of(Status.VALID, Status.INVALID));
            }
        }
        await(order, EnumSet.of(Status.READY, Status.INVALID));
        order.execute(newKey());
        await(order, EnumSet.of(Status.VALID, Status.INVALID));
        if (order.getCertificate().getCertificateChain().isEmpty()) {
            throw new IllegalStateException("there is no certificate");
        }
    }

    private void await(PollableResource resource, Set<Status> statuses) throws AcmeException, InterruptedException {
        if (!impatient) {
            resource.waitForStatus(statuses, PATIENCE);
            return;
        }
        resource.fetch();
        while (!statuses.contains(resource.getStatus())) {
            TimeUnit.MILLISECONDS.sleep(10);
            resource.fetch();
        }
    }
}
