package dev.akme.ca.store;

import static dev.akme.ca.store.Samples.KEYS;
import static dev.akme.ca.store.Samples.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.MacKey;
import dev.akme.messages.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do with accounts, here and elsewhere. */
interface AccountContract {

    CaStore store();

    @Test
    default void anAccountIsFoundByItsIdAndItsKey() {
        StoredAccount account = account("a", KEYS.get(0), Optional.empty());
        assertThat(store().add(account)).isTrue();
        assertThat(store().account("a")).contains(account);
        assertThat(store().accountOfKey(KEYS.get(0).thumbprint())).contains(account);
        assertThat(store().account("b")).isEmpty();
        assertThat(store().accountOfKey(KEYS.get(1).thumbprint())).isEmpty();
    }

    @Test
    default void noTwoAccountsHaveTheSameKeyOrBinding() {
        assertThat(store().add(account("a", KEYS.get(0), Optional.of("kid-1")))).isTrue();
        assertThat(store().isBound("kid-1")).isTrue();
        assertThat(store().isBound("kid-2")).isFalse();
        assertThat(store().add(account("b", KEYS.get(0), Optional.empty()))).isFalse();
        assertThat(store().add(account("b", KEYS.get(1), Optional.of("kid-1")))).isFalse();
        assertThat(store().account("b")).isEmpty();
        assertThat(store().accountOfKey(KEYS.get(1).thumbprint())).isEmpty();
    }

    @Test
    default void anAccountWithAnotherKeyIsFoundByThatOnly() {
        StoredAccount account = account("a", KEYS.get(0), Optional.empty());
        store().add(account);
        StoredAccount changed = account.withKey(KEYS.get(1));
        assertThat(store().replace(changed)).isTrue();
        assertThat(store().accountOfKey(KEYS.get(0).thumbprint())).isEmpty();
        assertThat(store().accountOfKey(KEYS.get(1).thumbprint())).contains(changed);
        assertThat(store().replace(account.withStatus(Status.DEACTIVATED))).isFalse();
    }

    @Test
    default void anAccountCannotTakeTheKeyOfAnother() {
        StoredAccount first = account("a", KEYS.get(0), Optional.empty());
        StoredAccount second = account("b", KEYS.get(1), Optional.empty());
        store().add(first);
        store().add(second);
        assertThat(store().replace(second.withKey(KEYS.get(0)))).isFalse();
        assertThat(store().accountOfKey(KEYS.get(0).thumbprint())).contains(first);
        assertThat(store().accountOfKey(KEYS.get(1).thumbprint())).contains(second);
    }

    @Test
    default void externalAccountsHaveOneKeyEach() {
        store().putExternalAccount("b", MacKey.parse("c2VjcmV0"));
        store().putExternalAccount("a", MacKey.parse("c2VjcmV0"));
        store().putExternalAccount("a", MacKey.parse("b3RoZXI"));
        assertThat(store().externalAccounts()).containsExactly("a", "b");
        assertThat(store().externalAccount("a").map(MacKey::exportPrivateText)).contains("b3RoZXI");
        store().removeExternalAccount("a");
        store().removeExternalAccount("a");
        assertThat(store().externalAccount("a")).isEmpty();
        assertThat(store().externalAccounts()).containsExactly("b");
    }
}
