package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredChallenge;
import dev.akme.messages.Authorization;
import dev.akme.messages.AuthorizationUpdate;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Authorizations (RFC 8555 §7.1.4, §7.4.1, §7.5): made, found, deactivated. */
final class Authorizations {

    private static final String WILDCARD = "*.";

    /** What can prove something for a wildcard: whoever has the zone has all names in it (RFC 8555 §7.4.1). */
    private static final Set<ChallengeType> FOR_WILDCARDS =
            Set.of(ChallengeType.DNS_01, ChallengeType.DNS_ACCOUNT_01, ChallengeType.DNS_PERSIST_01);

    /** One that ends sooner would leave a client too little time for the others. */
    static final Duration MIN_LEFT = Duration.ofHours(1);

    private final Settings settings;
    private final CaStore store;
    private final Urls urls;
    private final Ids ids;
    private final Challenges challenges;
    private final IdentifierChecks checks;
    private final Sweeper sweeper;

    Authorizations(Settings settings, Urls urls, Ids ids, Challenges challenges, Sweeper sweeper) {
        this.settings = settings;
        this.store = settings.store();
        this.urls = urls;
        this.ids = ids;
        this.challenges = challenges;
        this.sweeper = sweeper;
        this.checks = new IdentifierChecks(settings);
    }

    // ---- making

    /** A valid one of the account that lasts a while, if those are used again. */
    Optional<StoredAuthorization> reusable(StoredAccount account, Identifier identifier, Instant now) {
        if (settings.faults().deviates(Deviation.INVALID_REUSED)) {
            Optional<StoredAuthorization> invalid = invalid(account, identifier);
            if (invalid.isPresent()) {
                return invalid;
            }
        }
        return settings.reuses()
                ? store.validAuthorization(account.id(), base(identifier), isWildcard(identifier), now.plus(MIN_LEFT))
                : Optional.empty();
    }

    /** One that failed before. */
    private Optional<StoredAuthorization> invalid(StoredAccount account, Identifier identifier) {
        return store.orders(account.id(), Optional.empty(), settings.ordersPage()).stream()
                .flatMap(order -> order.authorizationIds().stream())
                .flatMap(id -> store.authorization(id).stream())
                .filter(found -> found.status().equals(Status.INVALID)
                        && found.identifier().equals(base(identifier))
                        && found.wildcard() == isWildcard(identifier))
                .findFirst();
    }

    /** A new one, which is not stored yet. */
    StoredAuthorization make(StoredAccount account, Identifier identifier, Instant now) {
        boolean wildcard = isWildcard(identifier);
        List<StoredChallenge> offered = settings.challengeTypes().stream()
                .filter(type -> type.identifierTypes().contains(identifier.type()))
                .filter(type -> !wildcard || FOR_WILDCARDS.contains(type))
                .map(type -> new StoredChallenge(
                        ids.next(),
                        type,
                        type.equals(ChallengeType.DNS_PERSIST_01) ? Optional.empty() : Optional.of(ids.token()),
                        Status.PENDING,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        if (offered.isEmpty()) {
            throw Refuse.with(
                    ProblemType.REJECTED_IDENTIFIER,
                    identifier.value() + ": no challenge is offered here that could prove it");
        }
        if (settings.faults().deviates(Deviation.ALREADY_AUTHORIZED)) {
            return authorized(account, identifier, offered.get(0), now);
        }
        return new StoredAuthorization(
                ids.next(),
                0,
                account.id(),
                base(identifier),
                wildcard,
                Status.PENDING,
                now,
                now.plus(Settings.ORDER_LIFETIME),
                offered);
    }

    /** A new one that nobody needs to prove. */
    private StoredAuthorization authorized(
            StoredAccount account, Identifier identifier, StoredChallenge offered, Instant now) {
        StoredChallenge fulfilled = new StoredChallenge(
                offered.id(), offered.type(), offered.token(), Status.VALID, Optional.of(now), Optional.empty());
        return new StoredAuthorization(
                ids.next(),
                0,
                account.id(),
                base(identifier),
                isWildcard(identifier),
                Status.VALID,
                now,
                now.plus(Settings.AUTHORIZATION_LIFETIME),
                List.of(fulfilled));
    }

    private static boolean isWildcard(Identifier identifier) {
        return identifier.type().equals(IdentifierType.DNS)
                && identifier.value().startsWith(WILDCARD);
    }

    static Identifier base(Identifier identifier) {
        return isWildcard(identifier) ? Identifier.dns(identifier.value().substring(WILDCARD.length())) : identifier;
    }

    CaResponse newAuthz(SignedRequest request) {
        Instant now = settings.clock().instant();
        NewAuthorization wanted = request.draft(NewAuthorization.TYPE);
        if (wanted.identifier().isWildcard()) {
            throw Refuse.malformed("no authorization can be asked for with a wildcard (RFC 8555 §7.4.1): order it");
        }
        Identifier identifier = checks.check(List.of(wanted.identifier()), settings.defaultProfile())
                .get(0);
        request.payload(NewAuthorization.TYPE);
        sweeper.sweepNowAndThen();
        StoredAuthorization authorization = reusable(request.account(), identifier, now)
                .orElseGet(() -> {
                    StoredAuthorization made = make(request.account(), identifier, now);
                    store.add(made);
                    return made;
                });
        return answer(201, authorization, now)
                .with(
                        "Location",
                        urls.of(Endpoint.AUTHORIZATION, authorization.id()).toString());
    }

    // ---- authorization

    CaResponse authorization(SignedRequest request) {
        Instant now = settings.clock().instant();
        StoredAuthorization authorization = find(request, now);
        if (request.isPostAsGet()) {
            return answer(200, authorization, now);
        }
        AuthorizationUpdate update = request.draft(AuthorizationUpdate.TYPE);
        if (!update.status().equals(Status.DEACTIVATED)) {
            throw Refuse.malformed("status can only become deactivated (RFC 8555 §7.5.2)");
        }
        return answer(200, deactivate(request, authorization, now), now);
    }

    private StoredAuthorization deactivate(SignedRequest request, StoredAuthorization seen, Instant now) {
        for (StoredAuthorization authorization = seen; ; authorization = find(request, now)) {
            Status status = authorization.status();
            if (!status.equals(Status.PENDING) && !status.equals(Status.VALID)) {
                throw Refuse.malformed(
                        "the authorization is " + status + ", and cannot be deactivated (RFC 8555 §7.5.2)");
            }
            StoredAuthorization changed = authorization.withStatus(Status.DEACTIVATED);
            if (store.replace(changed)) {
                return changed;
            }
        }
    }

    /** The authorization in the path of a request by the account that it is for. */
    StoredAuthorization find(SignedRequest request, Instant now) {
        StoredAuthorization authorization = store.authorization(request.target().id())
                .filter(found -> !OrderView.status(found, now).equals(Status.EXPIRED))
                .orElseThrow(() -> Refuse.notFound("there is no such authorization, or it has expired"));
        if (!authorization.accountId().equals(request.account().id())) {
            throw Refuse.unauthorized("this is the authorization of another account");
        }
        return authorization;
    }

    private CaResponse answer(int status, StoredAuthorization authorization, Instant now) {
        CaResponse response = CaResponse.json(status, () -> message(authorization, now));
        return authorization.isProcessing() ? response.notYet(settings.authorizationPause()) : response;
    }

    private Authorization message(StoredAuthorization authorization, Instant now) {
        Authorization.Builder message = Authorization.builder()
                .identifier(authorization.identifier())
                .status(OrderView.status(authorization, now))
                .expires(authorization.expires())
                .challenges(authorization.challenges().stream()
                        .filter(challenges::canBeShown)
                        .map(challenge -> challenges.message(authorization, challenge))
                        .toList());
        if (authorization.wildcard()) {
            message.wildcard(true);
        }
        return message.build();
    }
}
