package dev.akme.client;

import dev.akme.jose.SigningKey;
import dev.akme.messages.NewAccount;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A client, a CA and a time, for tests of one thing. */
final class Scene {

    final FakeTime time = new FakeTime();
    final FakeCa ca = new FakeCa(time);
    final Events events = new Events();
    final FakeSolver solver = new FakeSolver();
    final AcmeClient client;

    Scene() {
        this(builder -> builder.executor(Runnable::run));
    }

    Scene(UnaryOperator<AcmeClientBuilder> settings) {
        this.client = settings.apply(AcmeClient.builder(FakeCa.DIRECTORY)
                        .transport(ca)
                        .time(time)
                        .random(new Random(1))
                        .listener(events))
                .build();
    }

    AcmeAccount account() throws InterruptedException {
        return account(Requests.P256);
    }

    AcmeAccount account(SigningKey key) throws InterruptedException {
        AcmeAccount account = client.register(
                key, NewAccount.builder().termsOfServiceAgreed(true).build());
        ca.forgetRequests();
        return account;
    }
}
