package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Account;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.NewAccount;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Resource;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What can be done without an account, and on the way to one. */
class AcmeClientTest {

    private static final CertificateIdentifier CERTIFICATE =
            CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;
    private final AcmeClient client = scene.client;

    @Test
    void givesTheDirectoryAndANonce() throws Exception {
        assertThat(client.directory().body().newOrder()).contains(URI.create("https://ca.test/order-new"));
        assertThat(client.newNonce()).isNotEqualTo(client.newNonce());
        assertThat(client).hasToString("https://ca.test/dir");
        assertThat(ca.count(Step.DIRECTORY)).isEqualTo(1);
    }

    @Test
    void registersOnceAndFindsItAgain() throws Exception {
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(() -> client.findAccount(Requests.P256))
                .matches(e -> e.problem().type().equals(ProblemType.ACCOUNT_DOES_NOT_EXIST));
        NewAccount wanted = NewAccount.builder().termsOfServiceAgreed(true).build();
        Resource<Account> made = client.newAccount(Requests.P256, wanted);
        assertThat(client.newAccount(Requests.P256, wanted)).isEqualTo(made);
        assertThat(client.findAccount(Requests.P256)).isEqualTo(made);
        assertThat(client.account(Requests.P256, made.url()).fetch().body()).isEqualTo(made.body());
        assertThat(ca.state.accounts).hasSize(1);
    }

    @Test
    void findingAnAccountIsRepeatedWhateverHappens() throws Exception {
        scene.account();
        ca.once(Step.NEW_ACCOUNT, Fault.RESET_AFTER, Fault.RESET_BEFORE);
        assertThat(client.findAccount(Requests.P256).url()).isEqualTo(URI.create("https://ca.test/acct/1"));
    }

    @Test
    void aLostAnswerIsLookedForBeforeItIsAskedAgain() throws Exception {
        SigningKey key = SigningKey.generate(KeyType.P256);
        ca.once(Step.NEW_ACCOUNT, Fault.RESET_AFTER);
        client.register(key, NewAccount.builder().termsOfServiceAgreed(true).build());
        assertThat(ca.seen(Step.NEW_ACCOUNT))
                .hasSize(2)
                .last()
                .matches(seen -> seen.payload().equals("{\"onlyReturnExisting\":true}"));
    }

    /** D49: some servers take HS256 alone. */
    @Test
    void bindsAnExternalAccount() throws Exception {
        ca.state.externalAccountRequired = true;
        URI newAccount = client.directory().body().newAccount().orElseThrow();
        client.register(
                Requests.P256,
                NewAccount.builder()
                        .termsOfServiceAgreed(true)
                        .externalAccountBinding(ExternalAccountBinding.create(
                                Requests.P256.publicKey(),
                                "kid-1",
                                MacKey.of(new byte[32]),
                                newAccount,
                                JwsAlgorithm.HS256))
                        .build());
        assertThat(ca.state.accounts).hasSize(1);
    }

    /** D50: with one slash, and the octet 00 before a high bit. */
    @Test
    void asksWhenToRenew() throws Exception {
        for (String slash : new String[] {"", "/"}) {
            ca.always(Step.DIRECTORY, Fault.edit(body -> body.replace("/ari\"", "/ari" + slash + "\"")));
            Resource<RenewalInfo> info = client.renewalInfo(CERTIFICATE);
            assertThat(info.retryAfter()).contains(scene.time.now().plus(Duration.ofHours(6)));
            assertThat(ca.seen(Step.RENEWAL_INFO))
                    .last()
                    .matches(seen ->
                            seen.url().equals(URI.create("https://ca.test/ari/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"))
                                    && seen.method().equals("GET"));
            scene.time.pass(Duration.ofDays(1));
        }
        ca.always(Step.DIRECTORY, Fault.edit(body -> body.replace("renewalInfo", "renewal-info")));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> client.renewalInfo(CERTIFICATE));
    }

    @Test
    void aCallEndsInTime() {
        ca.everywhere(Fault.instead(Reply.empty(503).header("Retry-After", "50")));
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(client::directory)
                .matches(e -> e.httpStatus() == 503 && e.retryAfter().isPresent());
        assertThat(scene.time.now()).isBeforeOrEqualTo(FakeTime.START.plus(Duration.ofMinutes(2)));
        // 0 s, 50 s and 100 s; the next would be too late.
        assertThat(ca.count(Step.DIRECTORY)).isEqualTo(3);
    }
}
