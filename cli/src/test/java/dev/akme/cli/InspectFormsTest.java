package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.Csr;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectFormsTest {

    private static final String PERSIST =
            "authority.example; accounturi=https://ca.example/acct/123; policy=wildcard; persistUntil=1721952000";

    private static JsonObject json(String input, String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "inspect";
        all[1] = "--json";
        System.arraycopy(args, 0, all, 2, args.length);
        return InspectCommandTest.json(Run.with(input, all));
    }

    private static String text(JsonObject object, String member) {
        return InspectCommandTest.text(object, member);
    }

    @Test
    void aChainIsExplainedCertificateByCertificate() {
        JsonObject chain = json(Samples.text("chain.pem"));
        assertThat(text(chain, "kind")).isEqualTo("certificateChain");
        List<?> certificates = ((JsonArray) chain.members().get("certificates")).items();
        assertThat(certificates).hasSize(2);
        JsonObject leaf = (JsonObject) certificates.get(0);
        assertThat(leaf.toJson()).contains("\"names\":[\"dns example.org\",\"dns www.example.org\"]");
        assertThat(text(leaf, "key")).isEqualTo("EC P-256");
        assertThat(text(leaf, "thumbprint")).hasSize(43);
        assertThat(text(leaf, "certificateIdentifier")).contains(".");
        assertThat(text(leaf, "authorityKeyIdentifier"))
                .isEqualTo(text((JsonObject) certificates.get(1), "subjectKeyIdentifier"));
    }

    @Test
    void aChainInTheWrongOrderIsFound() {
        String chain = Samples.text("chain.pem");
        int second = chain.lastIndexOf("-----BEGIN");
        assertThat(Run.with(chain.substring(second) + chain.substring(0, second), "lint")
                        .out())
                .contains("does not certify the one before");
    }

    @Test
    void aCertificateIdentifierAndAKeyAuthorizationAreToldApart() {
        assertThat(text(json("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"), "kind")).isEqualTo("certificateIdentifier");
        JsonObject key =
                json("evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA.9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI");
        assertThat(text(key, "kind")).isEqualTo("keyAuthorization");
        assertThat(text(key, "thumbprint")).startsWith("9jg46");
    }

    @Test
    void aCertificateRequestIsReadInPemAndInDerAndInBase64url(@TempDir Path folder) throws IOException {
        Csr csr = Csr.builder()
                .key(Samples.KEY)
                .identifiers(List.of(Identifier.dns("example.org")))
                .build();
        Path der = Files.write(folder.resolve("csr.der"), csr.der());
        String base64url = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(csr.der());
        assertThat(text(json(csr.toPem()), "kind")).isEqualTo("csr");
        assertThat(text(json("", der.toString()), "kind")).isEqualTo("csr");
        assertThat(text(json(base64url), "kind")).isEqualTo("csr");
        byte[] broken = csr.der();
        broken[broken.length - 1] ^= 1;
        Run run = Run.with("", "lint", Files.write(der, broken).toString());
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aCaaRecordIsReadAsInZoneFilesAndAlone() {
        String data = "0 issue \"ca.example; accounturi=https://ca.example/acct/1; validationmethods=dns-01\"";
        for (String input : new String[] {"example.org. 3600 IN CAA " + data, "CAA " + data, data}) {
            JsonObject caa = json(input);
            assertThat(text(caa, "kind")).isEqualTo("caa");
            assertThat(text(caa, "issuer")).isEqualTo("ca.example");
            assertThat(text(caa, "validationmethods")).isEqualTo("dns-01");
        }
        assertThat(text(json("128 issuewild \";\""), "issuer")).isEqualTo("(none)");
        assertThat(Run.with("0 issue \"ca.example; accounturi=1 2\"", "lint").exitCode())
                .isEqualTo(1);
    }

    @Test
    void aPersistRecordIsReadInPiecesAndCouldBeCaaAsWell() {
        JsonObject whole = json(PERSIST);
        assertThat(text(whole, "kind")).isEqualTo("dnsPersist");
        assertThat(whole.members().get("couldBe")).hasToString("[\"caa\"]");
        assertThat(text(whole, "persistUntil")).isEqualTo("2024-07-26T00:00:00Z");
        String pieces = "_validation-persist.example.org. IN TXT \"" + PERSIST.substring(0, 30) + "\" \""
                + PERSIST.substring(30) + "\"";
        assertThat(text(json(pieces), "accounturi")).isEqualTo("https://ca.example/acct/123");
        assertThat(text(json(PERSIST, "--kind", "caa"), "kind")).isEqualTo("caa");
        assertThat(Run.with("ca.example", "lint", "--kind", "dnsPersist").out()).contains("accounturi is missing");
    }

    @Test
    void aRenewalWindowIsHeldAgainstTheClock() {
        String input = "{\"suggestedWindow\":{\"start\":\"2020-01-01T00:00:00Z\",\"end\":\"2020-01-02T00:00:00Z\"}}";
        assertThat(text(json(input), "renew")).isEqualTo("now");
        assertThat(text(json(input.replace("2020", "9020")), "renew")).isEqualTo("later");
    }
}
