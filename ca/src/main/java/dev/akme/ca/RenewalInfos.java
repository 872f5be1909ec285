package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.SuggestedWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When certificates should be renewed (RFC 9773). */
final class RenewalInfos {

    /** RFC 9773 §4.3.3 has this as the time to wait when a server says nothing. */
    private static final Duration ASK_AGAIN = Duration.ofHours(6);

    /** Below it half of the lifetime is left for the renewal, from it on a third. */
    private static final Duration SHORT_LIVED = Duration.ofDays(10);

    private final Settings settings;
    private final CaStore store;

    /** What a tester wants to be answered, by the identifiers of certificates. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    RenewalInfos(Settings settings) {
        this.settings = settings;
        this.store = settings.store();
    }

    CaResponse renewalInfo(String certificateId) {
        StoredCertificate certificate = find(certificateId);
        String answer = answers.get(certificate.id());
        CaResponse response = answer != null
                ? CaResponse.of(200, "application/json", answer.getBytes(StandardCharsets.UTF_8))
                : CaResponse.json(
                        200,
                        () -> RenewalInfo.builder()
                                .suggestedWindow(window(certificate))
                                .build());
        return response.with("Retry-After", Refuse.seconds(ASK_AGAIN));
    }

    /**
     * Answers with a text from now on, whatever it is, so that clients can be tested with what is no answer at all.
     *
     * @param certificate the identifier of the stored certificate
     * @param answer the body; empty to answer as usual again
     */
    void answer(String certificate, String answer) {
        if (answer.isEmpty()) {
            answers.remove(certificate);
        } else {
            answers.put(certificate, answer);
        }
    }

    /** The certificate that RFC 9773 §4.1 gives this identifier. */
    StoredCertificate find(String certificateId) {
        CertificateIdentifier identifier;
        try {
            identifier = CertificateIdentifier.parse(certificateId);
        } catch (IllegalArgumentException e) {
            throw Refuse.malformed("not the identifier of a certificate: " + e.getMessage() + " (RFC 9773 §4.1)");
        }
        return store.certificate(Certificates.id(identifier.serial()))
                .filter(found -> identifier.equals(CertificateIdentifier.of(Certificates.x509(found))))
                .orElseThrow(() -> Refuse.notFound("there is no such certificate here"));
    }

    private SuggestedWindow window(StoredCertificate certificate) {
        if (certificate.revokedAt().isPresent()) {
            // In the past, so that it is renewed at once (RFC 9773 §4.2).
            Instant now = settings.clock().instant();
            return SuggestedWindow.of(now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
        }
        return certificate.window().orElseGet(() -> usual(certificate));
    }

    /** As Let's Encrypt suggests it: a third before the end, or half of short lives, give or take a hundredth. */
    private static SuggestedWindow usual(StoredCertificate certificate) {
        Duration lifetime = Duration.between(certificate.notBefore(), certificate.notAfter());
        Instant ideal = certificate.notAfter().minus(lifetime.dividedBy(lifetime.compareTo(SHORT_LIVED) < 0 ? 2 : 3));
        Duration margin = lifetime.dividedBy(100).plusSeconds(1);
        return SuggestedWindow.of(ideal.minus(margin), ideal.plus(margin));
    }
}
