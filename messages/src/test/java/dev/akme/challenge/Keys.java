package dev.akme.challenge;

import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;

/** Keys of the RFCs, for tests. */
final class Keys {

    /** RFC 7638 §3.1. */
    static final Jwk RSA = Jwk.TYPE.read(
            "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc"
                    + "_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Q"
                    + "vzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0f"
                    + "M4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\"}");

    /** RFC 7515 A.3. */
    static final Jwk P256 = Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");

    /** RFC 8037 A.1. */
    static final SigningKey ED25519_PRIVATE = SigningKey.parse("{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
            + "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");

    static final Jwk ED25519 = ED25519_PRIVATE.publicKey();

    static final String TOKEN_1 = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA";
    static final String TOKEN_2 = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";

    static final KeyAuthorization KA_1 = KeyAuthorization.of(TOKEN_1, RSA);
    static final KeyAuthorization KA_2 = KeyAuthorization.of(TOKEN_2, P256);
    static final KeyAuthorization KA_3 = KeyAuthorization.of(TOKEN_2, ED25519);

    private Keys() {}
}
