package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsigKeyTest {

    private static final String SECRET = "c2VjcmV0IHNlY3JldCBzZWNyZXQ=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hmac-sha512:akme:" + SECRET,
                " HMAC-SHA512.:Akme.:" + SECRET + "\n",
                "key \"akme\" {\n\talgorithm hmac-sha512;\n\tsecret \"" + SECRET + "\";\n};\n",
                "key akme{secret " + SECRET + "; algorithm \"HMAC-SHA512\";}"
            })
    void readsWhatToolsWrite(String text) {
        TsigKey key = TsigKey.parse(text);
        assertThat(key).hasToString("TSIG key akme (hmac-sha512)");
        assertThat(key.secret().getEncoded()).asString().isEqualTo("secret secret secret");
    }

    @Test
    void sha256IsTheDefault() {
        assertThat(TsigKey.of("a.example", SECRET)).hasToString("TSIG key a.example (hmac-sha256)");
        assertThat(TsigKey.parse("a.example:" + SECRET)).hasToString("TSIG key a.example (hmac-sha256)");
        assertThat(TsigKey.parse("key a { secret \"" + SECRET + "\"; };")).hasToString("TSIG key a (hmac-sha256)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                SECRET,
                "a:",
                "a:" + SECRET + "!",
                "a b:" + SECRET,
                "hmac-md5:a:" + SECRET,
                SECRET + ":a:hmac-sha256",
                "hmac-sha256:" + SECRET + SECRET + SECRET + SECRET + ":akme",
                "a:b:c:" + SECRET,
                "key a { algorithm hmac-md5; secret \"" + SECRET + "\"; };",
                "key a { algorithm hmac-sha256; };",
                "key a { algorithm hmac-sha256; secret \"; };",
                "key a { algorithm hmac-sha256; secret \"" + SECRET + "=\"; };"
            })
    void otherTextIsRefusedAndNotQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TsigKey.parse(text))
                .satisfies(e -> assertThat(e).message().doesNotContain("c2Vj"))
                .satisfies(e -> assertThat(e.getCause()).isNull());
    }
}
