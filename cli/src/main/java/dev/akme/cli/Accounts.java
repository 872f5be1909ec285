package dev.akme.cli;

import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.Recipe;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ObtainException;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Account;
import dev.akme.messages.AccountResource;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Directory;
import dev.akme.messages.DirectoryMetadata;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.NewAccount;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.ResourceType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The account at a CA: found in the state folder, or made and stored there. */
final class Accounts {

    private final AcmeClient client;
    private final AccountFolder folder;
    private final Optional<Path> caFile;

    Accounts(AcmeClient client, AccountFolder folder, Optional<Path> caFile) {
        this.client = client;
        this.folder = folder;
        this.caFile = caFile;
    }

    /** The account that a certificate is obtained with. */
    static Accounts of(Recipe recipe, AcmeClient client, StateFolder folder) {
        return new Accounts(
                client, folder.account(recipe.server()), recipe.caFile().map(Path::of));
    }

    /** The account that is there. */
    Optional<AcmeAccount> find() throws IOException, InterruptedException {
        if (folder.account().isEmpty()) {
            return Optional.empty();
        }
        if (folder.nextKey().isPresent()) {
            StateLock lock = folder.lock();
            try (lock) {
                completeRollover();
            }
        }
        return stored();
    }

    /** The account that is there, where there has to be one. */
    AcmeAccount require() throws IOException, InterruptedException {
        return find().orElseThrow(() -> new Failure(
                ExitCode.FAILED,
                "there is no account at " + folder.server() + " in " + folder.folder()
                        + ": make one with akme account register, or name another --server"));
    }

    /** What is done with an account. */
    interface Use<T> {
        T with(AcmeAccount account) throws IOException, InterruptedException;
    }

    /** Does something with the account that is there, where there has to be one. */
    <T> T use(Use<T> use) throws IOException, InterruptedException {
        return use(require(), use);
    }

    /** Says where the account is and how to make another one, should the CA not know it. */
    <T> T use(AcmeAccount account, Use<T> use) throws IOException, InterruptedException {
        try {
            return use.with(account);
        } catch (AcmeProblemException | ObtainException e) {
            Throwable cause = e instanceof ObtainException && e.getCause() != null ? e.getCause() : e;
            if (cause instanceof AcmeProblemException problem
                    && Failures.type(problem).equals(ProblemType.ACCOUNT_DOES_NOT_EXIST)) {
                throw Failures.of(e).with(NextStep.anotherAccount(folder, caFile));
            }
            throw e;
        }
    }

    /** The account that is there, or else a new one. */
    AcmeAccount findOrRegister(AccountOptions options, Surroundings surroundings)
            throws IOException, InterruptedException {
        Optional<AcmeAccount> known = find();
        if (known.isPresent()) {
            return known.get();
        }
        NewAccountTerms terms = terms(options, options.external(surroundings));
        StateLock lock = folder.lock();
        try (lock) {
            Optional<AcmeAccount> madeMeanwhile = stored();
            return madeMeanwhile.isPresent() ? madeMeanwhile.get() : register(terms, KeyType.P256);
        }
    }

    private Optional<AcmeAccount> stored() throws IOException, InterruptedException {
        Optional<AccountResource> account = folder.account();
        if (account.isEmpty()) {
            return Optional.empty();
        }
        directory();
        SigningKey key = folder.key()
                .orElseThrow(() -> new IOException(folder.folder() + " has an account without its key:"
                        + " restore key.pem, or move the folder away and register anew"));
        return Optional.of(client.account(key, account.get().uri()));
    }

    /** Asked before anything else, so that a wrong URL is not blamed on what comes next. */
    private Directory directory() throws InterruptedException {
        try {
            return client.directory().body();
        } catch (AcmeProblemException e) {
            if (e.httpStatus() == 429 || e.httpStatus() >= 500) {
                throw e;
            }
            throw new Failure(
                    ExitCode.REFUSED,
                    client + " is no directory of a CA (" + Failures.message(e)
                            + "): see that the URL in --server is right",
                    e);
        }
    }

    // ---- make one

    /** What a new account is made with, once it is known that the CA will take it. */
    record NewAccountTerms(List<String> emails, boolean agreed, Optional<AccountOptions.External> external) {}

    /** Refuses at once what the CA would refuse, and says what is missing. */
    NewAccountTerms terms(AccountOptions options, Optional<AccountOptions.External> external)
            throws InterruptedException {
        options.requireAddresses();
        DirectoryMetadata meta = directory().meta();
        Optional<URI> terms = meta.termsOfService();
        if (terms.isPresent() && !options.agreed()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "the account at " + client + " would be new, and the CA has terms of service: read " + terms.get()
                            + " and repeat with --agree-tos");
        }
        if (meta.externalAccountRequired() && external.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    client
                            + " wants an external account: give what the CA gave you, with --eab-kid and --eab-key-file");
        }
        return new NewAccountTerms(options.emails(), options.agreed(), external);
    }

    /** Makes the account and stores it; the key first, so that no account is made whose key is lost. For who holds the lock. */
    AcmeAccount register(NewAccountTerms terms, KeyType keyType) throws IOException, InterruptedException {
        Optional<SigningKey> begun = folder.key();
        SigningKey key = begun.isPresent() ? begun.get() : SigningKey.generate(keyType);
        if (begun.isEmpty()) {
            folder.storeKey(key);
        }
        Resource<Account> account;
        try {
            account = client.newAccount(key, request(client, key, terms));
        } catch (AcmeProblemException e) {
            ProblemType type = Failures.type(e);
            if (terms.external().isPresent()
                    && (type.equals(ProblemType.UNAUTHORIZED) || type.equals(ProblemType.MALFORMED))) {
                throw Failures.of(e).with("see that --eab-kid and its key are those that the CA gave you");
            }
            throw e;
        }
        folder.store(AccountResource.of(account), caFile);
        return client.account(key, account.url());
    }

    static NewAccount request(AcmeClient client, SigningKey key, NewAccountTerms terms) throws InterruptedException {
        NewAccount.Builder request = NewAccount.builder();
        terms.emails().forEach(request::email);
        if (terms.agreed()) {
            request.termsOfServiceAgreed(true);
        }
        if (terms.external().isPresent()) {
            AccountOptions.External external = terms.external().get();
            URI newAccount = client.directory()
                    .body()
                    .resource(ResourceType.NEW_ACCOUNT)
                    .orElseThrow(() -> new Failure(ExitCode.FAILED, client + " makes no accounts"));
            request.externalAccountBinding(ExternalAccountBinding.create(
                    key.publicKey(), external.keyIdentifier(), external.key(), newAccount, JwsAlgorithm.HS256));
        }
        return request.build();
    }

    // ---- another key

    /** Gives the account another key. Whenever this is killed, {@link #find} completes it, or takes it back. */
    AcmeAccount rollover(KeyType keyType) throws IOException, InterruptedException {
        StateLock lock = folder.lock();
        try (lock) {
            completeRollover();
            AcmeAccount account = stored().orElseThrow(() -> new Failure(ExitCode.FAILED, "the account is gone"));
            SigningKey next = SigningKey.generate(keyType);
            folder.storeNextKey(next);
            AcmeAccount changed;
            try {
                changed = account.changeKey(next);
            } catch (AcmeProblemException e) {
                if (e.httpStatus() < 500) {
                    folder.discardNextKey();
                }
                throw e;
            }
            folder.promoteNextKey();
            return changed;
        }
    }

    private void completeRollover() throws IOException, InterruptedException {
        Optional<SigningKey> next = folder.nextKey();
        if (next.isEmpty()) {
            return;
        }
        try {
            client.findAccount(next.get());
            folder.promoteNextKey();
        } catch (AcmeProblemException e) {
            if (!Failures.type(e).equals(ProblemType.ACCOUNT_DOES_NOT_EXIST)) {
                throw e;
            }
            folder.discardNextKey();
        }
    }
}
