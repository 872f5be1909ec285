package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountUpdateTest {

    private static final String CONTACTS = "{\"contact\":[\"mailto:pki@example.org\",\"mailto:oncall@example.org\"]}";

    @Test
    void replacesContacts() {
        AccountUpdate read = AccountUpdate.TYPE.readStrict(CONTACTS);
        AccountUpdate built = AccountUpdate.builder()
                .email("pki@example.org,oncall@example.org")
                .build();

        assertThat(read.emails()).containsExactly("pki@example.org", "oncall@example.org");
        assertThat(read.phones()).isEmpty();
        assertThat(read.status()).isEmpty();
        assertThat(read.toJson()).isEqualTo(CONTACTS);
        assertThat(built).isEqualTo(read);
        assertThat(read.toBuilder().build()).isEqualTo(read);
    }

    @Test
    void deactivates() {
        assertThat(AccountUpdate.deactivation().toJson()).isEqualTo("{\"status\":\"deactivated\"}");
        assertThat(AccountUpdate.TYPE.readStrict("{\"status\":\"deactivated\"}").status())
                .contains(Status.DEACTIVATED);
    }

    @Test
    void leavesClearsOrReplacesContacts() {
        assertThat(AccountUpdate.TYPE.read("{}").contact()).isEmpty();
        assertThat(AccountUpdate.TYPE.read("{\"contact\":null}").contact()).isEmpty();
        assertThat(AccountUpdate.TYPE.readStrict("{\"contact\":[]}").contact()).contains(List.of());

        assertThat(AccountUpdate.builder().build().toJson()).isEqualTo("{}");
        assertThat(AccountUpdate.builder().contact(List.of()).build().toJson()).isEqualTo("{\"contact\":[]}");
        assertThat(AccountUpdate.TYPE.read("{}").toBuilder().build().toJson()).isEqualTo("{}");
    }

    @Test
    void keepsMembersOfTheWrongType() {
        AccountUpdate update = AccountUpdate.TYPE.read("{\"status\":true,\"contact\":7}");

        assertThatThrownBy(update::status).isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(update::contact).isInstanceOf(InvalidMemberException.class);
        assertThat(update.toJson()).isEqualTo("{\"status\":true,\"contact\":7}");
    }

    @Test
    void speaksOfStatusesThatServersIgnore() {
        fires(AccountUpdate.TYPE, "accountUpdate/status", "{\"status\":\"valid\"}");
        fires(AccountUpdate.TYPE, "accountUpdate/status", "{\"status\":\"on-hold\"}");
        silent(AccountUpdate.TYPE, "accountUpdate/status", "{\"status\":\"deactivated\"}");
        silent(AccountUpdate.TYPE, "accountUpdate/status", CONTACTS);
    }

    @Test
    void speaksOfMembersThatServersIgnore() {
        fires(AccountUpdate.TYPE, "accountUpdate/ignored-member", "{\"termsOfServiceAgreed\":true,\"contact\":[]}");
        silent(AccountUpdate.TYPE, "accountUpdate/ignored-member", CONTACTS);
    }

    @Test
    void speaksOfUpdatesThatChangeNothing() {
        fires(AccountUpdate.TYPE, "accountUpdate/nothing", "{}");
        silent(AccountUpdate.TYPE, "accountUpdate/nothing", "{\"contact\":[]}");
    }

    @Test
    void speaksOfContactsThatAreNoUrls() {
        fires(AccountUpdate.TYPE, "accountUpdate/contact-url", "{\"contact\":[\"pki@example.org\"]}");
        silent(AccountUpdate.TYPE, "accountUpdate/contact-url", CONTACTS);
        fires(AccountUpdate.TYPE, "accountUpdate/contact-mailto", "{\"contact\":[\"mailto:a@example.org?cc=b\"]}");
        silent(AccountUpdate.TYPE, "accountUpdate/contact-mailto", CONTACTS);
    }
}
