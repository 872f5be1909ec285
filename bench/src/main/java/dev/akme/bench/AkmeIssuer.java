package dev.akme.bench;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeClientBuilder;
import dev.akme.client.ObtainRequest;
import dev.akme.client.Timekeeper;
import dev.akme.client.solver.Http01Stateless;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.NewAccount;
import java.net.URI;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Akme's client, as its own documentation uses it. */
final class AkmeIssuer implements Issuer {

    /** Waits for 10 ms where the client would wait longer. */
    private static final Timekeeper IMPATIENT = new Timekeeper() {
        @Override
        public Instant now() {
            return Timekeeper.SYSTEM.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Duration most = Duration.ofMillis(10);
            Timekeeper.SYSTEM.sleep(duration.compareTo(most) > 0 ? most : duration);
        }
    };

    private final AcmeAccount account;
    private final @Nullable Provider provider;

    /** Signs, and makes keys, with a provider; null leaves it to the JDK. */
    AkmeIssuer(URI directory, boolean impatient, @Nullable Provider provider) throws InterruptedException {
        this.provider = provider;
        AcmeClientBuilder builder = AcmeClient.builder(directory);
        if (impatient) {
            builder.time(IMPATIENT);
        }
        this.account = builder.build()
                .register(key(), NewAccount.builder().termsOfServiceAgreed(true).build());
    }

    private SigningKey key() {
        return SigningKey.generate(KeyType.P256, provider, null);
    }

    @Override
    public void issue(String name) throws InterruptedException {
        ObtainRequest request = provider == null
                ? ObtainRequest.of(name)
                : ObtainRequest.builder().names(name).key(key()).build();
        if (account.obtain(request, Http01Stateless.create())
                .chain()
                .certificates()
                .isEmpty()) {
            throw new IllegalStateException("there is no certificate");
        }
    }
}
