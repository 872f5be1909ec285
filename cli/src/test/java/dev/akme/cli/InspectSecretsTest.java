package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InspectSecretsTest {

    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi");
    private static final SigningKey EC = Samples.KEY;
    private static final SigningKey RSA = SigningKey.generate(KeyType.RSA2048);

    /** Runs all that shows anything, and looks for a piece of what is private. */
    private static void shownNowhere(String input, SigningKey key) {
        List<String> outputs = new ArrayList<>();
        for (String[] args : new String[][] {
            {"inspect"}, {"inspect", "--json"}, {"inspect", "--verbose"}, {"lint"}, {"lint", "--json"}
        }) {
            Run run = Run.with(input, args);
            outputs.add(run.out() + run.err());
        }
        JsonObject jwk = (JsonObject) JsonValue.read(key.exportPrivateJwk());
        jwk.members().forEach((name, value) -> {
            if (PRIVATE.contains(name)) {
                String piece = ((JsonString) value).text().substring(0, 12);
                assertThat(outputs).allSatisfy(out -> assertThat(out).doesNotContain(piece));
            }
        });
        String pem = key.exportPrivatePem();
        assertThat(outputs).allSatisfy(out -> assertThat(out).doesNotContain(pem.substring(100, 116)));
    }

    @Test
    void aPrivateKeyIsNamedAndNotShown() {
        for (SigningKey key : List.of(EC, RSA)) {
            for (String input : List.of(key.exportPrivatePem(), key.exportPrivateJwk())) {
                Run run = Run.with(input, "inspect");
                assertThat(run.exitCode()).isZero();
                assertThat(run.out())
                        .startsWith("privateKey")
                        .contains(key.publicKey().thumbprint());
                shownNowhere(input, key);
            }
        }
    }

    @Test
    void aPrivateKeyInsideOfARequestIsNotShown() {
        String header = "{\"alg\":\"ES256\",\"jwk\":" + EC.exportPrivateJwk() + "}";
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        for (String jws : List.of(
                "{\"protected\":\"" + encoded + "\",\"payload\":\"\",\"signature\":\"AAAA\"}",
                "{\"protected\":\"e30\",\"payload\":\"" + encoded + "\",\"signature\":\"AAAA\"}",
                "{\"protected\":\"e30\",\"payload\":\"e30\",\"signature\":\"AAAA\",\"header\":" + header + "}",
                "{\"status\":\"valid\",\"externalAccountBinding\":{\"protected\":\"" + encoded + "\",\"payload\":\""
                        + encoded + "\",\"signature\":\"AAAA\"}}",
                "POST /x HTTP/1.1\n\n{\"protected\":\"" + encoded + "\",\"payload\":\"\",\"signature\":\"AAAA\"}")) {
            shownNowhere(jws, EC);
        }
        assertThat(Run.with("{\"protected\":\"" + encoded + "\",\"payload\":\"\",\"signature\":\"AAAA\"}", "lint")
                        .out())
                .contains("private or symmetric part");
    }

    @Test
    void aPrivateKeyInAMemberThatNobodyKnowsIsNotShown() {
        String pem = new JsonString(EC.exportPrivatePem()).toJson();
        shownNowhere("{\"status\":\"valid\",\"key\":" + EC.exportPrivateJwk() + "}", EC);
        shownNowhere("{\"status\":\"valid\",\"orders\":" + pem + "}", EC);
        shownNowhere("{\"status\":\"valid\",\"b64MacKey\":[" + pem + "]}", EC);
    }

    @Test
    void aMacKeyIsNotShownByWhateverNameToolsGiveIt() {
        for (String name : List.of("hmac", "eab_hmac", "hmacEncoded", "macKey", "eab_secret")) {
            for (String option : List.of("--verbose", "--json")) {
                String out = Run.with("{\"status\":\"valid\",\"" + name + "\":\"c2VjcmV0\"}", "inspect", option)
                        .out();
                assertThat(out).as(name).contains(name).doesNotContain("c2VjcmV0");
            }
        }
    }

    @Test
    void aBrokenPrivateKeyIsNotShownInTheError() {
        String jwk = EC.exportPrivateJwk();
        shownNowhere(jwk.substring(0, jwk.length() - 4), EC);
        shownNowhere(jwk.replace("\"d\":", ""), EC);
        String pem = EC.exportPrivatePem();
        shownNowhere(pem.substring(0, pem.length() - 40), EC);
        shownNowhere(pem.replace("PRIVATE KEY", "CERTIFICATE"), EC);
        shownNowhere(pem.replace("PRIVATE KEY", "CERTIFICATE REQUEST"), EC);
    }
}
