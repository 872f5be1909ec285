package dev.akme.ca.store;

import static dev.akme.ca.store.Samples.NAME;
import static dev.akme.ca.store.Samples.NOW;
import static dev.akme.ca.store.Samples.authorization;
import static dev.akme.ca.store.Samples.certificate;
import static dev.akme.ca.store.Samples.issued;
import static dev.akme.ca.store.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do with orders. */
interface OrderContract {

    CaStore store();

    @Test
    default void anOrderComesWithItsNewAuthorizations() {
        StoredAuthorization authorization = authorization("z", NAME, false);
        StoredOrder order = order("o", "a", NOW.plusSeconds(3600), "z");
        assertThat(store().add(order, List.of(authorization), Optional.empty())).isTrue();
        assertThat(store().order("o")).contains(order);
        assertThat(store().authorization("z")).contains(authorization);
    }

    @Test
    default void ordersAreListedNewestFirstPageByPage() {
        for (String id : List.of("o1", "o2", "o3", "o4", "o5")) {
            assertThat(store().add(order(id), List.of(), Optional.empty())).isTrue();
        }
        assertThat(store().add(order("other", "b", NOW), List.of(), Optional.empty()))
                .isTrue();
        assertThat(store().orders("a", Optional.empty(), 2))
                .extracting(StoredOrder::id)
                .containsExactly("o5", "o4");
        assertThat(store().orders("a", Optional.of("o4"), 2))
                .extracting(StoredOrder::id)
                .containsExactly("o3", "o2");
        assertThat(store().orders("a", Optional.of("o2"), 2))
                .extracting(StoredOrder::id)
                .containsExactly("o1");
        assertThat(store().orders("a", Optional.of("o1"), 2)).isEmpty();
        assertThat(store().orders("a", Optional.of("nobody"), 2)).isEmpty();
        assertThat(store().orders("c", Optional.empty(), 2)).isEmpty();
    }

    @Test
    default void anOrderIsReplacedByItsNextVersionOnly() {
        StoredOrder order = order("o");
        assertThat(store().add(order, List.of(), Optional.empty())).isTrue();
        assertThat(store().replace(order.processing("csr-1"))).isTrue();
        assertThat(store().replace(order.processing("csr-2"))).isFalse();
        assertThat(store().order("o").orElseThrow().csr()).contains("csr-1");
        assertThat(store().replace(order("unknown").processing("csr"))).isFalse();
        assertThat(store().order("unknown")).isEmpty();
    }

    @Test
    default void whatIsUnderWayIsListedUntilItIsDecided() {
        StoredOrder order = order("o");
        assertThat(store().add(order, List.of(), Optional.empty())).isTrue();
        assertThat(store().add(order("p"), List.of(), Optional.empty())).isTrue();
        assertThat(store().processingOrders()).isEmpty();
        StoredOrder processing = order.processing("csr");
        store().replace(processing);
        assertThat(store().processingOrders()).containsExactly(processing);
        store().replace(processing.failed(Problem.of(ProblemType.CAA, "forbidden")));
        assertThat(store().processingOrders()).isEmpty();
        assertThat(store().order("o").orElseThrow().csr()).isEmpty();
    }

    @Test
    default void aCertificateComesWithItsOrderOrNotAtAll() {
        StoredOrder order = order("o");
        assertThat(store().add(order, List.of(), Optional.empty())).isTrue();
        StoredOrder processing = order.processing("csr");
        store().replace(processing);
        StoredCertificate certificate = certificate("c0ffee", "o", NOW.plusSeconds(60));
        assertThat(store().issue(processing.issued("c0ffee"), certificate)).isTrue();
        assertThat(store().order("o").orElseThrow().status()).isEqualTo(Status.VALID);
        assertThat(store().certificate("c0ffee")).contains(certificate);
        assertThat(store().processingOrders()).isEmpty();
        assertThat(store().issue(processing.issued("bad"), certificate("bad", "o", NOW.plusSeconds(60))))
                .isFalse();
        assertThat(store().certificate("bad")).isEmpty();
    }

    @Test
    default void anOrderReplacesACertificateThatNobodyChangedMeanwhile() {
        StoredCertificate certificate = issued(store(), "01", NOW.plusSeconds(60));
        StoredAuthorization authorization = authorization("z", NAME, false);
        assertThat(store().add(order("o"), List.of(authorization), Optional.of(certificate.replacedBy("o"))))
                .isTrue();
        assertThat(store().certificate("01").orElseThrow().replacedBy()).contains("o");
        assertThat(store().add(
                                order("p"),
                                List.of(authorization("y", NAME, false)),
                                Optional.of(certificate.replacedBy("p"))))
                .isFalse();
        assertThat(store().order("p")).isEmpty();
        assertThat(store().authorization("y")).isEmpty();
        assertThat(store().certificate("01").orElseThrow().replacedBy()).contains("o");
    }
}
