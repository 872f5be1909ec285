package dev.akme.ca;

import dev.akme.ca.issuer.CryptoProviders;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.VerificationKey;
import dev.akme.messages.Account;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.KeyChange;
import dev.akme.messages.NewAccount;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Accounts (RFC 8555 §7.3): made, found, changed, deactivated, and given another key. */
final class Accounts {

    private final Settings settings;
    private final CaStore store;
    private final Urls urls;
    private final Ids ids;
    private final ExternalAccounts externalAccounts;

    Accounts(Settings settings, Urls urls, Ids ids, ExternalAccounts externalAccounts) {
        this.settings = settings;
        this.store = settings.store();
        this.urls = urls;
        this.ids = ids;
        this.externalAccounts = externalAccounts;
    }

    // ---- newAccount

    CaResponse newAccount(SignedRequest request) {
        NewAccount wanted = request.draft(NewAccount.TYPE);
        Jwk key = request.key().jwk().publicKey();
        Optional<StoredAccount> existing = store.accountOfKey(key.thumbprint());
        if (existing.isPresent()) {
            return existing(existing.get());
        }
        if (wanted.onlyReturnExisting()) {
            throw Refuse.with(
                    ProblemType.ACCOUNT_DOES_NOT_EXIST,
                    "no account has this key, and none was to be made (RFC 8555 §7.3.1)");
        }
        requireUsable(request.key());
        requireTerms(wanted);
        wanted.contact().ifPresent(Contacts::check);
        Optional<String> bindingKeyId = binding(request, wanted);
        request.payload(NewAccount.TYPE);
        StoredAccount account = new StoredAccount(
                ids.next(),
                0,
                Status.VALID,
                key,
                wanted.contact(),
                wanted.termsOfServiceAgreed(),
                bindingKeyId.isPresent() ? wanted.externalAccountBinding() : Optional.empty(),
                bindingKeyId,
                settings.clock().instant());
        if (store.add(account)) {
            return answer(201, account);
        }
        // Somebody was quicker: with the same key, or with the same binding.
        return store.accountOfKey(key.thumbprint()).map(this::existing).orElseThrow(Accounts::bound);
    }

    private CaResponse existing(StoredAccount account) {
        if (!account.status().equals(Status.VALID)) {
            throw Refuse.unauthorized("the account with this key is " + account.status() + " (RFC 8555 §7.3.6)");
        }
        return answer(200, account);
    }

    private void requireUsable(VerificationKey key) {
        if (store.isBlocked(AccountKeys.id(key.publicKey()))) {
            throw Refuse.with(
                    ProblemType.BAD_PUBLIC_KEY, "the key is blocked, because others may have it: make another");
        }
    }

    private void requireTerms(NewAccount wanted) {
        Optional<URI> terms = settings.termsOfService();
        if (terms.isPresent() && !wanted.termsOfServiceAgreed()) {
            throw Refuse.with(
                    Problem.builder()
                            .type(ProblemType.USER_ACTION_REQUIRED)
                            .status(403)
                            .detail("the terms of service must be agreed to: read them, and send termsOfServiceAgreed"
                                    + " (RFC 8555 §7.3)")
                            .instance(terms.get())
                            .build(),
                    Map.of("Link", CaResponse.link(terms.get(), "terms-of-service")));
        }
    }

    private Optional<String> binding(SignedRequest request, NewAccount wanted) {
        Optional<Jws> binding = wanted.externalAccountBinding();
        if (binding.isEmpty()) {
            if (settings.externalAccountRequired()) {
                throw Refuse.with(
                        ProblemType.EXTERNAL_ACCOUNT_REQUIRED,
                        "an account elsewhere is needed: send externalAccountBinding (RFC 8555 §7.3.4)");
            }
            return Optional.empty();
        }
        if (!settings.externalAccountRequired() && externalAccounts.isEmpty()) {
            return Optional.empty();
        }
        String keyId = new ExternalAccountBinding(binding.get())
                .verify(request.url(), request.key().jwk(), externalAccounts::key);
        if (store.isBound(keyId)) {
            throw bound();
        }
        return Optional.of(keyId);
    }

    private static RuntimeException bound() {
        return Refuse.unauthorized("another account is bound to that account elsewhere already");
    }

    // ---- account

    CaResponse account(SignedRequest request) {
        StoredAccount account = own(request);
        if (request.isPostAsGet()) {
            return answer(200, account);
        }
        AccountUpdate draft = request.draft(AccountUpdate.TYPE);
        Optional<Status> status = draft.status();
        if (status.filter(s -> !s.equals(Status.DEACTIVATED) && !s.equals(account.status()))
                .isPresent()) {
            throw Refuse.malformed("status can only become deactivated (RFC 8555 §7.3.6)");
        }
        draft.contact().ifPresent(Contacts::check);
        if (status.filter(Status.DEACTIVATED::equals).isPresent()) {
            return answer(200, update(account, current -> current.withStatus(Status.DEACTIVATED)));
        }
        return draft.contact().isEmpty() || draft.contact().equals(account.contact())
                ? answer(200, account)
                : answer(
                        200,
                        update(
                                account,
                                current -> current.withContact(draft.contact().get())));
    }

    private StoredAccount update(StoredAccount start, UnaryOperator<StoredAccount> change) {
        for (StoredAccount account = start; ; account = current(account)) {
            StoredAccount changed = change.apply(account);
            if (store.replace(changed)) {
                return changed;
            }
        }
    }

    /** The account after somebody else has changed it. */
    private StoredAccount current(StoredAccount before) {
        return store.account(before.id())
                .filter(account -> account.status().equals(Status.VALID))
                .orElseThrow(() -> Refuse.with(
                        ProblemType.UNAUTHORIZED, 401, "the account was deactivated meanwhile (RFC 8555 §7.3.6)"));
    }

    private static StoredAccount own(SignedRequest request) {
        if (!request.target().id().equals(request.account().id())) {
            throw Refuse.unauthorized("this is the account of others");
        }
        return request.account();
    }

    private CaResponse answer(int status, StoredAccount account) {
        CaResponse response = CaResponse.json(status, () -> message(account))
                .with("Location", urls.account(account.id()).toString());
        return settings.termsOfService()
                .map(terms -> response.withLink(terms, "terms-of-service"))
                .orElse(response);
    }

    private Account message(StoredAccount account) {
        Account.Builder body =
                Account.builder().status(account.status()).orders(urls.of(Endpoint.ORDERS, account.id()));
        account.contact().ifPresent(body::contact);
        if (account.termsOfServiceAgreed()) {
            body.termsOfServiceAgreed(true);
        }
        account.externalAccountBinding().ifPresent(body::externalAccountBinding);
        return body.build();
    }

    // ---- keyChange

    CaResponse keyChange(SignedRequest request) {
        VerificationKey newKey =
                KeyChange.verify(request.verified(), Authentication.ALGORITHMS, CryptoProviders.fastest());
        requireUsable(newKey);
        Jwk key = newKey.jwk().publicKey();
        for (StoredAccount account = request.account(); ; account = current(account)) {
            Optional<StoredAccount> other = store.accountOfKey(key.thumbprint());
            if (other.isPresent()) {
                throw taken(other.get());
            }
            if (!account.key().equals(request.account().key())) {
                throw Refuse.malformed("the account has got another key meanwhile (RFC 8555 §7.3.5)");
            }
            StoredAccount changed = account.withKey(key);
            if (store.replace(changed)) {
                return answer(200, changed);
            }
        }
    }

    private AcmeProblemException taken(StoredAccount other) {
        return Refuse.with(
                ProblemType.MALFORMED,
                409,
                "another account has this key already (RFC 8555 §7.3.5)",
                Map.of("Location", urls.account(other.id()).toString()));
    }
}
