package dev.akme.fuzz;

import dev.akme.fuzz.CaModel.Account;
import dev.akme.fuzz.CaModel.Authorization;
import dev.akme.fuzz.CaModel.Certificate;
import dev.akme.fuzz.CaModel.Order;
import dev.akme.fuzz.FuzzedCa.Answer;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Link;
import dev.akme.messages.OrdersList;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds what a CA shows against its model. What is new is taken into the model, after a look at all of it. */
final class CaCheck {

    private static final byte[] NOTHING = new byte[0];
    private static final Duration ORDER_LIFETIME = Duration.ofDays(7);

    private final CaModel model;

    CaCheck(CaModel model) {
        this.model = model;
    }

    // ---- what is new

    /** The order in the model; empty when it is one that was there before. */
    Optional<Order> newOrder(
            FuzzedCa ca, Account account, List<String> names, Answer answer, boolean reuse, Instant now) {
        dev.akme.messages.Order order = dev.akme.messages.Order.TYPE.readStrict(answer.body());
        URI url = URI.create(answer.header("Location"));
        List<String> sorted = names.stream().sorted().toList();
        Optional<Order> known =
                model.orders.stream().filter(o -> o.url.equals(url)).findFirst();
        if (known.isPresent()) {
            Expect.that(reuse && known.get().account == account, "orders are only shared where that is set");
            Expect.same(known.get().names, sorted, "the names of an order that is used again");
            order(known.get(), order, now);
            return Optional.empty();
        }
        List<Authorization> authorizations = new ArrayList<>();
        Instant expires = now.plus(ORDER_LIFETIME);
        for (int i = 0; i < order.authorizations().size(); i++) {
            Authorization authorization = newAuthorization(
                    ca, account, sorted.get(i), order.authorizations().get(i), reuse, now);
            authorizations.add(authorization);
            expires = authorization.expires.isBefore(expires) ? authorization.expires : expires;
        }
        Order made = new Order(url, account, sorted, authorizations, expires);
        order(made, order, now);
        model.orders.add(made);
        return Optional.of(made);
    }

    Authorization newAuthorization(FuzzedCa ca, Account account, String name, URI url, boolean reuse, Instant now) {
        boolean wildcard = name.startsWith("*.");
        String base = wildcard ? name.substring(2) : name;
        boolean reusable = reuse
                && model.authorizations.values().stream()
                        .anyMatch(a ->
                                a.name.equals(base) && a.wildcard == wildcard && model.isReusable(a, account, now));
        Authorization known = model.authorizations.get(url);
        Expect.that((known != null) == reusable, "a valid authorization is used again, and nothing else");
        if (known != null) {
            Expect.that(known.name.equals(base) && known.wildcard == wildcard, "for the same name");
            Expect.that(model.isReusable(known, account, now), "and only while it is valid");
            return known;
        }
        dev.akme.messages.Authorization read = dev.akme.messages.Authorization.TYPE.readStrict(
                ca.post(account.key, account.url, url, NOTHING).body());
        Authorization made = new Authorization(
                url,
                account,
                base,
                wildcard,
                read.challenges().stream().map(Challenge::url).toList(),
                now.plus(ORDER_LIFETIME));
        authorization(made, read, now);
        model.authorizations.put(url, made);
        return made;
    }

    void issued(FuzzedCa ca, Order order, SigningKey key, Answer answer, Instant now) {
        dev.akme.messages.Order read = dev.akme.messages.Order.TYPE.readStrict(answer.body());
        URI url = read.certificate().orElseThrow(() -> new AssertionError("nothing was issued: " + answer.text()));
        String pem = ca.post(order.account.key, order.account.url, url, NOTHING).text();
        X509Certificate leaf = CertificateChain.read(pem).leaf();
        Expect.same(Jwk.of(leaf.getPublicKey()), key.publicKey(), "the key of the certificate");
        Certificate made =
                new Certificate(url, order, key, pem, leaf.getNotAfter().toInstant());
        order.certificate = Optional.of(made);
        model.certificates.add(made);
        order(order, read, now);
    }

    // ---- what is there

    /** Everything that must be there is, and as it was. */
    void everything(FuzzedCa ca, Instant now) {
        for (Account account : model.accounts) {
            account(ca, account, now);
        }
        for (Authorization authorization : model.authorizations.values()) {
            readIfActive(ca, authorization.account, authorization.url)
                    .ifPresent(answer -> authorization(authorization, answer, now));
        }
        for (Order order : model.orders) {
            readIfActive(ca, order.account, order.url).ifPresent(answer -> {
                if (answer.status() == 404) {
                    Expect.that(CaModel.isOld(order, now), "an order is lost: " + order.url);
                } else {
                    order(order, dev.akme.messages.Order.TYPE.readStrict(answer.body()), now);
                }
            });
        }
        for (Certificate certificate : model.certificates) {
            readIfActive(ca, certificate.order.account, certificate.url).ifPresent(answer -> {
                Expect.that(
                        answer.status() == 404
                                ? CaModel.isOld(certificate, now)
                                : answer.text().equals(certificate.pem),
                        "a certificate is lost: " + certificate.url);
            });
        }
    }

    private static Optional<Answer> readIfActive(FuzzedCa ca, Account account, URI url) {
        Answer answer = ca.post(account.key, account.url, url, NOTHING);
        if (account.deactivated) {
            Expect.same(answer.outcome(), "401 unauthorized", "what a deactivated account gets");
            return Optional.empty();
        }
        Expect.that(answer.status() == 200 || answer.outcome().equals("404 malformed"), answer.text());
        return Optional.of(answer);
    }

    void account(FuzzedCa ca, Account account, Instant now) {
        Optional<Answer> answer = readIfActive(ca, account, URI.create(account.url));
        if (answer.isEmpty()) {
            return;
        }
        Expect.same(answer.get().status(), 200, "an account is never lost");
        dev.akme.messages.Account read =
                dev.akme.messages.Account.TYPE.readStrict(answer.get().body());
        Expect.same(read.contact().orElse(List.of()), account.contacts, "the contacts");
        Expect.same(read.status().value(), "valid", "the status of an account");
        orders(ca, account, read.orders().orElseThrow(), now);
    }

    private void orders(FuzzedCa ca, Account account, URI first, Instant now) {
        List<URI> listed = new ArrayList<>();
        Optional<URI> next = Optional.of(first);
        while (next.isPresent()) {
            URI url = next.get();
            Answer answer = ca.post(account.key, account.url, url, NOTHING);
            Expect.same(answer.status(), 200, "a page of orders");
            listed.addAll(OrdersList.TYPE.readStrict(answer.body()).orders());
            Expect.that(listed.size() <= model.orders.size(), "no order is listed twice");
            next = Link.parse(answer.headers().getOrDefault("Link", List.of()), url).stream()
                    .filter(link -> link.rel().equals("next"))
                    .map(Link::target)
                    .findFirst();
        }
        List<URI> expected = model.orders.stream()
                .filter(order -> order.account == account)
                .filter(order -> !order.status(now).equals("invalid"))
                .filter(order -> !CaModel.isOld(order, now) || listed.contains(order.url))
                .map(order -> order.url)
                .toList();
        Expect.that(
                listed.size() == expected.size() && listed.containsAll(expected),
                "listed are " + listed + " instead of " + expected);
    }

    private void order(Order order, dev.akme.messages.Order read, Instant now) {
        Expect.same(read.status().value(), order.status(now), "the status of " + order.url);
        Expect.same(read.expires().orElseThrow(), order.expires, "the end of " + order.url);
        Expect.same(read.identifiers().stream().map(Identifier::value).toList(), order.names, "the names of an order");
        Expect.same(
                read.authorizations(),
                order.authorizations.stream().map(a -> a.url).toList(),
                "the authorizations of an order");
        Expect.same(read.certificate(), order.certificate.map(c -> c.url), "the certificate of an order");
    }

    private void authorization(Authorization authorization, Answer answer, Instant now) {
        if (authorization.status(now).equals("expired") || CaModel.isOld(authorization, now)) {
            Expect.that(
                    answer.status() == 404 || !authorization.status(now).equals("expired"),
                    "an authorization that has expired is shown");
            return;
        }
        Expect.same(answer.status(), 200, "an authorization is lost: " + authorization.url);
        authorization(authorization, dev.akme.messages.Authorization.TYPE.readStrict(answer.body()), now);
    }

    private static void authorization(Authorization authorization, dev.akme.messages.Authorization read, Instant now) {
        Expect.same(read.status().value(), authorization.status(now), "the status of " + authorization.url);
        Expect.same(read.expires().orElseThrow(), authorization.expires, "the end of " + authorization.url);
        Expect.same(read.identifier(), Identifier.dns(authorization.name), "the name of an authorization");
        Expect.same(read.wildcard(), authorization.wildcard, "whether it is for a wildcard");
        Expect.same(
                read.challenges().stream().map(Challenge::url).toList(),
                authorization.decided.map(List::of).orElse(authorization.challenges),
                "the challenges of an authorization");
    }
}
