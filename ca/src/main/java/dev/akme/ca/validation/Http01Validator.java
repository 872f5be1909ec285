package dev.akme.ca.validation;

import dev.akme.challenge.Http01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;

/**
 * Fetches the file of http-01 (RFC 8555 §8.3). Redirects are followed wherever the settings let them lead, and what is
 * demanded of the first connection is demanded of each.
 */
final class Http01Validator {

    private static final int MAX_REDIRECTS = 10;

    private final ValidationSettings settings;
    private final Dialer dialer;
    private final Tls tls;

    Http01Validator(ValidationSettings settings, Dialer dialer, Tls tls) {
        this.settings = settings;
        this.dialer = dialer;
        this.tls = tls;
    }

    Optional<Problem> validate(Identifier identifier, KeyAuthorization expected, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        HttpTarget target = HttpTarget.of(Http01.url(identifier, expected.token(), settings.http01Port()));
        Set<HttpTarget> visited = new HashSet<>();
        while (visited.add(target)) {
            if (visited.size() > MAX_REDIRECTS + 1) {
                throw ValidationFailure.connection("more than " + MAX_REDIRECTS + " redirects");
            }
            Visit visit = visit(target, Http01.maxBodyLength(expected) + 1, deadline);
            if (!visit.answer().isRedirect()) {
                return check(visit, expected);
            }
            target = redirected(visit, expected);
        }
        throw ValidationFailure.connection("the redirects go in a circle, over " + target.origin());
    }

    /**
     * What was found.
     *
     * @param target where it was asked for
     * @param address the address behind that
     * @param answer what came back
     */
    private record Visit(HttpTarget target, String address, HttpAnswer answer) {

        String place() {
            return target.origin() + " [" + address + "]";
        }
    }

    private Visit visit(HttpTarget target, int maxBody, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        try (DeadlineSocket connection = dialer.connect(target.host(), target.port(), deadline)) {
            String address = Dialer.text(connection.getInetAddress());
            String place = target.origin() + " [" + address + "]";
            try {
                Socket socket = target.tls() ? tls.shakeHands(connection, serverName(target), "http/1.1") : connection;
                socket.getOutputStream().write(request(target).getBytes(StandardCharsets.US_ASCII));
                HttpAnswer answer = HttpAnswer.read(new BufferedInputStream(socket.getInputStream()), maxBody);
                return new Visit(target, address, answer);
            } catch (ProtocolException e) {
                throw ValidationFailure.connection(place + ": " + e.getMessage());
            } catch (IOException e) {
                if (deadline.isOver()) {
                    throw ValidationFailure.connection(place + " did not answer in time");
                }
                ProblemType type = e instanceof SSLException ? ProblemType.TLS : ProblemType.CONNECTION;
                throw ValidationFailure.of(type, place + " failed: " + Excerpt.of(e));
            }
        } catch (IOException e) {
            throw ValidationFailure.connection(target.origin() + " could not be closed");
        }
    }

    private String request(HttpTarget target) {
        return "GET " + target.path() + " HTTP/1.1\r\nHost: " + target.hostHeader() + "\r\nUser-Agent: "
                + settings.userAgent() + "\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    /** An address has no place in the extension (RFC 6066 §3). */
    private static Optional<SNIHostName> serverName(HttpTarget target) {
        try {
            Identifier.ip(target.host());
            return Optional.empty();
        } catch (MemberException e) {
            return Optional.of(new SNIHostName(target.host()));
        }
    }

    private HttpTarget redirected(Visit visit, KeyAuthorization expected) throws ValidationFailure {
        String location = visit.answer()
                .location()
                .orElseThrow(() -> ValidationFailure.connection(visit.place() + " redirects with status "
                        + visit.answer().status() + ", but not to one URL"));
        String bad = visit.place() + " redirects to " + Excerpt.of(withoutSecrets(location, expected)) + ": ";
        HttpTarget target;
        try {
            target = visit.target().redirect(location);
        } catch (IllegalArgumentException e) {
            throw ValidationFailure.connection(bad + e.getMessage());
        }
        if (target.port() != settings.http01Port() && !settings.redirectPorts().contains(target.port())) {
            throw ValidationFailure.connection(bad + "this CA does not follow to port " + target.port());
        }
        return target;
    }

    private static Optional<Problem> check(Visit visit, KeyAuthorization expected) {
        byte[] body = visit.answer().body();
        String seen = visit.place() + " answered with status " + visit.answer().status();
        if (visit.answer().status() != 200) {
            return Optional.of(Problem.of(ProblemType.UNAUTHORIZED, seen + ", not 200"));
        }
        return Http01.check(body, expected)
                .map(problem -> Details.add(
                        problem,
                        seen + " and "
                                + Excerpt.of(withoutSecrets(new String(body, StandardCharsets.ISO_8859_1), expected))));
    }

    /** What is seen may hold what was asked for, as with servers that repeat the URL in their answer. */
    private static String withoutSecrets(String text, KeyAuthorization expected) {
        return text.replace(expected.text(), "(key authorization)").replace(expected.token(), "(token)");
    }
}
