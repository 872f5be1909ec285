package dev.akme.bench;

import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.Directory;
import dev.akme.messages.Identifier;
import dev.akme.messages.Order;
import dev.akme.messages.Problem;
import dev.akme.messages.TokenChallenge;
import java.util.function.Consumer;

/** Akme's messages, field by field: each accessor decodes. */
final class Akme {

    private Akme() {}

    static void order(Order order, Consumer<Object> to) {
        to.accept(order.status());
        order.expires().ifPresent(to);
        for (Identifier identifier : order.identifiers()) {
            identifier(identifier, to);
        }
        order.notBefore().ifPresent(to);
        order.notAfter().ifPresent(to);
        order.error().ifPresent(e -> problem(e, to));
        order.authorizations().forEach(to);
        to.accept(order.finalizeUrl());
        order.certificate().ifPresent(to);
    }

    static void authorization(Authorization authorization, Consumer<Object> to) {
        identifier(authorization.identifier(), to);
        to.accept(authorization.status());
        authorization.expires().ifPresent(to);
        for (Challenge challenge : authorization.challenges()) {
            to.accept(challenge.type());
            to.accept(challenge.url());
            to.accept(challenge.status());
            challenge.validated().ifPresent(to);
            challenge.error().ifPresent(e -> problem(e, to));
            if (challenge instanceof TokenChallenge withToken) {
                to.accept(withToken.token());
            }
        }
        to.accept(authorization.wildcard());
    }

    static void directory(Directory directory, Consumer<Object> to) {
        to.accept(directory.newNonce());
        directory.newAccount().ifPresent(to);
        directory.newOrder().ifPresent(to);
        directory.newAuthz().ifPresent(to);
        directory.revokeCert().ifPresent(to);
        directory.keyChange().ifPresent(to);
        directory.renewalInfo().ifPresent(to);
        directory.meta().termsOfService().ifPresent(to);
        directory.meta().website().ifPresent(to);
        directory.meta().caaIdentities().forEach(to);
        to.accept(directory.meta().externalAccountRequired());
    }

    static void problem(Problem problem, Consumer<Object> to) {
        to.accept(problem.type());
        problem.title().ifPresent(to);
        problem.status().ifPresent(to);
        problem.detail().ifPresent(to);
        problem.instance().ifPresent(to);
        problem.identifier().ifPresent(i -> identifier(i, to));
        for (Problem part : problem.subproblems()) {
            problem(part, to);
        }
    }

    private static void identifier(Identifier identifier, Consumer<Object> to) {
        to.accept(identifier.type());
        to.accept(identifier.value());
    }
}
