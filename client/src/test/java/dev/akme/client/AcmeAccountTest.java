package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Account;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Authorization;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Challenge;
import dev.akme.messages.EmptyResponse;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.NewOrder;
import dev.akme.messages.OnionCaa;
import dev.akme.messages.Order;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each thing that can be done with an account, by itself. */
class AcmeAccountTest {

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;
    private AcmeAccount account;

    @BeforeEach
    void register() throws Exception {
        account = scene.account();
    }

    private static NewOrder order(String... names) {
        return NewOrder.builder()
                .identifiers(List.of(names).stream().map(Identifier::dns).toList())
                .build();
    }

    private Resource<Order> ready() throws InterruptedException {
        ca.state.reuse = true;
        ca.state.authorization(Identifier.dns("www.example.org")).status = "valid";
        return account.newOrder(order("www.example.org"));
    }

    @Test
    void knowsWhoItIs() {
        assertThat(account.client()).isSameAs(scene.client);
        assertThat(account.key()).isEqualTo(Requests.P256);
        assertThat(account.url()).isEqualTo(URI.create("https://ca.test/acct/1"));
        assertThat(account).hasToString("https://ca.test/acct/1");
    }

    @Test
    void fetchesUpdatesAndDeactivates() throws Exception {
        Resource<Account> updated = account.update(
                AccountUpdate.builder().contact(List.of("mailto:a@example.org")).build());
        assertThat(updated.body().contact()).contains(List.of("mailto:a@example.org"));
        assertThat(account.fetch()).isEqualTo(updated);
        assertThat(account.deactivate().body().status()).isEqualTo(Status.DEACTIVATED);
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(account::fetch)
                .matches(e -> e.problem().type().equals(ProblemType.UNAUTHORIZED));
    }

    @Test
    void changesItsKey() throws Exception {
        SigningKey newKey = SigningKey.generate(KeyType.P256);
        AcmeAccount changed = account.changeKey(newKey);
        assertThat(changed.url()).isEqualTo(account.url());
        assertThat(changed.fetch().body().status()).isEqualTo(Status.VALID);
        assertThatThrownBy(account::fetch).isInstanceOf(AcmeProblemException.class);
    }

    @Test
    void aKeyOfAnotherAccountIsRefused() throws Exception {
        SigningKey taken = SigningKey.generate(KeyType.P256);
        scene.account(taken);
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(() -> account.changeKey(taken))
                .matches(e -> e.httpStatus() == 409)
                .withMessageContaining("another account has that key");
        // D47: some servers cannot do it at all.
        ca.always(Step.KEY_CHANGE, Fault.instead(Reply.problem(501, "notImplemented", "not here")));
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(() -> account.changeKey(SigningKey.generate(KeyType.P256)))
                .matches(e -> e.httpStatus() == 501);
    }

    @Test
    void listsItsOrdersPageByPage() throws Exception {
        for (int i = 0; i < 7; i++) {
            account.newOrder(order("www.example.org"));
        }
        ca.forgetRequests();
        assertThat(account.orders().limit(2)).hasSize(2);
        assertThat(ca.count(Step.ORDERS)).isEqualTo(1);
        assertThat(account.orders()).hasSize(7).last().isEqualTo(URI.create("https://ca.test/order/7"));
        assertThat(ca.count(Step.ORDERS)).isEqualTo(4);
    }

    @Test
    void aServerWithoutListsSaysSo() {
        ca.state.ordersList = false;
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(account::orders);
    }

    @Test
    void makesFetchesAndCancelsOrders() throws Exception {
        Resource<Order> made = account.newOrder(order("www.example.org"));
        assertThat(made.url()).isEqualTo(URI.create("https://ca.test/order/1"));
        assertThat(made.body().status()).isEqualTo(Status.PENDING);
        assertThat(account.order(made.url()).body()).isEqualTo(made.body());
        assertThat(account.cancel(made.url()).body().status()).isEqualTo(Status.CANCELED);
    }

    @Test
    void asksForAuthorizationsBeforeThereIsAnOrder() throws Exception {
        Resource<Authorization> made = account.newAuthorization(NewAuthorization.of(Identifier.dns("www.example.org")));
        assertThat(account.authorization(made.url()).body()).isEqualTo(made.body());
        assertThat(account.deactivateAuthorization(made.url()).body().status()).isEqualTo(Status.DEACTIVATED);
        scene.time.pass(java.time.Duration.ofDays(2));
        ca.always(Step.DIRECTORY, Fault.edit(body -> body.replace("newAuthz", "new-authz")));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> account.newAuthorization(NewAuthorization.of(Identifier.dns("www.example.org"))))
                .withMessageContaining("newAuthz");
    }

    @Test
    void answersAndFetchesChallenges() throws Exception {
        Resource<Authorization> made = account.newAuthorization(NewAuthorization.of(Identifier.dns("www.example.org")));
        URI url = made.body().challenges().get(0).url();
        Resource<Challenge> answered =
                account.answer(url, EmptyResponse.builder().build());
        assertThat(answered.body().status()).isEqualTo(Status.PROCESSING);
        assertThat(answered.links("up")).containsExactly(made.url());
        assertThat(account.challenge(url).body()).isEqualTo(answered.body());
        assertThat(ca.seen(Step.ANSWER))
                .singleElement()
                .matches(seen -> seen.payload().equals("{}"));
    }

    /** RFC 9799 §6.4 */
    @Test
    void finalizesWithTheCaaRecordsOfAnOnionService() throws Exception {
        String onion = "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion";
        Csr csr = Csr.builder()
                .key(SigningKey.generate(KeyType.P256))
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .build();
        OnionCaa none = OnionCaa.builder()
                .noCaa()
                .expiry(FakeTime.START.plusSeconds(3600))
                .signature(new byte[64])
                .build();
        account.finalizeOrder(
                ready(),
                Finalize.builder().csr(csr.der()).onionCaa(Map.of(onion, none)).build());
        assertThat(Finalize.TYPE.read(ca.seen(Step.FINALIZE).get(0).payload()).onionCaa())
                .contains(Map.of(onion, none));
    }

    @Test
    void finalizesAndDownloads() throws Exception {
        Csr csr = Csr.builder()
                .key(SigningKey.generate(KeyType.P256))
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .build();
        Resource<Order> done = account.finalizeOrder(ready(), csr);
        assertThat(done.url()).isEqualTo(URI.create("https://ca.test/order/1"));
        URI certificate = done.body().certificate().orElseThrow();
        Resource<CertificateChain> chain = account.certificate(certificate);
        assertThat(chain.body().size()).isEqualTo(2);
        URI alternate = chain.links("alternate").get(0);
        assertThat(account.certificate(alternate).body().der().get(1))
                .isEqualTo(ca.state.otherIssuer.root().getEncoded());
        // RFC 8739 §3.4: without an account.
        assertThat(scene.client.certificate(certificate).body()).isEqualTo(chain.body());
    }

    @Test
    void revokesWithTheKeyOfTheAccountOrOfTheCertificate() throws Exception {
        for (String name : List.of("a.example.org", "b.example.org")) {
            ObtainedCertificate obtained = account.obtain(ObtainRequest.of(name), scene.solver);
            X509Certificate leaf = obtained.chain().leaf();
            Revocation revocation = Revocation.builder()
                    .certificate(leaf.getEncoded())
                    .reason(RevocationReason.SUPERSEDED)
                    .build();
            if (name.startsWith("a")) {
                account.revoke(revocation);
            } else {
                scene.client.revoke(obtained.key().orElseThrow(), revocation);
            }
            assertThat(ca.state.revoked).contains(leaf.getSerialNumber().toString());
            assertThatExceptionOfType(AcmeProblemException.class)
                    .isThrownBy(() -> account.revoke(revocation))
                    .matches(e -> e.problem().type().equals(ProblemType.ALREADY_REVOKED));
            assertThatExceptionOfType(AcmeProblemException.class)
                    .isThrownBy(() -> scene.client.revoke(SigningKey.generate(KeyType.P256), revocation))
                    .matches(e -> e.problem().type().equals(ProblemType.UNAUTHORIZED));
        }
    }

    @Test
    void listsAndFetchesDelegations() throws Exception {
        URI delegation = account.delegations().findFirst().orElseThrow();
        assertThat(account.delegation(delegation).body().csrTemplate().keyTypes())
                .hasSize(1);
    }

    @Test
    void aLostAnswerIsToldAsOne() {
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        assertThatExceptionOfType(AcmeNetworkException.class)
                .isThrownBy(() -> account.newOrder(order("www.example.org")))
                .matches(AcmeNetworkException::mayHaveArrived);
        ca.once(Step.REVOKE, Fault.REFUSED, Fault.REFUSED, Fault.REFUSED, Fault.REFUSED, Fault.REFUSED);
        assertThatExceptionOfType(AcmeNetworkException.class)
                .isThrownBy(() -> account.revoke(Revocation.builder()
                        .certificate(ca.state.issuer.root().getEncoded())
                        .build()))
                .matches(e -> !e.mayHaveArrived());
    }
}
