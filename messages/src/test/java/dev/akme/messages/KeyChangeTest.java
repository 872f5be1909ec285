package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Jwk;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
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
}
