package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.challenge.Dns01;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ValidatorsTest {

    private final FakeResolver resolver = new FakeResolver();
    private final ValidationSettings settings =
            ValidationSettings.builder().caaIdentities(List.of("ca.test")).build();

    private Optional<Problem> validate(ValidationRequest request) throws InterruptedException {
        return Validators.of(settings, resolver, new FakeNetwork(), Samples.CLOCK)
                .validate(request);
    }

    private static Challenge challenge(String type, String members) {
        return Challenge.TYPE.read(
                "{\"type\":\"" + type + "\",\"url\":\"https://acme.test/c\",\"status\":\"pending\"" + members + "}");
    }

    @Test
    void obeyCaaOnceTheChallengeIsAnswered() throws InterruptedException {
        String name = "_acme-challenge.example.org";
        resolver.caa("example.org", new CaaRecord(false, "issue", "other.test"));
        assertThat(validate(Samples.request(Samples.dns())).orElseThrow().type())
                .isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(resolver.asked).containsExactly("TXT " + name);
        resolver.txt(name, Dns01.value(Samples.EXPECTED));
        assertThat(validate(Samples.request(Samples.dns())).orElseThrow().type())
                .isEqualTo(ProblemType.CAA);
        resolver.caa("example.org", new CaaRecord(false, "issue", "ca.test; validationmethods=http-01"));
        assertThat(validate(Samples.request(Samples.dns())).orElseThrow().type())
                .isEqualTo(ProblemType.CAA);
        resolver.caa("example.org", new CaaRecord(false, "issue", "ca.test; validationmethods=dns-01"));
        assertThat(validate(Samples.request(Samples.dns()))).isEmpty();
    }

    @Test
    void refuseWhatAChallengeCannotValidate() throws InterruptedException {
        Identifier address = Identifier.ip("9.9.9.9");
        for (ValidationRequest request : List.of(
                Samples.wildcard(Samples.http()),
                Samples.wildcard(Samples.tls()),
                Samples.request(address, Samples.dns()),
                Samples.request(address, Samples.dnsAccount()),
                Samples.request(address, Samples.dnsPersist()),
                Samples.request(Identifier.email("a@example.org"), Samples.http()),
                Samples.request(challenge("unknown-01", ",\"token\":\"" + Samples.TOKEN + "\"")),
                Samples.request(challenge("onion-csr-01", ",\"nonce\":\"AAAAAAAAAAAAAAAAAAAAAA==\"")))) {
            Problem problem = validate(request).orElseThrow();
            assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
            assertThat(problem.detail().orElseThrow())
                    .startsWith(request.identifier().value() + ": ");
        }
        assertThat(resolver.asked).isEmpty();
    }

    @Test
    void refuseNamesThatAreTooLongForARecord() throws InterruptedException {
        Identifier name = Identifier.dns((("a".repeat(60) + ".").repeat(4) + "test"));
        assertThat(validate(Samples.request(name, Samples.dns())).orElseThrow().type())
                .isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void keepMistakesOfTheirOwnFromTheClient() throws InterruptedException {
        DnsResolver broken = new DnsResolver() {
            @Override
            public List<InetAddress> addresses(String name) {
                throw new IllegalStateException("a secret");
            }

            @Override
            public List<List<String>> txt(String name) {
                throw new IllegalStateException("a secret");
            }

            @Override
            public List<CaaRecord> caa(String name) {
                throw new IllegalStateException("a secret");
            }
        };
        Validators validators = Validators.of(settings, broken, new FakeNetwork(), Samples.CLOCK);
        Logger logger = Logger.getLogger(Validators.class.getName());
        logger.setLevel(Level.OFF);
        for (Challenge each : List.of(Samples.http(), Samples.dns(), Samples.tls())) {
            Problem problem = validators.validate(Samples.request(each)).orElseThrow();
            assertThat(problem.type()).isEqualTo(ProblemType.SERVER_INTERNAL);
            assertThat(problem.detail()).contains("example.org: the CA failed");
        }
        assertThat(validators
                        .checkCaa(Samples.NAME, false, Samples.dns().type(), Samples.ACCOUNT)
                        .orElseThrow()
                        .type())
                .isEqualTo(ProblemType.SERVER_INTERNAL);
        logger.setLevel(null);
    }

    @Test
    void stopWhenInterrupted() {
        resolver.address("example.org", "9.9.9.9");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> validate(Samples.request(Samples.http()))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
