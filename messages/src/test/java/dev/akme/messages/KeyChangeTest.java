package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Base64Url;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.MissingMemberException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyChangeTest {

    private static final String JSON = "{\"account\":\"https://acme.example.com/acme/acct/7Hk2q\",\"oldKey\":"
            + "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}}";

    @Test
    void namesAccountAndOldKey() {
        KeyChange change = KeyChange.TYPE.readStrict(JSON);
        assertThat(change.account()).isEqualTo(URI.create("https://acme.example.com/acme/acct/7Hk2q"));
        assertThat(change.oldKey().thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(KeyChange.builder()
                        .account(change.account())
                        .oldKey(change.oldKey())
                        .build()
                        .toJson())
                .isEqualTo(JSON);
        assertThat(change.toString()).doesNotContain("11qY");
    }

    @Test
    void theNewKeyOfOldDraftsIsRefused() {
        fires(KeyChange.TYPE, "keyChange/new-key", JSON.replace("oldKey", "newKey"));
        silent(KeyChange.TYPE, "keyChange/new-key", JSON);
        assertThatThrownBy(() ->
                        KeyChange.TYPE.read(JSON.replace("oldKey", "newKey")).oldKey())
                .isInstanceOf(MissingMemberException.class);
    }

    @Test
    void aPrivateKeyIsRefused() {
        assertThatThrownBy(() -> KeyChange.TYPE.read(JSON.replace("\"x\"", "\"d\":\"AQ\",\"x\"")).toBuilder()
                        .build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/oldKey/d");
        assertThat(Jwk.TYPE.read("{}").toString()).isEqualTo("jwk{}");
    }

    // ---- both signatures

    private static final URI ACCOUNT = URI.create("https://acme.example.com/acme/acct/7Hk2q");
    private static final URI URL = URI.create("https://acme.example.com/acme/key-change");
    private static final List<JwsAlgorithm> ALGORITHMS = List.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA);
    private static final SigningKey OLD = SigningKey.generate(KeyType.P256);
    private static final SigningKey NEW = SigningKey.generate(KeyType.ED25519);

    private static VerifiedRequest outer(byte[] payload) {
        RequestVerifier verifier =
                RequestVerifier.of(ALGORITHMS, kid -> Optional.of(OLD.verificationKey()), nonce -> true, null);
        // By hand: no builder would make the requests that are to be refused.
        JwsHeader header =
                OLD.header().kid(ACCOUNT.toString()).nonce("AQ").url(URL).build();
        String input = Base64Url.encode(header.toJsonBytes()) + "." + Base64Url.encode(payload);
        String signature = Base64Url.encode(OLD.sign(JwsAlgorithm.ES256, input.getBytes(UTF_8)));
        String request = "{\"protected\":\"" + input.replace(".", "\",\"payload\":\"") + "\",\"signature\":\""
                + signature + "\"}";
        return verifier.verify(request.getBytes(UTF_8), URL, RequestVerifier.SignedBy.KID);
    }

    private static void refused(byte[] payload, ProblemType type, String detail) {
        assertThatThrownBy(() -> KeyChange.verify(outer(payload), ALGORITHMS, null))
                .isInstanceOfSatisfying(
                        AcmeProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(type))
                .hasMessageContaining(detail);
    }

    private static void malformed(Jws inner, String detail) {
        refused(inner.toJsonBytes(), ProblemType.MALFORMED, detail);
    }

    @Test
    void theNewKeyTakesThePlaceOfTheOld() {
        Jws inner = KeyChange.create(ACCOUNT, OLD.publicKey(), NEW, URL);
        assertThat(inner.protectedHeader().jwk()).contains(NEW.publicKey());
        assertThat(inner.protectedHeader().nonce()).isEmpty();
        assertThat(KeyChange.verify(outer(inner.toJsonBytes()), ALGORITHMS, null))
                .isEqualTo(NEW.verificationKey());
    }

    @Test
    void theVectorIsMadeAgainAndVerified() throws IOException {
        SigningKey oldKey = SigningKey.parse(SignedRequests.P256);
        SigningKey newKey = SigningKey.parse(SignedRequests.ED25519);
        String inner = SignedRequests.json("keyChange inner");
        assertThat(KeyChange.create(ACCOUNT, oldKey.publicKey(), newKey, URL).toJson())
                .isEqualTo(inner);
        RequestVerifier verifier = RequestVerifier.of(
                ALGORITHMS,
                kid -> Optional.of(oldKey.verificationKey()).filter(key -> kid.equals(ACCOUNT.toString())),
                nonce -> nonce.equals("Zm9vYmFyLW5vbmNlLTAwNQ"),
                null);
        VerifiedRequest request = verifier.verify(
                SignedRequests.json("keyChange outer").getBytes(UTF_8), URL, RequestVerifier.SignedBy.KID);
        assertThat(new String(request.payload(), UTF_8)).isEqualTo(inner);
        assertThat(KeyChange.verify(request, ALGORITHMS, null)).isEqualTo(newKey.verificationKey());
    }

    @Test
    void theKeyAsItIsCannotBeTheNewOne() {
        assertThatThrownBy(() -> KeyChange.create(ACCOUNT, OLD.publicKey(), OLD, URL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the new key is the old one");
        assertThatThrownBy(() -> KeyChange.create(ACCOUNT, OLD.publicKey(), NEW, URI.create("/x")))
                .hasMessageContaining("not absolute");
        KeyChange same =
                KeyChange.builder().account(ACCOUNT).oldKey(OLD.publicKey()).build();
        malformed(OLD.sign(OLD.header().jwk(OLD.publicKey()).url(URL).build(), same), "the key that the account has");
    }

    @Test
    void theInnerRequestIsCheckedAsTheOuterOne() {
        KeyChange change =
                KeyChange.builder().account(ACCOUNT).oldKey(OLD.publicKey()).build();
        JwsHeader header = NEW.header().jwk(NEW.publicKey()).url(URL).build();
        Jws good = NEW.sign(header, change);
        refused("{}".getBytes(UTF_8), ProblemType.MALFORMED, "/payload");
        refused("x".getBytes(UTF_8), ProblemType.MALFORMED, "the inner JWS cannot be read");
        refused(new byte[0], ProblemType.MALFORMED, "");
        malformed(good.toBuilder().signature(new byte[64]).build(), "the signature is not one by this key");
        malformed(
                NEW.sign(NEW.header().kid(ACCOUNT.toString()).url(URL).build(), change),
                "has no jwk: send the new key in it");
        SigningKey p384 = SigningKey.generate(KeyType.P384);
        refused(
                KeyChange.create(ACCOUNT, OLD.publicKey(), p384, URL).toJsonBytes(),
                ProblemType.BAD_SIGNATURE_ALGORITHM,
                "ES256, EdDSA");
        malformed(KeyChange.create(ACCOUNT, OLD.publicKey(), NEW, ACCOUNT), "is for another URL");
        malformed(KeyChange.create(URL, OLD.publicKey(), NEW, URL), "is for another account");
        malformed(KeyChange.create(ACCOUNT, p384.publicKey(), NEW, URL), "has another oldKey");
        malformed(NEW.sign(header, "{}".getBytes(UTF_8)), "cannot be read");
        String both = change.toJson().replace("}}", "},\"newKey\":1}");
        malformed(NEW.sign(header, both.getBytes(UTF_8)), "/newKey");
        String privateKey = change.toJson().replace("}}", ",\"d\":\"AQ\"}}");
        malformed(NEW.sign(header, privateKey.getBytes(UTF_8)), "/oldKey/d");
        malformed(NEW.sign(header.toBuilder().nonce("AQ").build(), change), "has a nonce");
    }
}
