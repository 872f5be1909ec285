package dev.akme.client.dns;

import dev.akme.client.ChallengeTask;
import dev.akme.jose.Jwk;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;
import java.net.URI;

/** Challenges to answer, with the keys and values of the RFCs. */
final class Tasks {

    static final String ACCOUNT = "https://example.com/acme/acct/ExampleAccount";
    static final String TOKEN = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";

    /** What belongs to that token and {@link #KEY}. */
    static final String VALUE = "TsRKynps8WR2t_mg14_-b9KAPI5z6dVS6CzKil2SuXU";

    /** RFC 7515 A.3. */
    private static final Jwk KEY = Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");

    private Tasks() {}

    static ChallengeTask task(String type, String name) {
        return of(Identifier.dns(name), false, "\"type\":\"" + type + "\",\"token\":\"" + TOKEN + '"');
    }

    static ChallengeTask of(Identifier identifier, boolean wildcard, String members) {
        Challenge challenge = Challenge.TYPE.read("{" + members + ",\"url\":\"https://example.com/chall/1\"}");
        return new ChallengeTask(identifier, wildcard, challenge, KEY, URI.create(ACCOUNT));
    }
}
