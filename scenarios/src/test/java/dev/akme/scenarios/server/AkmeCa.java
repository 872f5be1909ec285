package dev.akme.scenarios.server;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.Deviation;
import dev.akme.ca.Profile;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.jose.MacKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Status;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Akme's own CA, in the process of the tests, with a DNS of its own. */
final class AkmeCa implements TestServer {

    private static final Deviation[] NONE = {};

    /** It says when to come again in any case. */
    private static final Deviation[] DATES = {Deviation.RETRY_AFTER_AS_DATE};

    /** What a validation may take, beside the time that it is to take. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final AcmeCa ca;
    private final MemoryDns names;

    private AkmeCa(AcmeCa ca, MemoryDns names) {
        this.ca = ca;
        this.names = names;
    }

    /** Starts one, with all that it needs. */
    static AkmeCa start(Settings settings) throws IOException {
        MemoryDns names = MemoryDns.start();
        boolean done = false;
        try {
            AcmeCa ca = builder(settings, names).start();
            settings.externalAccounts()
                    .forEach((kid, key) -> ca.externalAccounts().add(kid, MacKey.parse(key)));
            done = true;
            return new AkmeCa(ca, names);
        } finally {
            if (!done) {
                names.close();
            }
        }
    }

    private static AcmeCaBuilder builder(Settings settings, MemoryDns names) {
        AcmeCaBuilder builder = AcmeCa.forTests()
                .challenges(List.of(
                        ChallengeType.HTTP_01,
                        ChallengeType.TLS_ALPN_01,
                        ChallengeType.DNS_01,
                        ChallengeType.DNS_ACCOUNT_01,
                        ChallengeType.DNS_PERSIST_01))
                .termsOfService(URI.create("https://ca.example.org/terms"))
                .validation(ValidationSettings.builder()
                        .allowsPrivateAddresses(true)
                        .http01Port(names.httpPort())
                        .tlsAlpn01Port(names.tlsPort())
                        .caaIdentities(List.of("ca.example.org"))
                        .timeout(TIMEOUT)
                        .build())
                .dnsServers(List.of(names.address()))
                .strict(true)
                .reuse(settings.reusedAuthorizations() / 100.0)
                .faults(faults -> faults.refuseNonces(settings.refusedNonces() / 100.0)
                        .delayValidations(settings.validation(), settings.validation())
                        .deviate(settings.retryAfter().isZero() ? NONE : DATES))
                .externalAccountRequired(!settings.externalAccounts().isEmpty());
        Settings.PROFILES.forEach((name, validity) ->
                builder.profile(Profile.of(name, "valid for " + validity.toDays() + " days", validity)));
        return builder;
    }

    // ---- what tests ask

    @Override
    public URI directory() {
        return ca.directoryUrl();
    }

    @Override
    public List<X509Certificate> trustAnchors() {
        return ca.roots();
    }

    @Override
    public Network network() {
        return names;
    }

    @Override
    public List<X509Certificate> roots() {
        return ca.roots();
    }

    /** As its revocation list says. */
    @Override
    public Status status(X509Certificate certificate) throws InterruptedException {
        X509CRL list = RevocationLists.fetch(certificate, ca.roots());
        return list.isRevoked(certificate) ? Status.REVOKED : Status.VALID;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public String report() {
        return "What Akme's CA did: " + ca.counters();
    }

    @Override
    public void close() {
        ca.close();
        names.close();
    }
}
