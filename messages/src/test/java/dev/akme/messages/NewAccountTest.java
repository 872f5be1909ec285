package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Jws;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewAccountTest {

    private static final String PLAIN = "{\"contact\":[\"mailto:pki@example.org\"],\"termsOfServiceAgreed\":true}";

    private static final String BOUND = """
            {"termsOfServiceAgreed":true,"externalAccountBinding":{"protected":\
            "eyJhbGciOiJIUzI1NiIsImtpZCI6ImVhYi1raWQtMDAxIiwidXJsIjoiaHR0cHM6Ly9hY21lLmV4YW1wbGUuY29tL2FjbWUvbmV3LWFjY291bnQifQ",\
            "payload":"eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6ImY4M09KM0QyeEYxQmc4dnViOXRMZTFnSE16Vjc2ZThUdXM5dVBIdlJWRVUiLCJ5IjoieF9GRXpSdTltMzZITE5fdHVlNjU5TE5wWFc2cEN5U3Rpa1lqS0lXSTVhMCJ9",\
            "signature":"He5g_CcFUfJ9B75jj5-Bm-8JDixm994fkUDB_vM8fRY"}}""";

    @Test
    void readsAndBuildsARequest() {
        NewAccount read = NewAccount.TYPE.readStrict(PLAIN);
        NewAccount built = NewAccount.builder()
                .email("pki@example.org")
                .termsOfServiceAgreed(true)
                .build();

        assertThat(read.contact()).contains(List.of("mailto:pki@example.org"));
        assertThat(read.emails()).containsExactly("pki@example.org");
        assertThat(read.termsOfServiceAgreed()).isTrue();
        assertThat(read.onlyReturnExisting()).isFalse();
        assertThat(read.externalAccountBinding()).isEmpty();
        assertThat(read.toJson()).isEqualTo(PLAIN);
        assertThat(built).isEqualTo(read);
        assertThat(built.toJson()).isEqualTo(PLAIN);
        assertThat(read.toBuilder().build()).isEqualTo(read);
    }

    @Test
    void findsTheAccountOfAKey() {
        assertThat(NewAccount.findExisting().toJson()).isEqualTo("{\"onlyReturnExisting\":true}");
        assertThat(NewAccount.TYPE.readStrict("{\"onlyReturnExisting\":true}").onlyReturnExisting())
                .isTrue();
    }

    @Test
    void carriesAnExternalAccountBinding() {
        NewAccount request = NewAccount.TYPE.readStrict(BOUND);
        Jws binding = request.externalAccountBinding().orElseThrow();

        assertThat(binding.protectedHeader().kid()).contains("eab-kid-001");
        assertThat(request.toJson()).isEqualTo(BOUND);
        assertThat(NewAccount.builder()
                        .termsOfServiceAgreed(true)
                        .externalAccountBinding(binding)
                        .build())
                .isEqualTo(request);
        assertThat(request.toString()).doesNotContain("He5g_").contains("externalAccountBinding=(hidden)");
    }

    @Test
    void echoesTheBindingInTheAccount() {
        Jws binding = NewAccount.TYPE.read(BOUND).externalAccountBinding().orElseThrow();
        Account account = Account.builder()
                .status(Status.VALID)
                .externalAccountBinding(binding)
                .build();

        assertThat(Account.TYPE.read(account.toJson()).externalAccountBinding()).contains(binding);
    }

    @Test
    void writesNoMemberThatNobodySet() {
        assertThat(NewAccount.builder().build().toJson()).isEqualTo("{}");
        assertThat(NewAccount.TYPE.readStrict("{}").toBuilder().build().toJson())
                .isEqualTo("{}");
    }

    @Test
    void tellsAbsentEmptyAndGivenContactsApart() {
        assertThat(NewAccount.TYPE.read("{}").contact()).isEmpty();
        assertThat(NewAccount.TYPE.read("{\"contact\":null}").contact()).isEmpty();
        assertThat(NewAccount.TYPE.read("{\"contact\":null}").toJson()).isEqualTo("{\"contact\":null}");
        assertThat(NewAccount.TYPE.read("{\"contact\":[]}").contact()).contains(List.of());
        assertThat(NewAccount.builder().contact(List.of()).build().toJson()).isEqualTo("{\"contact\":[]}");
    }

    @Test
    void aTelephoneNumberIsGivenAsItIsDialled() {
        for (String number : List.of("+1-201-555-0123", "863-1234;phone-context=+1-914-555", "(02).99z")) {
            assertThat(NewAccount.builder().phone(number).build().phones()).containsExactly(number);
        }
        for (String number : List.of("", " ", "+1 201", "tel:+1", "\u0661", "\u00e9", "1,2", "\u0080")) {
            assertThatThrownBy(() -> NewAccount.builder().phone(number)).hasMessageContaining("RFC 3966");
        }
    }

    @Test
    void takesSeveralAddressesAtOnce() {
        NewAccount request = NewAccount.builder()
                .contact(List.of("https://example.org/contact"))
                .phone(" +12015550123 ")
                .email("a@example.org, b@example.org ,c@example.org")
                .build();

        assertThat(request.contact().orElseThrow())
                .containsExactly(
                        "https://example.org/contact",
                        "tel:+12015550123",
                        "mailto:a@example.org",
                        "mailto:b@example.org",
                        "mailto:c@example.org");
        assertThat(request.phones()).containsExactly("+12015550123");
        assertThat(request.emails()).containsExactly("a@example.org", "b@example.org", "c@example.org");
    }

    @Test
    void addsToTheContactsThatAreThere() {
        NewAccount request = NewAccount.TYPE.read(PLAIN);

        assertThat(request.toBuilder().email("b@example.org").build().emails())
                .containsExactly("pki@example.org", "b@example.org");
        assertThat(request.toBuilder()
                        .without("contact")
                        .email("b@example.org")
                        .build()
                        .emails())
                .containsExactly("b@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a@example.org,", ",a@example.org", "a@example.org, ,b@example.org"})
    void refusesBlankAddresses(String addresses) {
        assertThatThrownBy(() -> NewAccount.builder().email(addresses)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pki@example.org", "", "//example.org", "mailto:", "mailto:a b@example.org", "/contact"})
    void refusesContactsThatAreNoUrls(String url) {
        fires(NewAccount.TYPE, "newAccount/contact-url", contact(url));
        assertThatThrownBy(() -> NewAccount.builder().contact(List.of(url)).build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/contact/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:pki@example.org", "tel:+12015550123", "https://example.org/c", "urn:x:y"})
    void acceptsContactsThatAreUrls(String url) {
        silent(NewAccount.TYPE, "newAccount/contact-url", contact(url));
        silent(NewAccount.TYPE, "newAccount/contact-mailto", contact(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:a@example.org?subject=x",
                "MAILTO:a@example.org?",
                "mailto:a@example.org,b@example.org",
                "mailto:example.org",
                "mailto:@example.org",
                "mailto:a@",
                "mailto:a@example.org#x"
            })
    void refusesMailtoWithMoreOrLessThanAnAddress(String url) {
        fires(NewAccount.TYPE, "newAccount/contact-mailto", contact(url));
        assertThatThrownBy(() -> NewAccount.builder().contact(List.of(url)).build())
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void acceptsUnusualAddresses() {
        silent(NewAccount.TYPE, "newAccount/contact-mailto", contact("mailto:a%2Cb%3F@example.org"));
        silent(NewAccount.TYPE, "newAccount/contact-mailto", contact("mailto:b\u00fccher@example.org"));
        silent(NewAccount.TYPE, "newAccount/contact-mailto", contact("mailto:%22a@b%22@example.org"));
    }

    @Test
    void speaksOfAnEmptyListOfContacts() {
        fires(NewAccount.TYPE, "newAccount/empty-contact", "{\"contact\":[]}");
        silent(NewAccount.TYPE, "newAccount/empty-contact", PLAIN);
        silent(NewAccount.TYPE, "newAccount/empty-contact", "{}");
    }

    @Test
    void speaksOfMembersThatOnlyTheServerSets() {
        fires(NewAccount.TYPE, "newAccount/server-member", "{\"status\":\"valid\"}");
        fires(NewAccount.TYPE, "newAccount/server-member", "{\"orders\":\"\"}");
        silent(NewAccount.TYPE, "newAccount/server-member", PLAIN);
        assertThat(NewAccount.TYPE.readStrict("{\"status\":\"valid\",\"x\":1}").extensions())
                .as("servers ignore them")
                .containsOnlyKeys("status", "x");
    }

    @Test
    void speaksOfBindingsThatCannotBe() {
        String header = "{\"alg\":\"ES256\",\"kid\":\"k\",\"url\":\"https://acme.example.com/n\"}";
        fires(NewAccount.TYPE, "externalAccountBinding/alg", binding(header));
        silent(NewAccount.TYPE, "externalAccountBinding/alg", BOUND);
        silent(NewAccount.TYPE, "externalAccountBinding/alg", PLAIN);
        silent(NewAccount.TYPE, "externalAccountBinding/alg", "{\"externalAccountBinding\":{}}");
        silent(NewAccount.TYPE, "externalAccountBinding/alg", binding("[]"));
        assertThatThrownBy(() -> NewAccount.TYPE.readStrict(binding(header))).isInstanceOf(JsonException.class);
    }

    @Test
    void keepsMembersOfTheWrongType() {
        String json = "{\"contact\":{},\"termsOfServiceAgreed\":\"yes\",\"externalAccountBinding\":\"x\"}";
        NewAccount request = NewAccount.TYPE.read(json);

        assertThatThrownBy(request::contact).isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(request::termsOfServiceAgreed).isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(request::externalAccountBinding).isInstanceOf(InvalidMemberException.class);
        assertThat(request.toJson()).isEqualTo(json);
    }

    private static String contact(String url) {
        return "{\"contact\":[\"" + url + "\"]}";
    }

    private static String binding(String header) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        return "{\"externalAccountBinding\":{\"protected\":\"" + text
                + "\",\"payload\":\"e30\",\"signature\":\"AAAA\"}}";
    }
}
