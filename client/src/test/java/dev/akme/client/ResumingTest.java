package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.jose.Jwk;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Going on with an order that was stored, and what is told of one that took too long. */
@Timeout(60)
class ResumingTest {

    private static final String[] NAMES = {"www.example.org", "*.example.org", "example.org", "192.0.2.1"};

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;
    private final FakeSolver solver = scene.solver;

    private void everythingIsClosed() {
        assertThat(solver.closed).containsExactlyInAnyOrderElementsOf(solver.presented);
    }

    private OrderResource stopped(Fault fault, Step at) throws InterruptedException {
        ca.always(at, fault);
        ObtainException e = catchThrowableOfType(
                ObtainException.class, () -> scene.account().obtain(ObtainRequest.of(NAMES), solver));
        ca.heal();
        assertThat(e.canBeResumed()).isTrue();
        // As another process reads it.
        return OrderResource.TYPE.read(e.order().orElseThrow().toJson());
    }

    @Test
    void goesOnFromEachState() throws Exception {
        int orders = 0;
        for (Step step : List.of(Step.AUTHORIZATION, Step.ANSWER, Step.FINALIZE, Step.ORDER, Step.CERTIFICATE)) {
            ca.state.issuancePolls = 1;
            OrderResource order = stopped(Fault.REFUSED, step);
            ca.forgetRequests();
            // The names count for nothing now.
            ObtainedCertificate obtained =
                    scene.account().resume(order, ObtainRequest.of("ignored.example.org"), solver);
            assertThat(obtained.chain().leaf().getSubjectAlternativeNames()).hasSize(4);
            assertThat(obtained.order().uri()).isEqualTo(order.uri());
            assertThat(obtained.key())
                    .as("the request was stored, the key was not")
                    .isEmpty();
            assertThat(ca.state.orders).hasSize(++orders);
            everythingIsClosed();
        }
    }

    @Test
    void goesOnWithAKeyThatIsHandedInForAnOrderThatHasNoRequestYet() throws Exception {
        SigningKey key = SigningKey.generate(KeyType.P256);
        OrderResource order = stopped(Fault.REFUSED, Step.FINALIZE);
        ObtainRequest request =
                ObtainRequest.builder().names("ignored.example.org").key(key).build();
        ObtainedCertificate obtained = scene.account().resume(order, request, solver);
        assertThat(Jwk.of(obtained.chain().leaf().getPublicKey())).isEqualTo(key.publicKey());
        assertThat(obtained.chain().leaf().getSubjectAlternativeNames()).hasSize(4);
    }

    @Test
    void anOrderThatHasEndedIsToldAsSuch() throws Exception {
        OrderResource order = stopped(Fault.REFUSED, Step.FINALIZE);
        ca.state.orders.get(0).fail(Identifier.dns("www.example.org"));
        ObtainException e = catchThrowableOfType(
                ObtainException.class,
                () -> scene.account().resume(order, ObtainRequest.of("www.example.org"), solver));
        assertThat(e).hasMessageContaining("CAA forbids it").hasMessageContaining("www.example.org, *.example.org");
        assertThat(e.order().orElseThrow().body().status()).isEqualTo(Status.INVALID);
        assertThat(e.canBeResumed()).isFalse();
        assertThat(e.failures()).containsOnlyKeys(Identifier.dns("www.example.org"));
        ObtainException gone = catchThrowableOfType(
                ObtainException.class,
                () -> scene.account()
                        .resume(
                                order.toBuilder()
                                        .uri(java.net.URI.create("https://ca.test/order/99"))
                                        .build(),
                                ObtainRequest.of("www.example.org"),
                                solver));
        assertThat(gone).hasMessageContaining("HTTP 404");
    }

    @Test
    void theTimeIsOverWithWhatWasSeenLastAndWhenToComeBack() throws Exception {
        ca.state.issuancePolls = Integer.MAX_VALUE;
        ca.always(Step.ORDER, Fault.change(reply -> reply.header("Retry-After", "3600")));
        ObtainException e = catchThrowableOfType(
                ObtainException.class,
                () -> scene.account()
                        .obtain(
                                ObtainRequest.of(NAMES).toBuilder()
                                        .timeout(Duration.ofMinutes(1))
                                        .build(),
                                solver));
        assertThat(e.getCause()).isInstanceOf(AcmeTimeoutException.class).hasMessageContaining("processing");
        assertThat(((AcmeTimeoutException) e.getCause()).retryAt().orElseThrow())
                .isAfter(FakeTime.START.plus(Duration.ofHours(1)));
        assertThat(scene.time.now()).isBefore(FakeTime.START.plus(Duration.ofMinutes(1)));
    }
}
