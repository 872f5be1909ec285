package dev.akme.client.solver;

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
import java.net.URI;
import java.util.List;

/** Tasks and keys for tests. */
final class Samples {

    /** RFC 7515 A.3. */
    static final Jwk KEY = Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");

    /** RFC 8037 A.1. */
    static final Jwk OTHER_KEY = Jwk.TYPE.read(
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"," + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");

    static final String TOKEN = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";
    static final String PATH = "/.well-known/acme-challenge/" + TOKEN;
    static final String ANSWER = TOKEN + ".oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U";

    static final Identifier NAME = Identifier.dns("example.org");
    static final URI ACCOUNT = URI.create("https://acme.test/account/1");

    private static final URI URL = URI.create("https://acme.test/challenge/1");

    private Samples() {}

    /** One of many different tokens. */
    static String token(int number) {
        return "token-number-%010d".formatted(number);
    }

    static ChallengeTask http(String token) {
        return task(NAME, httpChallenge(token));
    }

    static Challenge httpChallenge(String token) {
        return Challenge.TYPE.read(
                "{\"type\":\"http-01\",\"url\":\"" + URL + "\",\"status\":\"pending\",\"token\":\"" + token + "\"}");
    }

    static Challenge http() {
        return Http01Challenge.builder()
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
                .accountUri(ACCOUNT.toString())
                .issuerDomainNames(List.of("ca.test"))
                .build();
    }

    static Challenge tls(String token) {
        return TlsAlpn01Challenge.builder()
                .url(URL)
                .status(Status.PENDING)
                .token(token)
                .build();
    }

    static ChallengeTask task(Identifier identifier, Challenge challenge) {
        return new ChallengeTask(identifier, false, challenge, KEY, ACCOUNT);
    }

    static ChallengeTask wildcard(Challenge challenge) {
        return new ChallengeTask(NAME, true, challenge, KEY, ACCOUNT);
    }

    static ChallengeTask withOtherKey(ChallengeTask task) {
        return new ChallengeTask(task.identifier(), task.wildcard(), task.challenge(), OTHER_KEY, task.accountUrl());
    }

    static String answer(String token) {
        return KeyAuthorization.of(token, KEY).text();
    }
}
