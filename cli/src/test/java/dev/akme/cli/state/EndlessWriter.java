package dev.akme.cli.state;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Account;
import dev.akme.messages.AccountResource;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A process that stores one thing after the other until it is killed. It says what is stored, when it is. */
final class EndlessWriter {

    private EndlessWriter() {}

    public static void main(String[] args) throws Exception {
        StateFolder state = new StateFolder(Path.of(args[0]));
        CertificateFolder folder = state.certificate("example.org");
        AccountFolder account = state.account(Sample.RECIPE.server());
        Sample[] samples = {Sample.make(), Sample.make(), Sample.make()};
        SigningKey key = SigningKey.generate(KeyType.P256);
        account.lock().close();
        account.storeKey(key);
        Account body = Account.builder().status(Status.VALID).build();
        account.store(
                AccountResource.of(Resource.of(URI.create("https://ca.example.org/account/1"), body, List.of(), null)),
                Optional.empty());
        try (StateLock lock = folder.tryLock().orElseThrow()) {
            System.out.println("locked " + lock.hashCode());
            for (int i = 0; ; i++) {
                Sample sample = samples[i % samples.length];
                folder.store(sample.unfinished(i));
                CertificateVersion stored = sample.storeIn(folder, i);
                System.out.println("stored " + stored.folder().getFileName());
                folder.discardOrder();
                folder.prune();
                account.storeNextKey(sample.key());
                account.promoteNextKey();
            }
        }
    }
}
