package dev.akme.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Base64Url;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.json.Finding;
import dev.akme.json.InvalidMemberException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalAccountBindingTest {

    private static final URI NEW_ACCOUNT = URI.create("https://acme.example.com/acme/new-account");
    private static final String HEADER =
            "{\"alg\":\"HS256\",\"kid\":\"eab-kid-001\",\"url\":\"https://acme.example.com/acme/new-account\"}";
    private static final String KEY = "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";

    private static ExternalAccountBinding binding(String header, String payload) {
        return new ExternalAccountBinding(Jws.TYPE.read("{\"protected\":\"" + Base64Url.encode(header.getBytes(UTF_8))
                + "\",\"payload\":\"" + Base64Url.encode(payload.getBytes(UTF_8))
                + "\",\"signature\":\"He5g_CcFUfJ9B75jj5-Bm-8JDixm994fkUDB_vM8fRY\"}"));
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).toList();
    }

    @ParameterizedTest
    @CsvSource({"HS256", "HS384", "HS512"})
    void readsTheParts(String alg) {
        ExternalAccountBinding binding = binding(HEADER.replace("HS256", alg), KEY);
        assertThat(binding.keyIdentifier()).contains("eab-kid-001");
        assertThat(binding.header().alg()).isEqualTo(JwsAlgorithm.of(alg));
        assertThat(binding.accountKey()).isEqualTo(Jwk.TYPE.read(KEY));
        assertThat(binding.check()).isEmpty();
        assertThat(binding.check(NEW_ACCOUNT, Jwk.TYPE.read(KEY))).isEmpty();
        assertThat(binding.toString()).doesNotContain("He5g").doesNotContain("f83O");
    }

    @Test
    void namesWhatIsWrongWithTheHeader() {
        assertThat(rules(binding(HEADER.replace("HS256", "ES256"), KEY).check()))
                .containsExactly("externalAccountBinding/alg");
        assertThat(rules(binding(HEADER.replace("\"url\"", "\"nonce\":\"AQ\",\"url\""), KEY)
                        .check()))
                .containsExactly("jwsHeader/mac", "externalAccountBinding/nonce");
        assertThat(rules(binding(HEADER.replace("\"kid\":\"eab-kid-001\"", "\"jwk\":" + KEY), KEY)
                        .check()))
                .contains("externalAccountBinding/kid", "externalAccountBinding/jwk");
        assertThat(rules(binding("[]", KEY).check())).containsExactly("jws/header-json");
    }

    @Test
    void namesWhatIsWrongWithThePayload() {
        assertThat(rules(binding(HEADER, "").check())).containsExactly("externalAccountBinding/payload");
        assertThat(rules(binding(HEADER, KEY.replace("}", ",\"d\":\"AQ\"}")).check()))
                .containsExactly("jwk/private");
    }

    @Test
    void comparesWithTheOuterRequest() {
        Jwk other = Jwk.okp("Ed25519", new byte[32]);
        assertThat(rules(binding(HEADER, KEY).check(URI.create(NEW_ACCOUNT + "/"), other)))
                .containsExactly("externalAccountBinding/same-url", "externalAccountBinding/same-key");
    }

    @Test
    void makesTheBindingsOfTheVectors() {
        String url = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4_QA";
        assertThat(signature(url.substring(0, 43), JwsAlgorithm.HS256))
                .isEqualTo("He5g_CcFUfJ9B75jj5-Bm-8JDixm994fkUDB_vM8fRY");
        assertThat(signature(url.substring(0, 64), JwsAlgorithm.HS384))
                .isEqualTo("3SCWODum6i3YqS8KOABIMS9o92EdkjqWH_xA0LTcNSx5cnbJcvre4GkDSrQAK45h");
        String best = "10ScY2_BaZS-pxA8qVPdLHaT41lpk_iuGRXEJS9nhYfuR4cS4Pc6oNg9K6NiJ0XuP_VOi8crfJIOyPdEd_krfg";
        assertThat(signature(url, JwsAlgorithm.HS512)).isEqualTo(best);
        assertThat(signature(url + "==", JwsAlgorithm.HS512)).isEqualTo(best);
        assertThat(signature(url.replace('_', '/'), JwsAlgorithm.HS512)).isEqualTo(best);
        assertThat(signature(url.replace('_', '/') + "==", JwsAlgorithm.HS512)).isEqualTo(best);
    }

    @Test
    void neitherTheMacKeyNorThePrivateKeyGetsIntoTheMessage() {
        String privateKey = KEY.replace("}", ",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}");
        Jws binding = ExternalAccountBinding.create(
                Jwk.TYPE.read(privateKey),
                "eab-kid-001",
                MacKey.parse("c2VjcmV0LXNlY3JldA"),
                NEW_ACCOUNT,
                JwsAlgorithm.HS256);
        assertThat(new String(binding.payload(), UTF_8)).isEqualTo(KEY);
        assertThat(binding.toJson()).doesNotContain("c2VjcmV0");
        assertThat(new ExternalAccountBinding(binding).check()).isEmpty();
    }

    @Test
    void whatCannotBeABindingIsRefusedWithoutQuotingTheKey() {
        Jwk key = Jwk.TYPE.read(KEY);
        MacKey mac = MacKey.parse("c2VjcmV0LXNlY3JldA");
        assertThatThrownBy(() -> ExternalAccountBinding.create(key, " ", mac, NEW_ACCOUNT, JwsAlgorithm.HS256))
                .hasMessageContaining("kid is blank");
        assertThatThrownBy(() -> ExternalAccountBinding.create(key, "kid", mac, NEW_ACCOUNT, JwsAlgorithm.ES256))
                .hasMessageContaining("no MAC algorithm");
        assertThatThrownBy(() -> ExternalAccountBinding.create(key, "kid", mac, URI.create("/x"), JwsAlgorithm.HS256))
                .hasMessageContaining("not absolute");
        for (String swapped : List.of("c2VjcmV0LXNlY3JldA", "c2VjcmV0LXNlY3JldA==")) {
            assertThatThrownBy(() -> ExternalAccountBinding.create(key, swapped, mac, NEW_ACCOUNT, JwsAlgorithm.HS256))
                    .hasMessageContaining("the MAC key stands where")
                    .hasMessageNotContaining("c2Vj");
        }
        assertThatThrownBy(() -> ExternalAccountBinding.create(
                        key, "kid", mac, URI.create("https://example.com/c2VjcmV0LXNlY3JldA"), JwsAlgorithm.HS256))
                .hasMessageContaining("the MAC key stands where")
                .hasMessageNotContaining("c2Vj");
        assertThatThrownBy(() -> ExternalAccountBinding.create(
                        key, "kid", mac, NEW_ACCOUNT, JwsAlgorithm.of("c2VjcmV0LXNlY3JldA")))
                .hasMessageContaining("no MAC algorithm")
                .hasMessageNotContaining("c2Vj");
        byte[] octets = "0123456789abcdef".repeat(2).getBytes(UTF_8);
        assertThatThrownBy(() -> ExternalAccountBinding.create(
                        Jwk.okp("Ed25519", octets), "kid", MacKey.of(octets), NEW_ACCOUNT, JwsAlgorithm.HS256))
                .hasMessageContaining("the MAC key stands where")
                .hasMessageNotContaining("MDEy");
        Jwk symmetric = Jwk.TYPE.read("{\"kty\":\"oct\",\"k\":\"c2Vj\"}");
        assertThatThrownBy(() -> ExternalAccountBinding.create(symmetric, "kid", mac, NEW_ACCOUNT, JwsAlgorithm.HS256))
                .isInstanceOf(InvalidMemberException.class);
    }

    // ---- as a server verifies it

    private static final MacKey MAC_KEY = MacKey.parse("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA");

    private static Optional<MacKey> byKid(String kid) {
        return kid.equals("eab-kid-001") ? Optional.of(MAC_KEY) : Optional.empty();
    }

    private static void refused(ExternalAccountBinding binding, Jwk key, ProblemType type, String detail) {
        assertThatThrownBy(() -> binding.verify(NEW_ACCOUNT, key, ExternalAccountBindingTest::byKid))
                .isInstanceOfSatisfying(
                        AcmeProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type))
                .hasMessageContaining(detail);
    }

    @Test
    void theBindingOfTheVectorIsVerified() {
        assertThat(binding(HEADER, KEY).verify(NEW_ACCOUNT, Jwk.TYPE.read(KEY), ExternalAccountBindingTest::byKid))
                .isEqualTo("eab-kid-001");
    }

    @ParameterizedTest
    @CsvSource({
        "HS256, AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
        "HS384, AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8w",
        "HS512, AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4_QA"
    })
    void everyVectorIsMadeAgainAndVerified(String alg, String macKey) throws IOException {
        String json = SignedRequests.json("binding " + alg);
        MacKey key = MacKey.parse(macKey);
        Jwk account = Jwk.TYPE.read(KEY);
        assertThat(ExternalAccountBinding.create(account, "eab-kid-001", key, NEW_ACCOUNT, JwsAlgorithm.of(alg))
                        .toJson())
                .isEqualTo(json);
        ExternalAccountBinding binding = new ExternalAccountBinding(Jws.TYPE.readStrict(json));
        assertThat(binding.verify(NEW_ACCOUNT, account, kid -> Optional.of(key)))
                .isEqualTo("eab-kid-001");
    }

    @Test
    void theNewAccountOfTheVectorIsVerifiedWithItsBinding() throws IOException {
        RequestVerifier verifier = RequestVerifier.of(
                List.of(JwsAlgorithm.ES256),
                kid -> Optional.empty(),
                nonce -> nonce.equals("Zm9vYmFyLW5vbmNlLTAwNA"),
                null);
        VerifiedRequest request = verifier.verify(
                SignedRequests.json("binding HS256 in newAccount").getBytes(UTF_8),
                NEW_ACCOUNT,
                RequestVerifier.SignedBy.JWK);
        ExternalAccountBinding binding = new ExternalAccountBinding(
                request.payload(NewAccount.TYPE).externalAccountBinding().orElseThrow());
        assertThat(binding.verify(request.header().url(), request.key().jwk(), ExternalAccountBindingTest::byKid))
                .isEqualTo("eab-kid-001");
    }

    @Test
    void unknownIdentifiersAndWrongMacsAreRefusedInTheSameWords() {
        Jwk key = Jwk.TYPE.read(KEY);
        String words = "there is no external account with this key identifier and MAC key";
        refused(binding(HEADER.replace("001", "002"), KEY), key, ProblemType.UNAUTHORIZED, words);
        refused(binding(HEADER, KEY + " "), key, ProblemType.UNAUTHORIZED, words);
        MacKey wrong = MacKey.of(new byte[32]);
        Jws forged = ExternalAccountBinding.create(key, "nobody", wrong, NEW_ACCOUNT, JwsAlgorithm.HS256);
        refused(new ExternalAccountBinding(forged), key, ProblemType.UNAUTHORIZED, words);
    }

    @Test
    void bindingsOfAnotherFormAreMalformed() {
        Jwk key = Jwk.TYPE.read(KEY);
        refused(binding(HEADER.replace("HS256", "ES256"), KEY), key, ProblemType.MALFORMED, "HS256, HS384 or HS512");
        refused(binding(HEADER.replace("HS256", "none"), KEY), key, ProblemType.MALFORMED, "none");
        refused(
                binding(HEADER.replace("\"url\"", "\"nonce\":\"AQ\",\"url\""), KEY),
                key,
                ProblemType.MALFORMED,
                "nonce");
        refused(binding(HEADER.replace("\"url\"", "\"crit\":[],\"url\""), KEY), key, ProblemType.MALFORMED, "crit");
        refused(binding(HEADER.replace("\"kid\":\"eab-kid-001\",", ""), KEY), key, ProblemType.MALFORMED, "kid");
        refused(binding(HEADER.replace("new-account", "new-order"), KEY), key, ProblemType.MALFORMED, "/protected/url");
        refused(binding(HEADER, "x"), key, ProblemType.MALFORMED, "/payload");
    }

    @Test
    void aBindingForAnotherKeyIsRefusedAfterTheMac() {
        Jwk other = Jwk.okp("Ed25519", new byte[32]);
        refused(binding(HEADER, KEY), other, ProblemType.BAD_PUBLIC_KEY, "another key");
    }

    @Test
    void aKeyThatHasNoThumbprintIsNotThatOfTheRequest() {
        String unknown = "{\"kty\":\"LATTICE\"}";
        String input = Base64Url.encode(HEADER.getBytes(UTF_8)) + "." + Base64Url.encode(unknown.getBytes(UTF_8));
        Jws jws = Jws.TYPE.read("{\"protected\":\"" + input.replace(".", "\",\"payload\":\"") + "\",\"signature\":\""
                + Base64Url.encode(MAC_KEY.sign(JwsAlgorithm.HS256, input.getBytes(UTF_8))) + "\"}");
        ExternalAccountBinding binding = new ExternalAccountBinding(jws);
        for (Jwk key : List.of(Jwk.TYPE.read(KEY), Jwk.TYPE.read(unknown))) {
            assertThat(rules(binding.check(NEW_ACCOUNT, key)))
                    .containsExactly("jwk/unknown-type", "externalAccountBinding/same-key");
            refused(binding, key, ProblemType.BAD_PUBLIC_KEY, "another key");
        }
    }

    private static String signature(String macKey, JwsAlgorithm alg) {
        Jws binding = ExternalAccountBinding.create(
                Jwk.TYPE.read(KEY), "eab-kid-001", MacKey.parse(macKey), NEW_ACCOUNT, alg);
        assertThat(new String(binding.payload(), UTF_8)).isEqualTo(KEY);
        return Base64Url.encode(binding.signature());
    }
}
