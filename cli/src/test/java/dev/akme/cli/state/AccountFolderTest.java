package dev.akme.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Account;
import dev.akme.messages.AccountResource;
import dev.akme.messages.Status;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountFolderTest {

    private static final AccountResource ACCOUNT = AccountResource.builder()
            .uri(URI.create("https://ca.example.org/account/1"))
            .body(Account.builder().status(Status.VALID).build())
            .build();

    @TempDir
    private Path root;

    private final SigningKey key = SigningKey.generate(KeyType.P256);

    private AccountFolder at(String server) {
        return new StateFolder(root).account(URI.create(server));
    }

    @Test
    void aKeyIsForNoOtherServerEvenIfThatHasTheSamePlace() throws Exception {
        AccountFolder owner = at("https://ca.example.org/a/directory");
        AccountFolder other = at("https://ca.example.org/a_directory");
        assertThat(other.folder()).isEqualTo(owner.folder());
        owner.lock().close();

        // From the moment on that there is a key, before the server hears of it.
        owner.storeKey(key);
        requireRefusal(other);
        owner.store(ACCOUNT, Optional.empty());
        requireRefusal(other);
        assertThat(owner.key().orElseThrow().publicKey()).isEqualTo(key.publicKey());
        assertThat(owner.account()).isPresent();
    }

    private void requireRefusal(AccountFolder other) {
        for (ThrowingCallable use : new ThrowingCallable[] {
            other::account,
            other::key,
            other::nextKey,
            other::caFile,
            () -> other.storeKey(key),
            () -> other.storeNextKey(key),
            () -> other.store(ACCOUNT, Optional.empty())
        }) {
            assertThatThrownBy(use)
                    .hasMessageContaining(other.folder().toString())
                    .hasMessageContaining("https://ca.example.org/a/directory")
                    .hasMessageContaining("https://ca.example.org/a_directory")
                    .hasMessageContaining("--dir");
        }
    }

    @Test
    void anAccountThatWasOnlyBegunIsNone() throws Exception {
        AccountFolder folder = at("https://ca.example.org/directory");
        folder.lock().close();
        folder.storeKey(key);
        assertThat(folder.account()).isEmpty();
        assertThat(new StateFolder(root).accounts()).isEmpty();
        folder.store(ACCOUNT, Optional.empty());
        assertThat(new StateFolder(root).accounts())
                .extracting(AccountFolder::server)
                .containsExactly(URI.create("https://ca.example.org/directory"));
    }
}
