package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeListener;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.ObtainException;
import dev.akme.client.ObtainRequest;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What can be done with accounts. */
@Scenarios
class AccountsTest {

    private static final String EXTERNAL_KEY = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";

    private final TestServers servers;
    private final Scene scene;

    AccountsTest(TestServers servers) throws Exception {
        this.servers = servers;
        this.scene = Scene.at(servers);
    }

    private static void refuses(ProblemType type, ThrowingCallable call) {
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(type));
    }

    // ---- made and found

    @Test
    void aKeyHasOneAccount() throws Exception {
        SigningKey key = Scene.newKey();
        AcmeAccount made = scene.client.register(
                key,
                NewAccount.builder()
                        .termsOfServiceAgreed(true)
                        .email("admin@example.org")
                        .build());
        assertThat(made.fetch().body().status()).isEqualTo(Status.VALID);
        assertThat(made.fetch().body().emails()).containsExactly("admin@example.org");
        assertThat(scene.client.register(key, Scene.agreeing()).url()).isEqualTo(made.url());
        assertThat(scene.client.findAccount(key).url()).isEqualTo(made.url());
    }

    @Test
    void findingMakesNone() {
        SigningKey key = Scene.newKey();
        refuses(ProblemType.ACCOUNT_DOES_NOT_EXIST, () -> scene.client.findAccount(key));
        refuses(ProblemType.ACCOUNT_DOES_NOT_EXIST, () -> scene.client.findAccount(key));
    }

    @Test
    void thereIsNoneWithoutAgreeingToTheTerms() throws Exception {
        assertThat(scene.client.directory().body().meta().termsOfService()).isPresent();
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(() -> scene.client.register(
                        Scene.newKey(), NewAccount.builder().build()))
                .satisfies(e -> assertThat(e.problem().detail()).isPresent());
    }

    @Test
    void aServerThatIsNotTrustedIsToldNothing() {
        AcmeClient client = AcmeClient.builder(scene.server.directory())
                .listener(AcmeListener.NONE)
                .build();
        assertThatExceptionOfType(AcmeNetworkException.class)
                .isThrownBy(() -> client.register(Scene.newKey(), Scene.agreeing()))
                .satisfies(e -> assertThat(e.mayHaveArrived()).isFalse());
    }

    @Test
    void anExternalAccountIsBound() throws Exception {
        MacKey mac = MacKey.generate(JwsAlgorithm.HS256);
        Scene strict = Scene.at(servers, Settings.DEFAULT.withExternalAccounts(Map.of("kid-1", EXTERNAL_KEY)));
        assertThat(strict.client.directory().body().meta().externalAccountRequired())
                .isTrue();
        refuses(ProblemType.EXTERNAL_ACCOUNT_REQUIRED, strict::account);
        refuses(ProblemType.UNAUTHORIZED, () -> bound(strict, "kid-1", mac));
        refuses(ProblemType.UNAUTHORIZED, () -> bound(strict, "kid-2", MacKey.parse(EXTERNAL_KEY)));
        AcmeAccount account = bound(strict, "kid-1", MacKey.parse(EXTERNAL_KEY));
        assertThat(account.fetch().body().status()).isEqualTo(Status.VALID);
    }

    private static AcmeAccount bound(Scene scene, String kid, MacKey mac) throws InterruptedException {
        SigningKey key = Scene.newKey();
        URI newAccount = scene.client.directory().body().newAccount().orElseThrow();
        return scene.client.register(
                key,
                NewAccount.builder()
                        .termsOfServiceAgreed(true)
                        .externalAccountBinding(ExternalAccountBinding.create(
                                key.publicKey(), kid, mac, newAccount, JwsAlgorithm.HS256))
                        .build());
    }

    // ---- changed

    @Test
    void contactsChangeWhenTheyAreGivenAndStayWhenNot() throws Exception {
        AcmeAccount account = scene.account();
        account.update(AccountUpdate.builder()
                .contact(List.of("mailto:one@example.org", "mailto:two@example.org"))
                .build());
        assertThat(account.fetch().body().emails()).containsExactly("one@example.org", "two@example.org");
        account.update(AccountUpdate.builder().email("three@example.org").build());
        assertThat(account.fetch().body().emails()).containsExactly("three@example.org");
        refuses(
                ProblemType.UNSUPPORTED_CONTACT,
                () -> account.update(AccountUpdate.builder()
                        .contact(List.of("tel:+12025551212"))
                        .build()));
        assertThat(account.fetch().body().emails()).containsExactly("three@example.org");
    }

    @Test
    void theKeyIsChanged() throws Exception {
        AcmeAccount before = scene.account();
        SigningKey key = Scene.newKey();
        AcmeAccount after = before.changeKey(key);
        assertThat(after.url()).isEqualTo(before.url());
        assertThat(after.fetch().body().status()).isEqualTo(Status.VALID);
        assertThat(scene.client.findAccount(key).url()).isEqualTo(before.url());
        assertThatExceptionOfType(AcmeProblemException.class).isThrownBy(before::fetch);
        refuses(ProblemType.ACCOUNT_DOES_NOT_EXIST, () -> scene.client.findAccount(before.key()));
    }

    @Test
    void aKeyOfAnotherAccountIsNotTaken() throws Exception {
        AcmeAccount account = scene.account();
        AcmeAccount other = scene.account();
        try {
            account.changeKey(other.key());
            // Pebble 2.10 says that it is done, and does nothing; 2.4 says 500.
        } catch (AcmeProblemException e) {
            assertThat(e.httpStatus()).isIn(409, 500);
        }
        assertThat(account.fetch().body().status()).isEqualTo(Status.VALID);
        assertThat(other.fetch().body().status()).isEqualTo(Status.VALID);
        assertThat(scene.client.findAccount(other.key()).url()).isEqualTo(other.url());
    }

    @Test
    void aDeactivatedAccountCanDoNothing() throws Exception {
        AcmeAccount account = scene.account();
        assertThat(account.deactivate().body().status()).isEqualTo(Status.DEACTIVATED);
        refuses(ProblemType.UNAUTHORIZED, () -> ByHand.order(account, "www.example.org"));
        refuses(ProblemType.UNAUTHORIZED, account::fetch);
    }

    // ---- orders and authorizations

    @Test
    void ordersAreListedPageByPage() throws Exception {
        AcmeAccount account = scene.account();
        List<URI> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            made.add(ByHand.order(account, "host-" + i + ".example.org").url());
        }
        try (Stream<URI> orders = account.orders()) {
            assertThat(orders.toList()).containsExactlyInAnyOrderElementsOf(made);
        }
        try (Stream<URI> orders = scene.account().orders()) {
            assertThat(orders.toList()).isEmpty();
        }
    }

    @Test
    void anAuthorizationIsGivenUp() throws Exception {
        AcmeAccount account = scene.account();
        Resource<Order> order = ByHand.order(account, "www.example.org");
        URI authorization = order.body().authorizations().get(0);
        assertThat(account.deactivateAuthorization(authorization).body().status())
                .isEqualTo(Status.DEACTIVATED);
        assertThat(account.authorization(authorization).body().status()).isEqualTo(Status.DEACTIVATED);
        assertThatExceptionOfType(ObtainException.class)
                .as("nothing can become of the order")
                .isThrownBy(() -> account.resume(
                        OrderResource.of(order), ObtainRequest.of("www.example.org"), scene.dns(ChallengeType.DNS_01)))
                .satisfies(e -> assertThat(e.failures()).containsOnlyKeys(Identifier.dns("www.example.org")));
    }
}
