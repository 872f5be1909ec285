package dev.akme.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The signed requests that the tests of JOSE have, with the private keys that signed them. */
final class SignedRequests {

    static final String P256 =
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                    + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
                    + "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}";
    static final String ED25519 =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
                    + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

    private SignedRequests() {}

    /** The JSON text of a request. */
    static String json(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SignedRequests.class.getResourceAsStream("/dev/akme/jose/requests.txt"))) {
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            return lines.get(lines.indexOf(name) + 3);
        }
    }
}
