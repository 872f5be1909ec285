package dev.akme.scenarios.server;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.Deviation;
import dev.akme.ca.Profile;
import dev.akme.jose.MacKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Status;
import dev.akme.testkit.AcmeTestKit;
import java.net.URI;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** Akme's own CA, in the process of the tests, with the DNS of a test kit, whose clock runs as that of the system does. */
final class AkmeCa implements TestServer {

    private static final Deviation[] NONE = {};

    /** It says when to come again in any case. */
    private static final Deviation[] DATES = {Deviation.RETRY_AFTER_AS_DATE};

    private final AcmeTestKit kit;

    private AkmeCa(AcmeTestKit kit) {
        this.kit = kit;
    }

    /** Starts one, with all that it needs. */
    static AkmeCa start(Settings settings) {
        AcmeTestKit kit = AcmeTestKit.builder()
                .https(true)
                .ca(ca -> configure(ca, settings))
                .faults(faults -> faults.delayValidations(settings.validation(), settings.validation())
                        .refuseNonces(settings.refusedNonces() / 100.0)
                        .deviate(settings.retryAfter().isZero() ? NONE : DATES))
                .start();
        kit.clock().runs(true);
        settings.externalAccounts()
                .forEach((kid, key) -> kit.ca().externalAccounts().add(kid, MacKey.parse(key)));
        return new AkmeCa(kit);
    }

    private static void configure(AcmeCaBuilder ca, Settings settings) {
        ca.challenges(List.of(
                        ChallengeType.HTTP_01,
                        ChallengeType.TLS_ALPN_01,
                        ChallengeType.DNS_01,
                        ChallengeType.DNS_ACCOUNT_01,
                        ChallengeType.DNS_PERSIST_01))
                .termsOfService(URI.create("https://ca.example.org/terms"))
                .strict(true)
                .reuse(settings.reusedAuthorizations() / 100.0)
                .externalAccountRequired(!settings.externalAccounts().isEmpty());
        Settings.PROFILES.forEach(
                (name, validity) -> ca.profile(Profile.of(name, "valid for " + validity.toDays() + " days", validity)));
    }

    // ---- what tests ask

    @Override
    public URI directory() {
        return kit.ca().directoryUrl();
    }

    @Override
    public List<X509Certificate> trustAnchors() {
        return kit.ca().roots();
    }

    @Override
    public Network network() {
        return KitNetwork.of(kit);
    }

    @Override
    public List<X509Certificate> roots() {
        return kit.ca().roots();
    }

    /** As its revocation list says. */
    @Override
    public Status status(X509Certificate certificate) throws InterruptedException {
        X509CRL list = RevocationLists.fetch(certificate, kit.ca().roots());
        return list.isRevoked(certificate) ? Status.REVOKED : Status.VALID;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public String report() {
        return "What Akme's CA did: " + kit.ca().counters();
    }

    @Override
    public void close() {
        kit.close();
    }
}
