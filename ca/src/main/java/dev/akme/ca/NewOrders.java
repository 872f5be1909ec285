package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredOrder;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes orders (RFC 8555 §7.4, RFC 9773 §5, draft-ietf-acme-profiles §4). */
final class NewOrders {

    /** How far back a certificate may begin: clocks differ. */
    private static final Duration MAX_PAST = Duration.ofHours(1);

    /** How many orders are looked through for an equal one: whoever has more open ones makes a new one. */
    private static final int REUSE_DEPTH = 20;

    private final Settings settings;
    private final CaStore store;
    private final Urls urls;
    private final Ids ids;
    private final Authorizations authorizations;
    private final RenewalInfos renewalInfos;
    private final IdentifierChecks checks;
    private final Sweeper sweeper;
    private final OrderRate rate;

    NewOrders(
            Settings settings,
            Urls urls,
            Ids ids,
            Authorizations authorizations,
            RenewalInfos renewalInfos,
            Sweeper sweeper) {
        this.settings = settings;
        this.store = settings.store();
        this.urls = urls;
        this.ids = ids;
        this.authorizations = authorizations;
        this.renewalInfos = renewalInfos;
        this.checks = new IdentifierChecks(settings);
        this.sweeper = sweeper;
        this.rate = new OrderRate(settings.clock(), settings.limits());
    }

    CaResponse newOrder(SignedRequest request) {
        Instant now = settings.clock().instant();
        NewOrder draft = request.draft(NewOrder.TYPE);
        Profile profile = profile(draft);
        List<Identifier> identifiers = checks.check(draft.identifiers(), profile);
        // What is left of the strict reading, now that each identifier had an answer of its own.
        NewOrder wanted = draft.toBuilder().identifiers(identifiers).build();
        refuseOtherKinds(wanted);
        checkTimes(wanted, profile, now);
        sweeper.sweepNowAndThen();
        Optional<StoredOrder> equal = equalOrder(request.account(), wanted, profile, now);
        if (equal.isPresent()) {
            return answer(equal.get(), now);
        }
        rate.take(request.account().id());
        return answer(make(wanted, profile, request.account(), now), now);
    }

    private CaResponse answer(StoredOrder order, Instant now) {
        return CaResponse.json(201, () -> OrderView.of(order, store, now).message(urls))
                .with("Location", urls.of(Endpoint.ORDER, order.id()).toString());
    }

    // ---- checks

    private Profile profile(NewOrder draft) {
        Optional<String> named = draft.profile();
        if (named.isEmpty()) {
            return settings.defaultProfile();
        }
        if (!settings.profiles().containsKey(named.get())) {
            throw Refuse.with(
                    ProblemType.INVALID_PROFILE,
                    "there is no such profile here: use one of "
                            + String.join(", ", settings.profiles().keySet()) + ", or none");
        }
        return settings.profile(named.get());
    }

    private static void refuseOtherKinds(NewOrder wanted) {
        if (wanted.delegation().isPresent()) {
            throw Refuse.with(ProblemType.UNKNOWN_DELEGATION, "there is no such delegation here (RFC 9115 §2.3.1)");
        }
        if (wanted.autoRenewal().isPresent()) {
            throw Refuse.malformed(
                    "certificates are not renewed by themselves here: leave out auto-renewal (RFC 8739)");
        }
    }

    private static void checkTimes(NewOrder wanted, Profile profile, Instant now) {
        Instant from = wanted.notBefore().orElse(now);
        Instant to = wanted.notAfter().orElse(from.plus(profile.lifetime()));
        if (from.isBefore(now.minus(MAX_PAST))) {
            throw Refuse.malformed("notBefore is in the past, and cannot be granted: leave it out (RFC 8555 §7.4)");
        }
        if (from.isAfter(now.plus(profile.lifetime()))) {
            throw Refuse.malformed("notBefore is too far in the future, and cannot be granted (RFC 8555 §7.4)");
        }
        if (!to.isAfter(from) || !to.isAfter(now)) {
            throw Refuse.malformed("notAfter is not after notBefore and the time it is now (RFC 8555 §7.4)");
        }
        if (Duration.between(from, to).compareTo(profile.lifetime()) > 0) {
            throw Refuse.malformed("from notBefore to notAfter is longer than the profile " + profile.name()
                    + " grants, " + profile.lifetime() + " (RFC 8555 §7.4)");
        }
    }

    // ---- replaces

    /** The certificate that an order may replace, marked as replaced by it. */
    private StoredCertificate replaced(
            String certificateId, String orderId, List<Identifier> identifiers, StoredAccount account, Instant now) {
        StoredCertificate certificate = renewalInfos.find(certificateId);
        if (!certificate.accountId().equals(account.id())) {
            throw Refuse.unauthorized("the certificate that replaces names is that of another account");
        }
        if (certificate.identifiers().stream().noneMatch(identifiers::contains)) {
            throw Refuse.malformed("the certificate that replaces names has no identifier of this order (RFC 9773 §5)");
        }
        Optional<StoredOrder> other = certificate
                .replacedBy()
                .flatMap(store::order)
                .filter(order -> !OrderView.of(order, store, now).is(Status.INVALID));
        if (other.isPresent()) {
            throw Refuse.with(
                    ProblemType.ALREADY_REPLACED,
                    "another order replaces that certificate already: leave out replaces (RFC 9773 §5)");
        }
        return certificate.replacedBy(orderId);
    }

    // ---- making

    private Optional<StoredOrder> equalOrder(StoredAccount account, NewOrder wanted, Profile profile, Instant now) {
        if (!(settings.faults().deviates(Deviation.SAME_ORDER) || settings.reuse() >= 1)
                || wanted.replaces().isPresent()
                || wanted.notBefore().isPresent()
                || wanted.notAfter().isPresent()) {
            return Optional.empty();
        }
        return store.orders(account.id(), Optional.empty(), REUSE_DEPTH).stream()
                .filter(order -> order.identifiers().equals(wanted.identifiers())
                        && order.profile().equals(profile.name())
                        && order.replaces().isEmpty()
                        && order.notBefore().isEmpty()
                        && order.notAfter().isEmpty()
                        // One that is about to end leaves too little time.
                        && order.expires().isAfter(now.plus(Authorizations.MIN_LEFT))
                        && OrderView.of(order, store, now).isOpen())
                .findFirst();
    }

    private StoredOrder make(NewOrder wanted, Profile profile, StoredAccount account, Instant now) {
        String id = ids.next();
        Instant expires = earliest(now.plus(Settings.ORDER_LIFETIME), wanted.notAfter());
        List<String> all = new ArrayList<>();
        List<StoredAuthorization> added = new ArrayList<>();
        for (Identifier identifier : wanted.identifiers()) {
            Optional<StoredAuthorization> valid = authorizations.reusable(account, identifier, now);
            StoredAuthorization authorization = valid.orElseGet(() -> authorizations.make(account, identifier, now));
            if (valid.isEmpty()) {
                added.add(authorization);
            }
            all.add(authorization.id());
            expires = earliest(expires, Optional.of(authorization.expires()));
        }
        StoredOrder order = new StoredOrder(
                id,
                0,
                account.id(),
                Status.PENDING,
                now,
                expires,
                wanted.identifiers(),
                all,
                wanted.notBefore(),
                wanted.notAfter(),
                wanted.replaces(),
                profile.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        boolean stored;
        do {
            // Of two orders at once that replace the same, the second sees the first when it looks again.
            stored = store.add(
                    order,
                    added,
                    wanted.replaces().map(named -> replaced(named, id, wanted.identifiers(), account, now)));
        } while (!stored);
        return order;
    }

    private static Instant earliest(Instant one, Optional<Instant> other) {
        return other.filter(instant -> instant.isBefore(one)).orElse(one);
    }
}
