package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredChallenge;
import dev.akme.ca.validation.ValidationRequest;
import dev.akme.ca.validation.Validator;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Dns01Challenge;
import dev.akme.messages.DnsAccount01Challenge;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.Http01Challenge;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import dev.akme.messages.TlsAlpn01Challenge;
import dev.akme.messages.TokenChallenge;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

/** Challenges (RFC 8555 §7.5.1, §8): shown, answered, validated. */
final class Challenges {

    private static final Logger LOG = System.getLogger("dev.akme.ca");

    private final Settings settings;
    private final CaStore store;
    private final Urls urls;
    private final Validator validator;
    private final Work work;
    private final Counters counters;

    Challenges(Settings settings, Urls urls, Validator validator, Work work, Counters counters) {
        this.settings = settings;
        this.store = settings.store();
        this.urls = urls;
        this.validator = validator;
        this.work = work;
        this.counters = counters;
    }

    // ---- shown

    /** Whether the CA still is what the challenge needs: dns-persist-01 names it, and it may have no name any more. */
    boolean canBeShown(StoredChallenge challenge) {
        return !challenge.type().equals(ChallengeType.DNS_PERSIST_01)
                || !settings.caaIdentities().isEmpty();
    }

    Challenge message(StoredAuthorization authorization, StoredChallenge challenge) {
        if (challenge.type().equals(ChallengeType.DNS_PERSIST_01)) {
            return described(
                    DnsPersist01Challenge.builder()
                            .issuerDomainNames(settings.caaIdentities())
                            .accountUri(urls.account(authorization.accountId()).toString()),
                    authorization,
                    challenge);
        }
        return described(
                tokenChallenge(challenge.type()).token(challenge.token().orElseThrow()), authorization, challenge);
    }

    private static TokenChallenge.Builder<?, ?> tokenChallenge(ChallengeType type) {
        if (type.equals(ChallengeType.HTTP_01)) {
            return Http01Challenge.builder();
        }
        if (type.equals(ChallengeType.DNS_01)) {
            return Dns01Challenge.builder();
        }
        if (type.equals(ChallengeType.TLS_ALPN_01)) {
            return TlsAlpn01Challenge.builder();
        }
        if (type.equals(ChallengeType.DNS_ACCOUNT_01)) {
            return DnsAccount01Challenge.builder();
        }
        throw new IllegalStateException("no challenge of type " + type + " is made here");
    }

    private Challenge described(
            Challenge.Builder<?, ?> message, StoredAuthorization authorization, StoredChallenge challenge) {
        message.url(urls.challenge(authorization, challenge));
        message.status(challenge.status());
        challenge.validated().ifPresent(message::validated);
        challenge.error().ifPresent(message::error);
        return message.build();
    }

    // ---- answered

    CaResponse challenge(SignedRequest request, StoredAuthorization authorization) {
        String id = request.target().ids().get(1);
        StoredChallenge challenge = authorization
                .challenge(id)
                .filter(this::canBeShown)
                .orElseThrow(() -> Refuse.notFound("there is no such challenge"));
        if (request.isPostAsGet()) {
            return answer(authorization, challenge);
        }
        checkResponse(request, challenge);
        if (authorization.status().equals(Status.VALID) || !challenge.status().equals(Status.PENDING)) {
            // Decided, or being validated: there is nothing left to do.
            if (!authorization.status().equals(Status.VALID)
                    && !challenge.status().equals(Status.PROCESSING)) {
                throw Refuse.malformed("the challenge is " + challenge.status() + ": order again (RFC 8555 §7.1.6)");
            }
            return answer(authorization, challenge);
        }
        if (!authorization.status().equals(Status.PENDING)) {
            throw Refuse.malformed(
                    "the authorization is " + authorization.status() + ": order again (RFC 8555 §7.1.6)");
        }
        work.requireRoom();
        StoredAuthorization answered = authorization.answered(id);
        if (store.replace(answered)) {
            work.runAndWait(() -> validate(answered, id, request.account()));
        }
        // Otherwise another request was quicker, and its validation is the one that counts.
        StoredAuthorization now = store.authorization(authorization.id()).orElse(answered);
        return answer(now, now.challenge(id).orElse(challenge));
    }

    private void checkResponse(SignedRequest request, StoredChallenge challenge) {
        ChallengeResponse response = request.draft(ChallengeResponse.type(challenge.type()));
        boolean old = settings.faults().deviates(Deviation.OLD_RESPONSES);
        if (response.member("keyAuthorization").isPresent() && !old) {
            throw Refuse.malformed("keyAuthorization is of a draft before RFC 8555: send {} (RFC 8555 §7.5.1)");
        }
        if (settings.strict() && !old && !response.extensions().isEmpty()) {
            throw Refuse.malformed("the response to this challenge is {}, and nothing else (RFC 8555 §7.5.1)");
        }
        if (!settings.challengeTypes().contains(challenge.type())) {
            throw Refuse.malformed("challenges of type " + challenge.type() + " are not validated here any more");
        }
    }

    private CaResponse answer(StoredAuthorization authorization, StoredChallenge challenge) {
        CaResponse response = CaResponse.json(200, () -> message(authorization, challenge))
                .with("Location", urls.challenge(authorization, challenge).toString())
                .withLink(urls.of(Endpoint.AUTHORIZATION, authorization.id()), "up");
        return challenge.status().equals(Status.PROCESSING) ? response.notYet(settings.authorizationPause()) : response;
    }

    // ---- validated

    /** Goes on with the validations that a CA before this one did not end. */
    void resume() {
        for (StoredAuthorization authorization : store.processingAuthorizations()) {
            Optional<StoredAccount> account = store.account(authorization.accountId());
            for (StoredChallenge challenge : authorization.challenges()) {
                if (challenge.status().equals(Status.PROCESSING) && account.isPresent()) {
                    work.run(() -> validate(authorization, challenge.id(), account.get()));
                }
            }
        }
    }

    private void validate(StoredAuthorization authorization, String id, StoredAccount account)
            throws InterruptedException {
        StoredChallenge challenge = authorization.challenge(id).orElseThrow();
        Optional<Problem> problem = outcome(authorization, challenge, account);
        if (Thread.currentThread().isInterrupted()) {
            // What a connection that was cut off by the end of the CA brought about is no outcome.
            throw new InterruptedException();
        }
        counters.validation(challenge.type(), problem);
        decide(authorization.id(), id, problem);
    }

    private Optional<Problem> outcome(
            StoredAuthorization authorization, StoredChallenge challenge, StoredAccount account)
            throws InterruptedException {
        try {
            return validator.validate(new ValidationRequest(
                    authorization.identifier(),
                    authorization.wildcard(),
                    message(authorization, challenge),
                    account.key(),
                    urls.account(account.id()).toString()));
        } catch (RuntimeException e) {
            // A challenge that stays processing for ever would be worse.
            LOG.log(Level.ERROR, "a validator broke", e);
            return Optional.of(
                    Refuse.problem(ProblemType.SERVER_INTERNAL, 500, "the CA could not validate: order again"));
        }
    }

    private void decide(String authorizationId, String id, Optional<Problem> problem) {
        for (; ; ) {
            Optional<StoredAuthorization> found = store.authorization(authorizationId)
                    .filter(authorization -> authorization.status().equals(Status.PENDING));
            if (found.isEmpty()) {
                // Deactivated meanwhile, or decided by another challenge.
                return;
            }
            Instant now = settings.clock().instant();
            StoredAuthorization decided = problem.isPresent()
                    ? found.get().failed(id, problem.get())
                    : found.get().validated(id, now, now.plus(Settings.AUTHORIZATION_LIFETIME));
            if (store.replace(decided)) {
                return;
            }
        }
    }
}
