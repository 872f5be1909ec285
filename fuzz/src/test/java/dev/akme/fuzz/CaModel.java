package dev.akme.fuzz;

import dev.akme.jose.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a CA is to have in mind, in the plainest way: the statuses follow from it as RFC 8555 §7.1.6 has them. */
final class CaModel {

    /** After it, a CA may forget what has ended. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration CERTIFICATES_KEPT = Duration.ofDays(7);

    static final class Account {
        final String url;
        SigningKey key;
        List<String> contacts;
        boolean deactivated;

        Account(String url, SigningKey key, List<String> contacts) {
            this.url = url;
            this.key = key;
            this.contacts = contacts;
        }
    }

    static final class Authorization {
        final URI url;
        final Account account;
        final String name;
        final boolean wildcard;
        final List<URI> challenges;
        String status = "pending";
        Instant expires;
        /** The one that decided; the others are gone then. */
        Optional<URI> decided = Optional.empty();

        Authorization(URI url, Account account, String name, boolean wildcard, List<URI> challenges, Instant expires) {
            this.url = url;
            this.account = account;
            this.name = name;
            this.wildcard = wildcard;
            this.challenges = challenges;
            this.expires = expires;
        }

        String status(Instant now) {
            boolean ends = status.equals("pending") || status.equals("valid");
            return ends && !expires.isAfter(now) ? "expired" : status;
        }
    }

    static final class Order {
        final URI url;
        final Account account;
        final List<String> names;
        final List<Authorization> authorizations;
        final Instant expires;
        Optional<Certificate> certificate = Optional.empty();
        Optional<Certificate> replaces = Optional.empty();

        Order(URI url, Account account, List<String> names, List<Authorization> authorizations, Instant expires) {
            this.url = url;
            this.account = account;
            this.names = names;
            this.authorizations = authorizations;
            this.expires = expires;
        }

        String status(Instant now) {
            if (certificate.isPresent()) {
                return "valid";
            }
            List<String> all = authorizations.stream().map(a -> a.status(now)).toList();
            if (!expires.isAfter(now) || !all.stream().allMatch(s -> s.equals("pending") || s.equals("valid"))) {
                return "invalid";
            }
            return all.contains("pending") ? "pending" : "ready";
        }
    }

    static final class Certificate {
        final URI url;
        final Order order;
        final SigningKey key;
        final String pem;
        final Instant notAfter;
        Optional<Integer> revoked = Optional.empty();
        Optional<Order> replacedBy = Optional.empty();

        Certificate(URI url, Order order, SigningKey key, String pem, Instant notAfter) {
            this.url = url;
            this.order = order;
            this.key = key;
            this.pem = pem;
            this.notAfter = notAfter;
        }
    }

    final List<Account> accounts = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final Map<URI, Authorization> authorizations = new LinkedHashMap<>();
    final List<Certificate> certificates = new ArrayList<>();
    final Set<SigningKey> blocked = new HashSet<>();

    Optional<Account> accountOf(SigningKey key) {
        return accounts.stream().filter(account -> account.key == key).findFirst();
    }

    Stream<Certificate> ofKey(SigningKey key) {
        return certificates.stream().filter(certificate -> certificate.key == key);
    }

    /** Whether it may be forgotten by now. */
    static boolean isOld(Order order, Instant now) {
        return order.certificate.isPresent()
                ? isOld(order.certificate.get(), now)
                : order.expires.isBefore(now.minus(KEPT));
    }

    static boolean isOld(Authorization authorization, Instant now) {
        return authorization.expires.isBefore(now.minus(KEPT));
    }

    static boolean isOld(Certificate certificate, Instant now) {
        return certificate.notAfter.isBefore(now.minus(CERTIFICATES_KEPT));
    }

    /** Authorizations that count for a later order: with an hour left at least. */
    boolean isReusable(Authorization authorization, Account account, Instant now) {
        return authorization.account == account
                && authorization.status(now).equals("valid")
                && !authorization.expires.isBefore(now.plus(Duration.ofHours(1)));
    }

    /** Whether an account may revoke a certificate that another ordered (RFC 8555 §7.6). */
    boolean isAuthorized(Account account, List<String> names, Instant now) {
        return names.stream()
                .allMatch(name -> authorizations.values().stream()
                        .anyMatch(authorization -> authorization.account == account
                                && authorization.status(now).equals("valid")
                                && (authorization.wildcard ? "*." : "")
                                        .concat(authorization.name)
                                        .equals(name)));
    }
}
