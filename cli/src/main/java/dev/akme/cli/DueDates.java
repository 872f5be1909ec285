package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.RenewalAdvice;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.AcmeProtocolException;
import dev.akme.client.AcmeTimeoutException;
import dev.akme.client.Renewal;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Resource;
import dev.akme.messages.SuggestedWindow;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** When certificates are due: as the CA suggests (RFC 9773), else by their lifetime. */
final class DueDates {

    private DueDates() {}

    static Instant byLifetime(CertificateVersion version) {
        return Renewal.renewAt(version.leaf(), Optional.empty(), version.draw());
    }

    /** As far as is known here, without asking the CA. */
    static Instant asKnown(CertificateFolder folder, CertificateVersion version) {
        return folder.renewalAdvice()
                .filter(advice -> isAbout(advice, version))
                .map(advice -> at(version, advice))
                .orElseGet(() -> byLifetime(version));
    }

    /**
     * Asks the CA, unless it said not to yet. That it cannot be asked is no reason not to renew in time.
     *
     * <p>For who holds the lock of the folder.
     */
    static Instant ask(CertificateFolder folder, CertificateVersion version, AcmeClient client, Clock clock)
            throws IOException, InterruptedException {
        Optional<CertificateIdentifier> identifier = Issuing.identifier(version);
        Optional<RenewalAdvice> known = folder.renewalAdvice().filter(advice -> isAbout(advice, version));
        if (identifier.isEmpty()
                || known.filter(advice -> advice.askAgain().isAfter(clock.instant()))
                        .isPresent()) {
            return asKnown(folder, version);
        }
        Optional<Resource<RenewalInfo>> answer = answer(client, identifier.get());
        Optional<SuggestedWindow> window = answer.flatMap(found -> Renewal.window(found.body()));
        if (answer.isPresent() || known.isEmpty()) {
            folder.store(new RenewalAdvice(
                    identifier.get().toString(),
                    window.map(SuggestedWindow::start),
                    window.map(SuggestedWindow::end),
                    Renewal.nextCheck(answer, clock.instant())));
        }
        return asKnown(folder, version);
    }

    private static Optional<Resource<RenewalInfo>> answer(AcmeClient client, CertificateIdentifier certificate)
            throws InterruptedException {
        try {
            return Optional.of(client.renewalInfo(certificate));
        } catch (UnsupportedOperationException
                | AcmeProblemException
                | AcmeProtocolException
                | AcmeNetworkException
                | AcmeTimeoutException e) {
            return Optional.empty();
        }
    }

    private static boolean isAbout(RenewalAdvice advice, CertificateVersion version) {
        return Issuing.identifier(version)
                .filter(identifier -> identifier.toString().equals(advice.certificate()))
                .isPresent();
    }

    private static Instant at(CertificateVersion version, RenewalAdvice advice) {
        if (advice.start().isEmpty() || advice.end().isEmpty()) {
            return byLifetime(version);
        }
        SuggestedWindow window =
                SuggestedWindow.of(advice.start().get(), advice.end().get());
        return Renewal.renewAt(
                version.leaf(),
                Optional.of(RenewalInfo.builder().suggestedWindow(window).build()),
                version.draw());
    }
}
