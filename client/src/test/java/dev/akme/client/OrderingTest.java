package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Resource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order whose answer was lost. */
class OrderingTest {

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;

    private ObtainedCertificate obtain(UnaryOperator<ObtainRequest.Builder> more) throws InterruptedException {
        return scene.account()
                .obtain(
                        more.apply(ObtainRequest.builder().names("www.example.org", "example.com"))
                                .build(),
                        scene.solver);
    }

    private void others(int count) throws InterruptedException {
        AcmeAccount account = scene.account();
        for (int i = 0; i < count; i++) {
            account.newOrder(NewOrder.builder()
                    .identifiers(List.of(Identifier.dns("other" + i + ".example.org"), Identifier.dns("example.com")))
                    .build());
        }
    }

    private static final CertificateIdentifier OLD = CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");

    private Resource<Order> replacement() throws InterruptedException {
        return scene.account()
                .newOrder(ObtainRequest.builder()
                        .names("www.example.org")
                        .replaces(OLD)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"409, alreadyReplaced", "400, malformed", "403, unauthorized", "404, malformed", "500, serverInternal"})
    void isMadeWithoutReplacesWhereThatIsRefused(int status, String type) throws Exception {
        ca.once(Step.NEW_ORDER, Fault.instead(Reply.problem(status, type, "no such certificate")));
        assertThat(replacement().body().replaces()).isEmpty();
        assertThat(ca.state.orders).hasSize(1);
        assertThat(ca.count(Step.NEW_ORDER)).isEqualTo(2);
    }

    @Test
    void isNotMadeAgainAtOnceByWhoIsToldToWait() {
        ca.always(
                Step.NEW_ORDER,
                Fault.instead(Reply.problem(429, "rateLimited", "tomorrow").header("Retry-After", "86400")));
        assertThatExceptionOfType(AcmeProblemException.class).isThrownBy(this::replacement);
        assertThat(ca.count(Step.NEW_ORDER)).isEqualTo(1);
    }

    @Test
    void isNotMadeTwiceByWhoStoresItFirst() throws Exception {
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        Resource<Order> order = scene.account().newOrder(ObtainRequest.of("www.example.org"));
        assertThat(ca.state.orders).hasSize(1);
        assertThat(scene.account()
                        .resume(OrderResource.of(order), ObtainRequest.of("www.example.org"), scene.solver)
                        .order()
                        .uri())
                .isEqualTo(order.url());
    }

    @Test
    void isFoundAmongManyWithoutReadingAll() throws Exception {
        others(50);
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        assertThat(obtain(builder -> builder).order().uri()).isEqualTo(URI.create("https://ca.test/order/51"));
        assertThat(ca.state.orders).hasSize(51);
        assertThat(ca.count(Step.ORDERS)).isEqualTo(17);
        assertThat(ca.count(Step.ORDER)).as("the last is looked at first").isEqualTo(1);
    }

    @Test
    void isFoundAtTheEndOfVeryManyShortPages() throws Exception {
        others(150);
        ca.state.pageSize = 1;
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        assertThat(obtain(builder -> builder).order().uri()).isEqualTo(URI.create("https://ca.test/order/151"));
        assertThat(ca.state.orders).hasSize(151);
        assertThat(ca.count(Step.ORDERS)).isEqualTo(151);
    }

    @Test
    void readingTheListLeavesTimeForTheCertificate() throws Exception {
        others(100);
        ca.state.pageSize = 1;
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        ca.always(Step.ORDERS, Fault.delay(Duration.ofSeconds(20)));
        Instant start = scene.time.now();
        assertThat(obtain(builder -> builder.timeout(Duration.ofMinutes(10))).key())
                .isPresent();
        assertThat(ca.count(Step.ORDERS)).isEqualTo(15);
        assertThat(scene.time.now()).isBefore(start.plus(Duration.ofMinutes(6)));
    }

    @Test
    void aListWithoutEndEnds() throws Exception {
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        int[] page = new int[1];
        ca.always(
                Step.ORDERS,
                (request, server, time) -> Reply.json(200, "{\"orders\":[]}")
                        .header("Link", "</acct/1/orders?page=" + ++page[0] + ">;rel=\"next\"")
                        .header("Replay-Nonce", ca.newNonce()));
        assertThat(obtain(builder -> builder).key()).isPresent();
        assertThat(page[0]).isEqualTo(2_000);
        assertThat(ca.state.orders).hasSize(2);
    }

    @Test
    void isNotMistakenForAnother() throws Exception {
        others(3);
        ca.once(Step.NEW_ORDER, Fault.RESET_BEFORE);
        assertThat(obtain(builder -> builder).order().uri()).isEqualTo(URI.create("https://ca.test/order/4"));
        assertThat(ca.count(Step.NEW_ORDER)).isEqualTo(2);
    }

    @Test
    void isNotOneThatHasEndedOrIsForAnotherProfile() throws Exception {
        obtain(builder -> builder);
        ca.once(Step.NEW_ORDER, Fault.RESET_BEFORE);
        obtain(builder -> builder);
        assertThat(ca.state.orders).hasSize(2);
        // One that is open, for the same names.
        scene.account()
                .newOrder(NewOrder.builder()
                        .identifiers(List.of(Identifier.dns("www.example.org"), Identifier.dns("example.com")))
                        .build());
        ca.once(Step.NEW_ORDER, Fault.RESET_BEFORE);
        obtain(builder -> builder.profile("short"));
        assertThat(ca.state.orders).hasSize(4);
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        obtain(builder -> builder.profile("short"));
        assertThat(ca.state.orders).hasSize(5);
    }
}
