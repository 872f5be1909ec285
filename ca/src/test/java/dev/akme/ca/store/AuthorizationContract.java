package dev.akme.ca.store;

import static dev.akme.ca.store.Samples.NAME;
import static dev.akme.ca.store.Samples.NOW;
import static dev.akme.ca.store.Samples.added;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import org.junit.jupiter.api.Test;

/** What every store must do with authorizations. */
interface AuthorizationContract {

    CaStore store();

    @Test
    default void aValidAuthorizationIsFoundForWhatItIsFor() {
        StoredAuthorization pending = added(store(), "z", NAME, false);
        assertThat(store().validAuthorization("a", NAME, false, NOW)).isEmpty();
        StoredAuthorization valid = pending.validated("2", NOW, NOW.plusSeconds(100));
        assertThat(store().replace(valid)).isTrue();
        assertThat(store().validAuthorization("a", NAME, false, NOW.plusSeconds(100)))
                .contains(valid);
        assertThat(store().validAuthorization("a", NAME, false, NOW.plusSeconds(101)))
                .isEmpty();
        assertThat(store().validAuthorization("a", NAME, true, NOW)).isEmpty();
        assertThat(store().validAuthorization("b", NAME, false, NOW)).isEmpty();
        assertThat(store().validAuthorization("a", Identifier.dns("example.org"), false, NOW))
                .isEmpty();
        assertThat(store().replace(valid.withStatus(Status.DEACTIVATED))).isTrue();
        assertThat(store().validAuthorization("a", NAME, false, NOW)).isEmpty();
    }

    @Test
    default void ofSeveralValidAuthorizationsTheOneThatEndsLastIsFound() {
        StoredAuthorization first = added(store(), "y", NAME, false).validated("1", NOW, NOW.plusSeconds(10));
        StoredAuthorization second = added(store(), "z", NAME, false).validated("1", NOW, NOW.plusSeconds(20));
        store().replace(second);
        store().replace(first);
        assertThat(store().validAuthorization("a", NAME, false, NOW)).contains(second);
        // The other is still there when that one ends.
        store().replace(second.withStatus(Status.DEACTIVATED));
        assertThat(store().validAuthorization("a", NAME, false, NOW)).contains(first);
        store().replace(first.withStatus(Status.DEACTIVATED));
        assertThat(store().validAuthorization("a", NAME, false, NOW)).isEmpty();
    }

    @Test
    default void answeredChallengesAreListedUntilTheyAreDecided() {
        StoredAuthorization answered = added(store(), "z", NAME, false).answered("1");
        assertThat(store().processingAuthorizations()).isEmpty();
        store().replace(answered);
        assertThat(store().processingAuthorizations()).containsExactly(answered);
        store().replace(answered.failed("1", Problem.of(ProblemType.CONNECTION, "refused")));
        assertThat(store().processingAuthorizations()).isEmpty();
        StoredAuthorization other = added(store(), "y", NAME, false).answered("1");
        store().replace(other);
        store().replace(other.withStatus(Status.DEACTIVATED));
        assertThat(store().processingAuthorizations()).isEmpty();
    }
}
