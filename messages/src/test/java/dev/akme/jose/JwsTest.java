package dev.akme.jose;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.MissingMemberException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwsTest {

    /** A signed request, with the octets of its header and payload. */
    record Vector(String name, String header, String payload, String json) {}

    static List<Vector> vectors() throws IOException {
        try (InputStream in = Objects.requireNonNull(JwsTest.class.getResourceAsStream("requests.txt"))) {
            List<Vector> vectors = new ArrayList<>();
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i += 5) {
                String payload = lines.get(i + 2).equals("(empty)") ? "" : lines.get(i + 2);
                vectors.add(new Vector(lines.get(i), lines.get(i + 1), payload, lines.get(i + 3)));
            }
            return vectors;
        }
    }

    private static Vector vector(String name) throws IOException {
        return vectors().stream().filter(v -> v.name().equals(name)).findAny().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsAndRebuildsEveryVector(Vector vector) {
        Jws jws = Jws.TYPE.readStrict(vector.json());
        assertThat(jws.toJson()).isEqualTo(vector.json());
        assertThat(new String(jws.payload(), UTF_8)).isEqualTo(vector.payload());
        assertThat(jws.protectedHeader().toJson()).isEqualTo(vector.header());
        assertThat(vector.json()).contains(jws.protectedText()).contains("\"" + jws.payloadText() + "\"");

        Jws rebuilt = Jws.builder()
                .protectedHeader(jws.protectedHeader())
                .payload(vector.payload().getBytes(UTF_8))
                .signature(jws.signature())
                .build();
        assertThat(rebuilt.toJson()).isEqualTo(vector.json());
        assertThat(rebuilt).isEqualTo(jws);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void hidesNonceKeyAndSignatureInText(Vector vector) {
        Jws jws = Jws.TYPE.read(vector.json());
        JwsHeader header = jws.protectedHeader();
        assertThat(jws.toString())
                .doesNotContain(jws.protectedText())
                .doesNotContain(Base64Url.encode(jws.signature()));
        header.nonce().ifPresent(nonce -> assertThat(header.toString()).doesNotContain(nonce));
        header.jwk()
                .flatMap(Jwk::x)
                .ifPresent(x -> assertThat(header.toString()).doesNotContain(Base64Url.encode(x)));
    }

    @Test
    void readsTheHeaderOfANewAccount() throws IOException {
        JwsHeader header = Jws.TYPE.read(vector("newAccount ES256").json()).protectedHeader();
        assertThat(header.alg()).isEqualTo(JwsAlgorithm.ES256);
        assertThat(header.jwk()).contains(Jwk.TYPE.read(Keys.P256));
        assertThat(header.kid()).isEmpty();
        assertThat(header.nonce()).contains("Zm9vYmFyLW5vbmNlLTAwMQ");
        assertThat(header.url()).isEqualTo(URI.create("https://acme.example.com/acme/new-account"));
    }

    @Test
    void aPostAsGetHasAnEmptyPayloadAndNotAnEmptyObject() throws IOException {
        Jws get = Jws.TYPE.read(vector("post-as-get").json());
        assertThat(get.isPostAsGet()).isTrue();
        assertThat(get.payload()).isEmpty();
        assertThat(get.protectedHeader().kid()).contains("https://acme.example.com/acme/acct/7Hk2q");
        assertThat(Jws.TYPE.read(vector("challenge response").json()).isPostAsGet())
                .isFalse();
        assertThat(Jws.TYPE.read("{\"protected\":\"e30\",\"signature\":\"\"}").isPostAsGet())
                .as("a detached payload")
                .isFalse();
    }

    @Test
    void aKeyChangeHoldsARequestInARequest() throws IOException {
        Jws inner = Jws.TYPE.read(vector("keyChange outer").json()).payload(Jws.TYPE);
        assertThat(inner).isEqualTo(Jws.TYPE.read(vector("keyChange inner").json()));
    }

    @Test
    void payloadTextIsKeptExactly() {
        String payload = Base64Url.encode("{ \"a\" :1e0 }\n".getBytes(UTF_8));
        Jws jws = Jws.TYPE.read("{\"protected\":\"e30\",\"payload\":\"" + payload + "\",\"signature\":\"AQ\"}");
        assertThat(jws.payloadText()).isEqualTo(payload);
    }

    @Test
    void partsThatAreNotBase64UrlFailWhereTheyAreAskedFor() {
        Jws jws = Jws.TYPE.read("{\"protected\":\"W10\",\"payload\":\"AQ==\"}");
        assertThatThrownBy(jws::payload)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/payload");
        assertThatThrownBy(jws::signature).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(jws::protectedHeader)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/protected");
        fires(Jws.TYPE, "invalid", jws.toJson());
        fires(Jws.TYPE, "jws/header-json", jws.toJson());
        silent(Jws.TYPE, "jws/header-json", signed("{}"));
    }

    @Test
    void onlyTheFlattenedFormIsAllowed() throws IOException {
        String good = vector("newAccount ES256").json();
        String unprotected = good.replace("\"payload\"", "\"header\":{\"alg\":\"none\"},\"payload\"");
        fires(Jws.TYPE, "jws/unprotected-header", unprotected);
        silent(Jws.TYPE, "jws/unprotected-header", good);
        assertThatThrownBy(() -> Jws.TYPE.readStrict(unprotected)).isInstanceOf(JsonException.class);
        fires(Jws.TYPE, "jws/signatures", "{\"payload\":\"e30\",\"signatures\":[]}");
        silent(Jws.TYPE, "jws/signatures", good);
        fires(Jws.TYPE, "jws/unknown-member", good.replace("\"payload\"", "\"more\":1,\"payload\""));
        silent(Jws.TYPE, "jws/unknown-member", unprotected);
        silent(Jws.TYPE, "jws/unknown-member", good);
    }

    @Test
    void faultsOfTheHeaderAreFaultsOfTheRequest() {
        String json = signed("{\"alg\":\"none\",\"kid\":\"https://example.com/a\",\"url\":\"https://example.com/o\"}");
        fires(Jws.TYPE, "jwsHeader/alg-none", json);
        assertThatThrownBy(() -> Jws.TYPE.readStrict(json))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/protected/alg");
        assertThatThrownBy(() -> Jws.TYPE.read(json).toBuilder().build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/protected/alg");
    }

    private static String signed(String header) {
        return "{\"protected\":\"" + Base64Url.encode(header.getBytes(UTF_8))
                + "\",\"payload\":\"\",\"signature\":\"AQ\"}";
    }

    @Test
    void anEmptySignatureIsNone() {
        fires(Jws.TYPE, "jws/no-signature", "{\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"\"}");
        silent(Jws.TYPE, "jws/no-signature", "{\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"AA\"}");
    }
}
