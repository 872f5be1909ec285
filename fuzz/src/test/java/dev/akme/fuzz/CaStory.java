package dev.akme.fuzz;

import dev.akme.challenge.Dns01;
import dev.akme.challenge.DnsAccount01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.Csr;
import dev.akme.fuzz.CaModel.Account;
import dev.akme.fuzz.CaModel.Authorization;
import dev.akme.fuzz.CaModel.Certificate;
import dev.akme.fuzz.CaModel.Order;
import dev.akme.fuzz.CaStateFuzz.Choices;
import dev.akme.fuzz.FuzzedCa.Answer;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.AuthorizationUpdate;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.KeyChange;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.NewOrder;
import dev.akme.messages.ResourceType;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.TokenChallenge;
import dev.akme.testkit.MutableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to one CA, told to it and to its model. */
final class CaStory implements AutoCloseable {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final Duration AUTHORIZATION_LIFETIME = Duration.ofDays(30);

    /** Few, so that they meet. */
    private static final List<SigningKey> KEYS =
            Stream.generate(() -> SigningKey.generate(KeyType.P256)).limit(6).toList();

    private static final List<String> NAMES =
            List.of("a.example.org", "*.a.example.org", "b.example.org", "c.example.org");

    private static final List<Duration> MOVES = List.of(
            Duration.ofSeconds(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(59),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(6),
            Duration.ofDays(7),
            Duration.ofDays(23),
            Duration.ofDays(30),
            Duration.ofDays(91));

    private static final List<Optional<RevocationReason>> REASONS = List.of(
            Optional.empty(), Optional.of(RevocationReason.KEY_COMPROMISE), Optional.of(RevocationReason.SUPERSEDED));

    private final Path folder;
    private final boolean reuse;
    private final MutableClock clock = MutableClock.at(FuzzedCa.START);
    private final FuzzedCa.Dns dns = new FuzzedCa.Dns();
    private final CaModel model = new CaModel();
    private final CaRules rules = new CaRules(model);
    private final CaCheck check;
    private FuzzedCa ca;

    CaStory(Path folder, int settings) {
        this.folder = folder;
        this.reuse = settings % 2 == 1;
        this.ca = start();
        this.check = new CaCheck(model);
    }

    private FuzzedCa start() {
        return new FuzzedCa(
                clock, dns, builder -> builder.folder(folder).reuse(reuse).ordersPerPage(2));
    }

    @Override
    public void close() {
        ca.close();
    }

    private Instant now() {
        return clock.instant();
    }

    /** Does one thing; half of them only where there is something to do them to. */
    void step(Choices choices) {
        int kind = choices.below(18);
        if (kind == 0) {
            newAccount(choices);
        } else if (kind == 1) {
            restart();
        } else if (kind == 2) {
            clock.advance(MOVES.get(choices.below(MOVES.size())));
        } else if (!model.accounts.isEmpty()) {
            Account account = model.accounts.get(choices.below(model.accounts.size()));
            switch (kind) {
                case 3, 4 -> newOrder(account, choices);
                case 5 -> newAuthorization(account, choices);
                case 6 -> keyChange(account, choices);
                case 7 -> update(account, choices);
                case 8 -> check.account(ca, account, now());
                case 9 -> wrong(account, choices);
                default -> stepOfOrder(kind, account, choices);
            }
        }
    }

    private void stepOfOrder(int kind, Account account, Choices choices) {
        List<Authorization> authorizations = List.copyOf(model.authorizations.values());
        if (!authorizations.isEmpty() && kind <= 13) {
            // The latest are the most interesting.
            Authorization authorization = latest(authorizations, choices);
            Account by = choices.oneOf(8) ? account : authorization.account;
            if (kind == 10) {
                deactivate(by, authorization);
            } else {
                answer(by, authorization, choices);
            }
        } else if (!model.orders.isEmpty() && kind <= 15) {
            Order order = latest(model.orders, choices);
            finish(choices.oneOf(8) ? account : order.account, order, choices);
        } else if (!model.certificates.isEmpty()) {
            Certificate certificate = latest(model.certificates, choices);
            revoke(choices.oneOf(4) ? account : certificate.order.account, certificate, choices);
        }
    }

    private static <T> T latest(List<T> all, Choices choices) {
        return all.get(all.size() - 1 - choices.below(all.size()));
    }

    void restart() {
        ca.close();
        ca = start();
        check.everything(ca, now());
    }

    // ---- accounts

    private void newAccount(Choices choices) {
        SigningKey key = KEYS.get(choices.below(KEYS.size()));
        int kind = choices.below(4);
        List<String> contacts = kind == 0 ? List.of("mailto:someone@example.org") : List.of();
        NewAccount request = kind == 3
                ? NewAccount.findExisting()
                : NewAccount.builder().contact(contacts).build();
        Optional<Account> known = model.accountOf(key);
        Answer answer = post(
                rules.newAccount(key, kind == 3), key, "", ca.url(ResourceType.NEW_ACCOUNT), request.toJsonBytes());
        if (answer.status() == 201) {
            model.accounts.add(new Account(answer.header("Location"), key, contacts));
        } else if (answer.status() == 200) {
            Expect.same(answer.header("Location"), known.orElseThrow().url, "the account of a key");
        }
    }

    private void update(Account account, Choices choices) {
        int kind = choices.below(4);
        AccountUpdate update = kind == 0
                ? AccountUpdate.deactivation()
                : AccountUpdate.builder()
                        .contact(kind == 1 ? List.of() : List.of("mailto:a" + kind + "@example.org"))
                        .build();
        Answer answer = post(
                CaRules.ifActive(account, "200"),
                account.key,
                account.url,
                URI.create(account.url),
                update.toJsonBytes());
        if (answer.status() == 200 && kind == 0) {
            account.deactivated = true;
        } else if (answer.status() == 200) {
            account.contacts = update.contact().orElseThrow();
        }
    }

    private void keyChange(Account account, Choices choices) {
        SigningKey key = KEYS.get(choices.below(KEYS.size()));
        if (key == account.key) {
            return;
        }
        URI url = ca.url(ResourceType.KEY_CHANGE);
        byte[] inner = KeyChange.create(URI.create(account.url), account.key.publicKey(), key, url)
                .toJsonBytes();
        if (post(rules.keyChange(account, key), account.key, account.url, url, inner)
                        .status()
                == 200) {
            account.key = key;
        }
    }

    // ---- orders

    private void newOrder(Account account, Choices choices) {
        int mask = choices.next();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if ((mask >> i & 1) == 1) {
                names.add(NAMES.get(i));
            }
        }
        if (names.isEmpty()) {
            names.add(NAMES.get(0));
        }
        NewOrder.Builder request = NewOrder.builder()
                .identifiers(names.stream().map(Identifier::dns).toList());
        Optional<Certificate> replaced = mask >= 0xC0 && !model.certificates.isEmpty()
                ? Optional.of(latest(model.certificates, choices))
                : Optional.empty();
        replaced.ifPresent(
                certificate -> request.replaces(identifier(certificate).toString()));
        URI url = ca.url(ResourceType.NEW_ORDER);
        byte[] body = ca.signed(account.key, account.url, url, request.build().toJsonBytes());
        Answer answer = ca.post(url, body);
        String expected = rules.newOrder(account, names, replaced, now());
        boolean forgotten = replaced.filter(c -> CaModel.isOld(c, now())).isPresent();
        Expect.that(
                answer.outcome().equals(expected)
                        || (forgotten && answer.outcome().equals("404 malformed")),
                "newOrder is answered with " + answer.outcome() + " instead of " + expected + ": " + answer.text());
        if (answer.status() == 201) {
            check.newOrder(ca, account, names, answer, reuse, now()).ifPresent(order -> {
                order.replaces = replaced;
                replaced.ifPresent(certificate -> certificate.replacedBy = Optional.of(order));
            });
        }
        if (answer.status() != 401) {
            Expect.same(ca.post(url, body).outcome(), "400 badNonce", "the same request again");
        }
    }

    private static CertificateIdentifier identifier(Certificate certificate) {
        return CertificateIdentifier.of(CertificateChain.read(certificate.pem).leaf());
    }

    private void newAuthorization(Account account, Choices choices) {
        String name = NAMES.get(choices.below(NAMES.size()));
        if (name.startsWith("*.")) {
            return;
        }
        NewAuthorization request =
                NewAuthorization.builder().identifier(Identifier.dns(name)).build();
        Answer answer = post(
                CaRules.ifActive(account, "201"),
                account.key,
                account.url,
                ca.url(ResourceType.NEW_AUTHZ),
                request.toJsonBytes());
        if (answer.status() == 201) {
            check.newAuthorization(ca, account, name, URI.create(answer.header("Location")), reuse, now());
        }
    }

    private void answer(Account by, Authorization authorization, Choices choices) {
        URI url = authorization.challenges.get(choices.below(authorization.challenges.size()));
        boolean right = !choices.oneOf(4);
        String status = authorization.status(now());
        String expected = CaRules.answer(by, authorization, url, now());
        boolean fulfilled = false;
        dns.clear();
        if (expected.equals("200") && status.equals("pending")) {
            fulfilled = right && publish(by, authorization, url);
        }
        String known = CaModel.isOld(authorization, now()) && !expected.startsWith("401") ? "404 malformed" : expected;
        Answer answer = ca.post(by.key, by.url, url, EMPTY);
        Expect.that(
                answer.outcome().equals(expected) || answer.outcome().equals(known),
                "a challenge is answered with " + answer.outcome() + " instead of " + expected + ": " + answer.text());
        if (answer.status() == 200 && status.equals("pending")) {
            authorization.status = fulfilled ? "valid" : "invalid";
            authorization.decided = Optional.of(url);
            authorization.expires = fulfilled ? now().plus(AUTHORIZATION_LIFETIME) : authorization.expires;
            Expect.same(
                    Challenge.TYPE.read(answer.body()).status().value(),
                    authorization.status,
                    "the challenge that was answered");
        }
    }

    /** Puts the right answer into the DNS; false when the challenge is not one that the DNS answers. */
    private boolean publish(Account by, Authorization authorization, URI url) {
        Challenge challenge =
                Challenge.TYPE.read(ca.post(by.key, by.url, url, NOTHING).body());
        Identifier name = Identifier.dns(authorization.name);
        if (challenge instanceof TokenChallenge token) {
            KeyAuthorization answer = KeyAuthorization.of(token.token(), by.key.publicKey());
            if (challenge.type().equals(ChallengeType.DNS_01)) {
                dns.publish(Dns01.recordName(name), Dns01.value(answer));
                return true;
            }
            if (challenge.type().equals(ChallengeType.DNS_ACCOUNT_01)) {
                dns.publish(DnsAccount01.recordName(name, by.url), DnsAccount01.value(answer));
                return true;
            }
        }
        return false;
    }

    private void deactivate(Account by, Authorization authorization) {
        String expected = CaRules.deactivation(by, authorization, now());
        byte[] update = AuthorizationUpdate.deactivate().toJsonBytes();
        Answer answer = ca.post(by.key, by.url, authorization.url, update);
        boolean old = CaModel.isOld(authorization, now());
        Expect.that(
                answer.outcome().equals(expected) || (old && answer.outcome().equals("404 malformed")),
                "deactivation is answered with " + answer.outcome() + " instead of " + expected);
        if (answer.status() == 200) {
            authorization.status = "deactivated";
        }
    }

    private void finish(Account by, Order order, Choices choices) {
        SigningKey key = KEYS.get(choices.below(KEYS.size()));
        List<String> names = choices.oneOf(8) ? List.of("other.example.org") : order.names;
        Csr csr = Csr.builder()
                .key(key)
                .identifiers(names.stream().map(Identifier::dns).toList())
                .build();
        String expected = rules.finalizing(by, order, names, key, now());
        URI url = URI.create(order.url + "/finalize");
        Answer answer = ca.post(
                by.key, by.url, url, Finalize.builder().csr(csr.der()).build().toJsonBytes());
        boolean old = CaModel.isOld(order, now())
                && order.account == by
                && answer.outcome().equals("403 orderNotReady");
        Expect.that(
                answer.outcome().equals(expected) || old,
                "finalize is answered with " + answer.outcome() + " instead of " + expected + ": " + answer.text());
        if (answer.status() == 200) {
            check.issued(ca, order, key, answer, now());
        }
    }

    // ---- certificates

    private void revoke(Account by, Certificate certificate, Choices choices) {
        Optional<RevocationReason> reason = REASONS.get(choices.below(REASONS.size()));
        boolean withKey = choices.oneOf(3);
        Revocation.Builder request = Revocation.builder()
                .certificate(CertificateChain.read(certificate.pem).der().get(0));
        reason.ifPresent(request::reason);
        String expected =
                withKey ? rules.revocationByKey(certificate, now()) : rules.revocation(by, certificate, reason, now());
        Answer answer = ca.post(
                withKey ? certificate.key : by.key,
                withKey ? "" : by.url,
                ca.url(ResourceType.REVOKE_CERT),
                request.build().toJsonBytes());
        boolean old = CaModel.isOld(certificate, now()) && answer.outcome().equals("404 malformed");
        Expect.that(
                answer.outcome().equals(expected) || old,
                "revokeCert is answered with " + answer.outcome() + " instead of " + expected + ": " + answer.text());
        if (answer.status() == 200 && withKey) {
            model.blocked.add(certificate.key);
            model.ofKey(certificate.key).forEach(c -> c.revoked = Optional.of(1));
        } else if (answer.status() == 200) {
            certificate.revoked = Optional.of(reason.map(RevocationReason::code).orElse(0));
        }
    }

    // ---- what is wrong whatever the state

    private void wrong(Account account, Choices choices) {
        URI newOrder = ca.url(ResourceType.NEW_ORDER);
        SigningKey other =
                KEYS.stream().filter(key -> key != account.key).findFirst().orElseThrow();
        switch (choices.below(5)) {
            case 0 -> post(CaRules.ifActive(account, "400 malformed"), other, account.url, newOrder, EMPTY);
            case 1 -> post("400 accountDoesNotExist", account.key, FuzzedCa.BASE + "/account/none", newOrder, EMPTY);
            case 2 ->
                post(
                        CaRules.ifActive(account, "404 malformed"),
                        account.key,
                        account.url,
                        URI.create(FuzzedCa.BASE + "/order/none"),
                        NOTHING);
            case 3 -> post(CaRules.ifActive(account, "400 malformed"), account.key, account.url, newOrder, EMPTY);
            default -> post("400 malformed", account.key, "", newOrder, EMPTY);
        }
    }

    // ---- sending

    private Answer post(String expected, SigningKey key, String kid, URI url, byte[] payload) {
        Answer answer = ca.post(key, kid, url, payload);
        Expect.that(
                answer.outcome().equals(expected),
                url + " is answered with " + answer.outcome() + " instead of " + expected + ": " + answer.text());
        return answer;
    }
}
