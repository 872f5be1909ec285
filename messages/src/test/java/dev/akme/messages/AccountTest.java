package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    private static final String FULL = """
            {"status":"valid","contact":["mailto:pki@example.org"],"termsOfServiceAgreed":true,\
            "orders":"https://acme.example.com/acme/acct/7Hk2q/orders",\
            "delegations":"https://acme.example.com/acme/acct/7Hk2q/delegations"}""";

    @Test
    void readsEveryMember() {
        Account account = Account.TYPE.readStrict(FULL);

        assertThat(account.status()).isEqualTo(Status.VALID);
        assertThat(account.contact()).contains(List.of("mailto:pki@example.org"));
        assertThat(account.emails()).containsExactly("pki@example.org");
        assertThat(account.phones()).isEmpty();
        assertThat(account.termsOfServiceAgreed()).contains(true);
        assertThat(account.orders()).contains(URI.create("https://acme.example.com/acme/acct/7Hk2q/orders"));
        assertThat(account.delegations()).contains(URI.create("https://acme.example.com/acme/acct/7Hk2q/delegations"));
        assertThat(account.externalAccountBinding()).isEmpty();
    }

    @Test
    void writesWhatItRead() {
        assertThat(Account.TYPE.read(FULL).toJson()).isEqualTo(FULL);
    }

    @Test
    void buildsWhatItReads() {
        Account built = Account.builder()
                .status(Status.VALID)
                .email("pki@example.org")
                .termsOfServiceAgreed(true)
                .orders(URI.create("https://acme.example.com/acme/acct/7Hk2q/orders"))
                .delegations(URI.create("https://acme.example.com/acme/acct/7Hk2q/delegations"))
                .build();

        assertThat(built).isEqualTo(Account.TYPE.read(FULL));
        assertThat(built.toJson()).isEqualTo(FULL);
        assertThat(built.toBuilder().build()).isEqualTo(built);
    }

    @Test
    void keepsWhatServersAdd() {
        String json = """
                {"status":"valid","contact":[],"key":{"kty":"EC"},"createdAt":"2026-11-23T11:12:13.123456789Z",\
                "initialIp":"192.0.2.7","id":17,"agreement":"https://www.example.com/tos"}""";
        Account account = Account.TYPE.readStrict(json);

        assertThat(account.extensions()).containsOnlyKeys("key", "createdAt", "initialIp", "id", "agreement");
        assertThat(account.toJson()).isEqualTo(json);
        assertThat(account.toString()).doesNotContain("192.0.2.7");
    }

    @Test
    void tellsAbsentEmptyAndGivenContactsApart() {
        assertThat(Account.TYPE.read("{\"status\":\"valid\"}").contact()).isEmpty();
        assertThat(Account.TYPE.read("{\"status\":\"valid\",\"contact\":null}").contact())
                .isEmpty();
        assertThat(Account.TYPE.read("{\"status\":\"valid\",\"contact\":[]}").contact())
                .contains(List.of());
        assertThat(Account.TYPE.read("{\"status\":\"valid\"}"))
                .isNotEqualTo(Account.TYPE.read("{\"status\":\"valid\",\"contact\":[]}"));
    }

    @Test
    void livesWithoutAListOfOrders() {
        assertThat(Account.TYPE.readStrict("{\"status\":\"valid\"}").orders()).isEmpty();
        assertThat(Account.TYPE.read("{\"status\":\"valid\",\"orders\":\"\"}").orders())
                .isEmpty();
    }

    @Test
    void splitsContactsByScheme() {
        Account account = Account.TYPE.read("""
                {"status":"valid","contact":["mailto:a@example.org","tel:+12015550123","MAILTO:b@example.org",\
                "https://example.org/contact"]}""");

        assertThat(account.emails()).containsExactly("a@example.org", "b@example.org");
        assertThat(account.phones()).containsExactly("+12015550123");
        assertThat(account.contact().orElseThrow()).hasSize(4);
    }

    @Test
    void keepsMembersOfTheWrongType() {
        String json = "{\"status\":7,\"contact\":\"mailto:pki@example.org\",\"orders\":[]}";
        Account account = Account.TYPE.read(json);

        assertThatThrownBy(account::status).isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(account::contact).isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(account::orders).isInstanceOf(InvalidMemberException.class);
        assertThat(account.toJson()).isEqualTo(json);
    }

    @Test
    void namesTheContactThatIsNoText() {
        Account account = Account.TYPE.read("{\"status\":\"valid\",\"contact\":[\"mailto:a@example.org\",7]}");

        assertThatThrownBy(account::contact)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/contact/1");
    }

    @Test
    void demandsAStatus() {
        assertThatThrownBy(() -> Account.TYPE.read("{}").status()).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> Account.TYPE.read("{\"status\":null}").status())
                .isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> Account.builder().build()).isInstanceOf(MissingMemberException.class);
    }

    @Test
    void keepsAStatusThatNobodyKnows() {
        Account account = Account.TYPE.readStrict("{\"status\":\"on-hold\"}");

        assertThat(account.status()).isEqualTo(Status.of("on-hold"));
        assertThat(account.status().isKnown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "pending", "processing", "invalid", "expired", "canceled", "unknown"})
    void speaksOfStatusesThatAccountsCannotHave(String status) {
        fires(Account.TYPE, "account/status", "{\"status\":\"" + status + "\"}");
        assertThatThrownBy(() -> Account.builder().status(Status.of(status)).build())
                .isInstanceOf(InvalidMemberException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "deactivated", "revoked", "on-hold"})
    void keepsSilentOfOtherStatuses(String status) {
        silent(Account.TYPE, "account/status", "{\"status\":\"" + status + "\"}");
    }

    @Test
    void speaksOfMissingOrders() {
        fires(Account.TYPE, "account/orders", "{\"status\":\"valid\"}");
        fires(Account.TYPE, "account/orders", "{\"status\":\"valid\",\"orders\":\"\"}");
        silent(Account.TYPE, "account/orders", FULL);
    }

    @Test
    void speaksOfOnlyReturnExistingSentBack() {
        fires(Account.TYPE, "account/only-return-existing", "{\"status\":\"valid\",\"onlyReturnExisting\":true}");
        silent(Account.TYPE, "account/only-return-existing", FULL);
    }

    @Test
    void speaksOfContactsThatAreNoUrls() {
        fires(Account.TYPE, "account/contact-url", contact("pki@example.org"));
        silent(Account.TYPE, "account/contact-url", FULL);
        fires(Account.TYPE, "account/contact-mailto", contact("mailto:a@example.org,b@example.org"));
        silent(Account.TYPE, "account/contact-mailto", FULL);
    }

    private static String contact(String url) {
        return "{\"status\":\"valid\",\"contact\":[\"" + url + "\"]}";
    }
}
