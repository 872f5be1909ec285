package dev.akme.fuzz;

import dev.akme.fuzz.CaModel.Account;
import dev.akme.fuzz.CaModel.Authorization;
import dev.akme.fuzz.CaModel.Certificate;
import dev.akme.fuzz.CaModel.Order;
import dev.akme.jose.SigningKey;
import dev.akme.messages.RevocationReason;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a CA is to answer a request, by its model: the status, and the type of the problem if it is one. */
final class CaRules {

    private final CaModel model;

    CaRules(CaModel model) {
        this.model = model;
    }

    static String ifActive(Account account, String expected) {
        return account.deactivated ? "401 unauthorized" : expected;
    }

    // ---- accounts

    String newAccount(SigningKey key, boolean onlyExisting) {
        Optional<Account> known = model.accountOf(key);
        return known.isPresent()
                ? (known.get().deactivated ? "403 unauthorized" : "200")
                : onlyExisting ? "400 accountDoesNotExist" : model.blocked.contains(key) ? "400 badPublicKey" : "201";
    }

    String keyChange(Account account, SigningKey key) {
        return ifActive(
                account,
                model.blocked.contains(key)
                        ? "400 badPublicKey"
                        : model.accountOf(key).isPresent() ? "409 malformed" : "200");
    }

    // ---- orders

    String newOrder(Account account, List<String> names, Optional<Certificate> replaced, Instant now) {
        return ifActive(
                account, replaced.map(c -> replacement(account, names, c, now)).orElse("201"));
    }

    private static String replacement(Account account, List<String> names, Certificate certificate, Instant now) {
        if (certificate.order.account != account) {
            return "403 unauthorized";
        }
        if (certificate.order.names.stream().noneMatch(names::contains)) {
            return "400 malformed";
        }
        boolean replaced = certificate
                .replacedBy
                .filter(order -> !order.status(now).equals("invalid"))
                .isPresent();
        return replaced ? "409 alreadyReplaced" : "201";
    }

    /** Of a challenge. */
    static String answer(Account by, Authorization authorization, URI url, Instant now) {
        boolean gone =
                authorization.decided.filter(decided -> !decided.equals(url)).isPresent();
        return change(by, authorization, gone, now);
    }

    /** Of an authorization. */
    static String deactivation(Account by, Authorization authorization, Instant now) {
        return change(by, authorization, false, now);
    }

    private static String change(Account by, Authorization authorization, boolean gone, Instant now) {
        String status = authorization.status(now);
        if (by.deactivated) {
            return "401 unauthorized";
        }
        if (status.equals("expired")) {
            return "404 malformed";
        }
        if (authorization.account != by) {
            return "403 unauthorized";
        }
        if (gone) {
            return "404 malformed";
        }
        return status.equals("pending") || status.equals("valid") ? "200" : "400 malformed";
    }

    /** With a request for names, for a key. */
    String finalizing(Account by, Order order, List<String> names, SigningKey key, Instant now) {
        if (by.deactivated) {
            return "401 unauthorized";
        }
        if (order.account != by || CaModel.isOld(order, now)) {
            return "404 malformed";
        }
        if (order.certificate.isEmpty() && !order.expires.isAfter(now)) {
            return "404 malformed";
        }
        if (!order.status(now).equals("ready")) {
            return "403 orderNotReady";
        }
        boolean isTaken = model.accountOf(key).isPresent() || model.blocked.contains(key);
        return isTaken || !names.equals(order.names) ? "400 badCSR" : "200";
    }

    // ---- certificates

    String revocation(Account by, Certificate certificate, Optional<RevocationReason> reason, Instant now) {
        boolean own = certificate.order.account == by;
        boolean may = own || model.isAuthorized(by, certificate.order.names, now);
        return ifActive(
                by,
                isOver(certificate, now) || !may
                        ? "403 unauthorized"
                        : mayBeRevoked(certificate, reason.map(RevocationReason::code)) ? "200" : "400 alreadyRevoked");
    }

    /** With the key of the certificate, which is blocked by that. */
    String revocationByKey(Certificate certificate, Instant now) {
        boolean nothingLeft = model.blocked.contains(certificate.key)
                && model.ofKey(certificate.key).noneMatch(c -> mayBeRevoked(c, Optional.of(1)));
        return isOver(certificate, now) ? "403 unauthorized" : nothingLeft ? "400 alreadyRevoked" : "200";
    }

    private static boolean isOver(Certificate certificate, Instant now) {
        return !certificate.notAfter.isAfter(now);
    }

    /** Once, and once more when the key turns out to be compromised. */
    private static boolean mayBeRevoked(Certificate certificate, Optional<Integer> reason) {
        return certificate.revoked.isEmpty()
                || (reason.equals(Optional.of(1)) && !certificate.revoked.equals(Optional.of(1)));
    }
}
