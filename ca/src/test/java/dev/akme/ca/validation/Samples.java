package dev.akme.ca.validation;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.ChallengeTask;
import dev.akme.jose.Jwk;
import dev.akme.messages.Challenge;
import dev.akme.messages.Dns01Challenge;
import dev.akme.messages.DnsAccount01Challenge;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.Http01Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Status;
import dev.akme.messages.TlsAlpn01Challenge;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Requests and what belongs to them, for tests. */
final class Samples {

    /** RFC 7515 A.3. */
    static final Jwk KEY = Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");

    /** RFC 8037 A.1. */
    static final Jwk OTHER_KEY = Jwk.TYPE.read(
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");

    static final String TOKEN = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";
    static final KeyAuthorization EXPECTED = KeyAuthorization.of(TOKEN, KEY);
    static final Identifier NAME = Identifier.dns("example.org");
    static final String ACCOUNT = "https://acme.test/account/1";
    static final Instant NOW = Instant.parse("2026-12-05T10:15:30Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final InetAddress LOOPBACK = address("127.0.0.1");

    /** Long enough for a slow machine; tests of what takes too long have less. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final URI URL = URI.create("https://acme.test/challenge/1");

    private Samples() {}

    static InetAddress address(String text) {
        try {
            return InetAddress.getByAddress(Identifier.ip(text).ipAddress().orElseThrow());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static Challenge http() {
        return Http01Challenge.builder()
                .url(URL)
                .status(Status.PENDING)
                .token(TOKEN)
                .build();
    }

    static Challenge tls() {
        return TlsAlpn01Challenge.builder()
                .url(URL)
                .status(Status.PENDING)
                .token(TOKEN)
                .build();
    }

    static Challenge dns() {
        return Dns01Challenge.builder()
                .url(URL)
                .status(Status.PENDING)
                .token(TOKEN)
                .build();
    }

    static Challenge dnsAccount() {
        return DnsAccount01Challenge.builder()
                .url(URL)
                .status(Status.PENDING)
                .token(TOKEN)
                .build();
    }

    static Challenge dnsPersist() {
        return DnsPersist01Challenge.builder()
                .url(URL)
                .status(Status.PENDING)
                .accountUri(ACCOUNT)
                .issuerDomainNames(List.of("ca.test"))
                .build();
    }

    static ValidationRequest request(Identifier identifier, Challenge challenge) {
        return new ValidationRequest(identifier, false, challenge, KEY, ACCOUNT);
    }

    static ValidationRequest request(Challenge challenge) {
        return request(NAME, challenge);
    }

    static ValidationRequest wildcard(Challenge challenge) {
        return new ValidationRequest(NAME, true, challenge, KEY, ACCOUNT);
    }

    /** The same, as the client sees it. */
    static ChallengeTask task(ValidationRequest request) {
        return new ChallengeTask(
                request.identifier(),
                request.wildcard(),
                request.challenge(),
                request.accountKey(),
                URI.create(request.accountUrl()));
    }

    /** For servers on this machine. */
    static ValidationSettings.Builder local() {
        return ValidationSettings.builder().allowsPrivateAddresses(true).timeout(PATIENCE);
    }
}
