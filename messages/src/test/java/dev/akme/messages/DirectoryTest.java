package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    static final String FULL = """
            {"newNonce":"https://acme.example.com/acme/new-nonce",\
            "newAccount":"https://acme.example.com/acme/new-account",\
            "newOrder":"https://acme.example.com/acme/new-order",\
            "newAuthz":"https://acme.example.com/acme/new-authz",\
            "revokeCert":"https://acme.example.com/acme/revoke-cert",\
            "keyChange":"https://acme.example.com/acme/key-change",\
            "renewalInfo":"https://acme.example.com/acme/renewal-info",\
            "meta":{"termsOfService":"https://www.example.com/tos/2026-10","website":"https://www.example.com/acme",\
            "caaIdentities":["example.com"],"externalAccountRequired":true,\
            "auto-renewal":{"min-lifetime":86400,"max-duration":31536000,"allow-certificate-get":true},\
            "delegation-enabled":true,"allow-certificate-get":true,"subdomainAuthAllowed":true,\
            "inBandOnionCAARequired":false,\
            "profiles":{"classic":"https://www.example.com/profiles#classic","short":"Six-day certificates"}}}""";

    @Test
    void readsEveryResource() {
        Directory directory = Directory.TYPE.readStrict(FULL);

        assertThat(directory.newNonce()).isEqualTo(at("new-nonce"));
        assertThat(directory.newAccount()).contains(at("new-account"));
        assertThat(directory.newOrder()).contains(at("new-order"));
        assertThat(directory.newAuthz()).contains(at("new-authz"));
        assertThat(directory.revokeCert()).contains(at("revoke-cert"));
        assertThat(directory.keyChange()).contains(at("key-change"));
        assertThat(directory.renewalInfo()).contains(at("renewal-info"));
        assertThat(directory.meta().externalAccountRequired()).isTrue();
    }

    @Test
    void writesWhatItRead() {
        assertThat(Directory.TYPE.read(FULL).toJson()).isEqualTo(FULL);
    }

    @Test
    void buildsWhatItReads() {
        Directory read = Directory.TYPE.read(FULL);
        Directory built = Directory.builder()
                .newNonce(at("new-nonce"))
                .newAccount(at("new-account"))
                .newOrder(at("new-order"))
                .newAuthz(at("new-authz"))
                .revokeCert(at("revoke-cert"))
                .keyChange(at("key-change"))
                .renewalInfo(at("renewal-info"))
                .meta(read.meta())
                .build();

        assertThat(built).isEqualTo(read).hasSameHashCodeAs(read);
        assertThat(built.toJson()).isEqualTo(FULL);
        assertThat(read.toBuilder().build()).isEqualTo(read);
    }

    @Test
    void findsResourcesByTypeAndName() {
        Directory directory = Directory.TYPE.read("""
                {"newNonce":"https://acme.example.com/n","custom":"https://acme.example.com/custom","meta":{}}""");

        assertThat(directory.resource(ResourceType.NEW_NONCE)).contains(URI.create("https://acme.example.com/n"));
        assertThat(directory.get("custom")).contains(URI.create("https://acme.example.com/custom"));
        assertThat(directory.resource(ResourceType.of("custom"))).isEqualTo(directory.get("custom"));
        assertThat(directory.resource(ResourceType.META)).isEmpty();
        assertThat(directory.resource(ResourceType.NEW_ORDER)).isEmpty();
    }

    @Test
    void saysThatAMemberIsNoUrl() {
        Directory directory = Directory.TYPE.read("{\"newNonce\":\"not a url\",\"custom\":\"not a url\"}");

        assertThatThrownBy(directory::newNonce)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/newNonce")
                .hasMessageNotContaining("not a url\"");
        assertThatThrownBy(() -> directory.get("custom")).isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void keepsTheRandomMemberThatSomeServersAdd() {
        String json = """
                {"newNonce":"https://acme.example.com/n","x3Fq":"https://www.example.com/random","o":{"a":[1]}}""";
        Directory directory = Directory.TYPE.readStrict(json);

        assertThat(directory.extensions()).containsOnlyKeys("x3Fq", "o");
        assertThat(directory.get("o")).isEmpty();
        assertThat(directory.toJson()).isEqualTo(json);
    }

    @Test
    void takesMissingMetadataAsEmpty() {
        for (String meta : new String[] {"", ",\"meta\":null", ",\"meta\":{}"}) {
            String json = "{\"newNonce\":\"https://acme.example.com/n\"" + meta + "}";
            Directory directory = Directory.TYPE.read(json);

            assertThat(directory.meta().termsOfService()).isEmpty();
            assertThat(directory.meta().profiles()).isEmpty();
            assertThat(directory.toJson()).as("nothing is invented").isEqualTo(json);
        }
    }

    @Test
    void keepsMetadataOfTheWrongType() {
        Directory directory = Directory.TYPE.read("{\"newNonce\":\"https://acme.example.com/n\",\"meta\":[]}");

        assertThatThrownBy(directory::meta).isInstanceOf(InvalidMemberException.class);
        assertThat(directory.newNonce()).isEqualTo(URI.create("https://acme.example.com/n"));
        assertThat(directory.member("meta").map(JsonValue::kind)).contains("an array");
    }

    @Test
    void livesWithoutResourcesThatSomeServersLack() {
        Directory directory = Directory.TYPE.read("""
                {"newNonce":"https://acme.example.com/n","newAccount":"https://acme.example.com/a",\
                "newOrder":"https://acme.example.com/o"}""");

        assertThat(directory.revokeCert()).isEmpty();
        assertThat(directory.keyChange()).isEmpty();
        assertThat(directory.newAuthz()).isEmpty();
    }

    @Test
    void demandsNewNonce() {
        assertThatThrownBy(() -> Directory.TYPE.read("{}").newNonce())
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining("newNonce");
        assertThatThrownBy(() -> Directory.builder().newOrder(at("new-order")).build())
                .isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> Directory.TYPE.readStrict("{}")).isInstanceOf(JsonException.class);
    }

    @Test
    void carriesMembersOfItsOwn() {
        Directory directory = Directory.builder()
                .newNonce(at("new-nonce"))
                .extension("random", new JsonString("https://www.example.com/random"))
                .extension("object", JsonObject.EMPTY)
                .build();

        assertThat(directory.extensions()).containsOnlyKeys("random", "object");
        assertThat(directory.toBuilder().without("object").build().extensions()).containsOnlyKeys("random");
    }

    @Test
    void sparesNoWordOnMissingResources() {
        fires(Directory.TYPE, "directory/resource", "{\"newNonce\":\"https://acme.example.com/n\"}");
        silent(Directory.TYPE, "directory/resource", FULL);
        fires(Directory.TYPE, "directory/draft-name", "{\"new-nonce\":\"https://acme.example.com/n\"}");
        silent(Directory.TYPE, "directory/draft-name", FULL);
        fires(Directory.TYPE, "relative-url", "{\"newNonce\":\"/acme/new-nonce\"}");
        silent(Directory.TYPE, "relative-url", FULL);
    }

    private static URI at(String path) {
        return URI.create("https://acme.example.com/acme/" + path);
    }
}
