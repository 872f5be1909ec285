package dev.akme.ca.store;

import static dev.akme.ca.store.Samples.NOW;
import static dev.akme.ca.store.Samples.PRECISE;
import static dev.akme.ca.store.Samples.issued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.RevocationReason;
import dev.akme.messages.SuggestedWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do with certificates, their keys and their intermediates. */
interface CertificateContract {

    CaStore store();

    @Test
    default void certificatesAreFoundByTheirKeyAndWhenRevoked() {
        StoredCertificate first = issued(store(), "01", NOW.plusSeconds(60));
        StoredCertificate second = issued(store(), "02", NOW.plusSeconds(60));
        assertThat(store().certificatesOfKey("key-1")).containsExactlyInAnyOrder(first, second);
        assertThat(store().certificatesOfKey("key-2")).isEmpty();
        assertThat(store().revocations("a1", NOW)).isEmpty();
        StoredCertificate revoked = first.revoked(NOW, Optional.of(RevocationReason.SUPERSEDED));
        assertThat(store().replace(revoked)).isTrue();
        assertThat(store().revocations("a1", NOW))
                .containsExactly(new StoredRevocation("01", NOW, Optional.of(RevocationReason.SUPERSEDED)));
        assertThat(store().replace(first.replacedBy("o"))).isFalse();
        StoredCertificate more = revoked.replacedBy("o").withWindow(SuggestedWindow.of(NOW, NOW.plusSeconds(1)));
        assertThat(store().replace(more)).isFalse();
        assertThat(store().replace(revoked.replacedBy("o"))).isTrue();
        assertThat(store().certificate("01").orElseThrow().replacedBy()).contains("o");
    }

    @Test
    default void revocationsAreThoseOfOneIntermediateThatHaveNotEnded() {
        long before = store().revocationsVersion();
        StoredCertificate first = issued(store(), "01", NOW.plusSeconds(60));
        StoredCertificate other = issued(store(), "02", "b2", NOW.plusSeconds(90));
        issued(store(), "03", "b2", NOW.plusSeconds(30));
        assertThat(store().revocationsVersion()).isEqualTo(before);
        assertThat(store().replace(other.revoked(PRECISE, Optional.empty()))).isTrue();
        assertThat(store().replace(first.revoked(NOW, Optional.of(RevocationReason.SUPERSEDED))))
                .isTrue();
        assertThat(store().revocations("b2", NOW))
                .containsExactly(new StoredRevocation("02", PRECISE, Optional.empty()));
        assertThat(store().revocations("a1", NOW.plusSeconds(59))).hasSize(1);
        assertThat(store().revocations("a1", NOW.plusSeconds(60))).isEmpty();
        assertThat(store().lastExpiry("b2")).contains(NOW.plusSeconds(90));
        assertThat(store().lastExpiry("c3")).isEmpty();
        assertThat(store().revocations("c3", NOW)).isEmpty();
        assertThat(store().revocationsVersion()).isGreaterThan(before);
    }

    @Test
    default void aRevocationThatChangesIsNoticed() {
        StoredCertificate revoked = issued(store(), "01", NOW.plusSeconds(60)).revoked(NOW, Optional.empty());
        assertThat(store().replace(revoked)).isTrue();
        long before = store().revocationsVersion();
        assertThat(store().replace(revoked.revoked(NOW, Optional.of(RevocationReason.KEY_COMPROMISE))))
                .isTrue();
        assertThat(store().revocationsVersion()).isGreaterThan(before);
        assertThat(store().revocations("a1", NOW))
                .extracting(StoredRevocation::reason)
                .containsExactly(Optional.of(RevocationReason.KEY_COMPROMISE));
    }

    @Test
    default void intermediatesKeepTheirPlace() {
        assertThat(store().intermediates()).isEmpty();
        StoredIntermediate second = new StoredIntermediate("a1", List.of(List.of("MAA")));
        store().put(new StoredIntermediate("b2", List.of()));
        store().put(second);
        StoredIntermediate known = new StoredIntermediate("b2", List.of(List.of("MAE", "MAI")));
        store().put(known);
        assertThat(store().intermediates()).containsExactly(known, second);
    }

    @Test
    default void aBlockedKeyStaysBlocked() {
        assertThat(store().isBlocked("key-1")).isFalse();
        store().blockKey("key-1");
        store().blockKey("key-1");
        store().sweep(NOW, NOW.plus(Duration.ofDays(10_000)));
        assertThat(store().isBlocked("key-1")).isTrue();
        assertThat(store().isBlocked("key-2")).isFalse();
    }

    @Test
    default void numbersOfRevocationListsGrow() {
        assertThat(store().nextRevocationListNumber(10)).isEqualTo(10);
        assertThat(store().nextRevocationListNumber(10)).isEqualTo(11);
        assertThat(store().nextRevocationListNumber(1)).isEqualTo(12);
        assertThat(store().nextRevocationListNumber(1_800_000_000_000L)).isEqualTo(1_800_000_000_000L);
    }
}
