package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.json.Finding;
import dev.akme.messages.CaaValue.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaaValueTest {

    private static List<String> rules(String text) {
        return CaaValue.parse(text).check().stream().map(Finding::rule).toList();
    }

    @Test
    void readsIssuerAndConditions() {
        CaaValue value = CaaValue.parse(
                " ca.example.net \t;accounturi = https://acme.example.com/acct/1; validationmethods=dns-01,ca-mail ");
        assertThat(value.issuer()).isEqualTo("ca.example.net");
        assertThat(value.accountUri()).contains("https://acme.example.com/acct/1");
        assertThat(value.validationMethods()).contains(List.of("dns-01", "ca-mail"));
        assertThat(value.isUnsatisfiable()).isFalse();
        assertThat(value.check()).isEmpty();
        assertThat(value)
                .hasToString("ca.example.net; accounturi=https://acme.example.com/acct/1;"
                        + " validationmethods=dns-01,ca-mail")
                .isEqualTo(CaaValue.parse(value.toString()))
                .isEqualTo(CaaValue.of(
                        "ca.example.net",
                        new Parameter("accounturi", "https://acme.example.com/acct/1"),
                        new Parameter("validationmethods", "dns-01,ca-mail")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", " ; "})
    void nobodyMayIssueWithoutAnIssuer(String text) {
        CaaValue value = CaaValue.parse(text);
        assertThat(value.malformed()).isFalse();
        assertThat(value.issuer()).isEmpty();
        assertThat(value.isUnsatisfiable()).isTrue();
        assertThat(value.check()).isEmpty();
        assertThat(value).hasToString(";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%%%%%",
                "ca.example.net.",
                "-ca.example.net",
                "ca..example.net",
                "ca.example.net x",
                "ca.example.net; a",
                "ca.example.net; =b",
                "ca.example.net; a=b;",
                "ca.example.net; a=b;; c=d",
                "ca.example.net; a=b c",
                "ca.example.net; a=ü",
                "ca.example.net\n"
            })
    void aMalformedValueNamesNoIssuer(String text) {
        CaaValue value = CaaValue.parse(text);
        assertThat(value).isEqualTo(new CaaValue("", List.of(), true)).hasToString(";");
        assertThat(value.isUnsatisfiable()).isTrue();
        assertThat(rules(text)).containsExactly("caaValue/malformed");
    }

    @Test
    void aRepeatedConditionCannotBeMet() {
        String twice = "ca.example.net; accounturi=https://example.com/1; AccountURI=https://example.com/1";
        assertThat(CaaValue.parse(twice).isUnsatisfiable()).isTrue();
        assertThat(CaaValue.parse(twice).accountUri()).contains("");
        assertThat(CaaValue.parse("ca.example.net; validationmethods=dns-01; validationmethods=http-01")
                        .validationMethods())
                .contains(List.of());
        assertThat(rules(twice)).containsExactly("caaValue/repeated");
        assertThat(rules("ca.example.net; accounturi=nothing")).containsExactly("caaValue/accounturi");
        assertThat(rules("ca.example.net; validationmethods=dns-01,")).containsExactly("caaValue/validationmethods");
    }

    @Test
    void noMethodsAreNotAnyMethods() {
        assertThat(CaaValue.parse("ca.example.net; validationmethods=").validationMethods())
                .contains(List.of());
        assertThat(CaaValue.parse("ca.example.net").validationMethods()).isEmpty();
        assertThat(CaaValue.parse("ca.example.net;")).hasToString("ca.example.net");
    }

    @Test
    void unknownConditionsAreKept() {
        CaaValue value = CaaValue.parse("ca.example.net; future=1=2");
        assertThat(value.parameters()).containsExactly(new Parameter("future", "1=2"));
        assertThat(value.isUnsatisfiable()).isFalse();
    }

    @Test
    void partsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> CaaValue.of("not a name"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CaaValue("a", List.of(), true));
        for (String tag : List.of("", "a=b", "a ", "a;b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Parameter(tag, "x"));
        }
        for (String value : List.of(" x", "x ", "a;b", "\n")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Parameter("a", value));
        }
    }

    @Test
    void longTextsDoNoHarm() {
        assertThat(CaaValue.parse("a.".repeat(30_000) + "a").malformed()).isFalse();
        assertThat(CaaValue.parse("a-".repeat(30_000) + "!").malformed()).isTrue();
        assertThat(CaaValue.parse("a; validationmethods=" + "a,".repeat(30_000)).isUnsatisfiable())
                .isTrue();
        assertThat(CaaValue.parse("a".repeat(70_000)).malformed()).isTrue();
        String longest = "a.b; x=" + "y".repeat(65_528);
        assertThat(CaaValue.parse(longest).malformed()).isFalse();
        assertThat(CaaValue.parse(longest + "y").malformed()).isTrue();
    }
}
