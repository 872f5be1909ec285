package dev.akme.ca.validation;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Has itself be shown the certificate of tls-alpn-01 (RFC 8737 §3, RFC 8738 §6). */
final class TlsAlpn01Validator {

    private final int port;
    private final Dialer dialer;
    private final Tls tls;

    TlsAlpn01Validator(ValidationSettings settings, Dialer dialer, Tls tls) {
        this.port = settings.tlsAlpn01Port();
        this.dialer = dialer;
        this.tls = tls;
    }

    Optional<Problem> validate(Identifier identifier, KeyAuthorization expected, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        String serverName = TlsAlpn01.serverName(identifier);
        // The host is that of the identifier; the name in the handshake is another where it is an address.
        String host = identifier.ipAddress().isPresent() ? identifier.value() : serverName;
        try (DeadlineSocket connection = dialer.connect(host, port, deadline)) {
            String place = "port " + port + " of " + Dialer.text(connection.getInetAddress());
            Certificate[] chain = shownBy(connection, new SNIHostName(serverName), place, deadline);
            if (chain.length != 1 || !(chain[0] instanceof X509Certificate certificate)) {
                throw ValidationFailure.unauthorized(
                        place + " shows " + chain.length + " certificates, not one that is self-signed");
            }
            return ChallengeCertificate.check(certificate, identifier, expected)
                    .map(problem -> Details.add(problem, "shown by " + place));
        } catch (IOException e) {
            throw ValidationFailure.connection("the connection to " + host + " could not be closed");
        }
    }

    private Certificate[] shownBy(DeadlineSocket connection, SNIHostName serverName, String place, Deadline deadline)
            throws ValidationFailure {
        try {
            SSLSocket socket = tls.shakeHands(connection, Optional.of(serverName), TlsAlpn01.PROTOCOL);
            if (!TlsAlpn01.PROTOCOL.equals(socket.getApplicationProtocol())) {
                throw ValidationFailure.unauthorized(place + " does not choose the protocol " + TlsAlpn01.PROTOCOL
                        + " in TLS: have it answer by ALPN (RFC 8737 §3)");
            }
            return socket.getSession().getPeerCertificates();
        } catch (IOException e) {
            if (deadline.isOver()) {
                throw ValidationFailure.connection(place + " did not answer in time");
            }
            ProblemType type = e instanceof SSLException ? ProblemType.TLS : ProblemType.CONNECTION;
            throw ValidationFailure.of(type, "TLS with " + place + " failed: " + Excerpt.of(e));
        }
    }
}
