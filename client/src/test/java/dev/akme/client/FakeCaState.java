package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.VerificationKey;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.AuthorizationUpdate;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.KeyChange;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.NewOrder;
import dev.akme.messages.OrderUpdate;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Revocation;
import dev.akme.messages.VerifiedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@link FakeCa} knows, and what it answers to a request that is rightly signed. */
final class FakeCaState {

    private static final List<JwsAlgorithm> ALGORITHMS = List.of(JwsAlgorithm.ES256);

    private static final FakeIssuer ISSUER = new FakeIssuer("Fake Root", FakeTime.START);
    private static final FakeIssuer OTHER_ISSUER = new FakeIssuer("Other Root", FakeTime.START);

    // ---- how the server behaves

    /** Whether accounts have a list of orders, and how many stand on a page. */
    boolean ordersList = true;

    int pageSize = 3;

    /** How often an authorization is still pending when it is read after an answer; an order likewise. */
    int validationPolls;

    int readyPolls;
    int issuancePolls;

    /** Names whose validation fails. */
    final Set<String> failing = new HashSet<>();

    /** Whether a valid or invalid authorization serves other orders too. */
    boolean reuse;

    /** Whether an order that is asked for again is the one that there is. */
    boolean sameOrder;

    boolean externalAccountRequired;
    boolean replacesRefused;

    final FakeIssuer issuer = ISSUER;
    final FakeIssuer otherIssuer = OTHER_ISSUER;

    // ---- what it knows

    final Map<String, FakeAccount> accounts = new LinkedHashMap<>();
    final List<FakeOrder> orders = new ArrayList<>();
    final List<FakeAuthorization> authorizations = new ArrayList<>();
    final List<String> deactivated = new ArrayList<>();
    final Set<String> revoked = new HashSet<>();

    FakeCaState(FakeTime time) {
        this.time = time;
    }

    private final FakeTime time;

    Optional<VerificationKey> key(String kid) {
        FakeAccount account = accounts.get(kid);
        if (account != null && !account.status.equals("valid")) {
            throw refused(ProblemType.UNAUTHORIZED, "the account is " + account.status);
        }
        return Optional.ofNullable(account).map(known -> known.key);
    }

    /** Nothing takes long any more. */
    void heal() {
        orders.forEach(order -> {
            order.readyPolls = 0;
            order.issuancePolls = 0;
        });
        authorizations.forEach(authorization -> authorization.polls = 0);
        validationPolls = 0;
    }

    List<String> tokens() {
        return authorizations.stream().map(authorization -> authorization.token).toList();
    }

    // ---- requests

    Reply get(Step step, URI url) {
        return switch (step) {
            case DIRECTORY -> directory();
            case NEW_NONCE -> Reply.empty(204);
            case CERTIFICATE -> certificate(url);
            case RENEWAL_INFO -> Reply.json(200, """
                        {"suggestedWindow":{"start":"2027-01-01T00:00:00Z","end":"2027-01-03T00:00:00Z"}}""").header("Retry-After", "21600");
            default ->
                throw new AcmeProblemException(Problem.of(ProblemType.MALFORMED, "GET is not for this"), 405, null);
        };
    }

    Reply post(Step step, URI url, VerifiedRequest request) {
        return switch (step) {
            case NEW_ACCOUNT -> newAccount(request);
            case ACCOUNT -> account(url).reply(200, ordersList);
            case ACCOUNT_UPDATE ->
                account(url).update(request.payload(AccountUpdate.TYPE)).reply(200, ordersList);
            case KEY_CHANGE -> keyChange(request);
            case ORDERS -> ordersPage(url);
            case NEW_ORDER -> newOrder(request);
            case ORDER -> order(url).read().reply(200);
            case CANCEL -> order(url).cancel(request.payload(OrderUpdate.TYPE)).reply(200);
            case FINALIZE -> finalizeOrder(url, request);
            case NEW_AUTHORIZATION -> {
                FakeAuthorization made =
                        authorization(request.payload(NewAuthorization.TYPE).identifier());
                yield made.reply().status(201).header("Location", made.url());
            }
            case AUTHORIZATION -> authorization(url).read().reply();
            case DEACTIVATION -> {
                request.payload(AuthorizationUpdate.TYPE);
                deactivated.add(url.toString());
                yield authorization(url).deactivate().reply();
            }
            case CHALLENGE -> authorization(url).challengeReply();
            case ANSWER -> {
                assertThat(new String(request.payload(), StandardCharsets.UTF_8))
                        .isEqualTo("{}");
                yield authorization(url).answer(failing, validationPolls).challengeReply();
            }
            case CERTIFICATE -> certificate(url);
            case REVOKE -> revoke(request);
            case DELEGATIONS -> Reply.json(200, "{\"delegations\":[\"" + FakeCa.BASE + "/delegation/1\"]}");
            case DELEGATION -> Reply.json(200, """
                        {"csr-template":{"keyTypes":[{"PublicKeyType":"rsaEncryption","PublicKeyLength":3072,\
                        "SignatureType":"sha256WithRSAEncryption"}],"extensions":{"subjectAltName":\
                        {"DNS":["cdn.example.org"]}}}}""");
            default -> throw new AssertionError(step + " cannot be posted");
        };
    }

    private static Reply directory() {
        return Reply.json(200, """
                {"newNonce":"https://ca.test/nonce","newAccount":"https://ca.test/acct-new",\
                "newOrder":"https://ca.test/order-new","newAuthz":"https://ca.test/authz-new",\
                "revokeCert":"https://ca.test/revoke","keyChange":"https://ca.test/key-change",\
                "renewalInfo":"https://ca.test/ari","meta":{"termsOfService":"https://ca.test/terms"}}""");
    }

    // ---- accounts

    private Reply newAccount(VerifiedRequest request) {
        NewAccount wanted = request.payload(NewAccount.TYPE);
        Optional<FakeAccount> known = accounts.values().stream()
                .filter(account -> account.key.equals(request.key()))
                .findFirst();
        if (known.isPresent()) {
            return known.get().reply(200, ordersList).header("Location", known.get().url);
        }
        if (wanted.onlyReturnExisting()) {
            throw refused(ProblemType.ACCOUNT_DOES_NOT_EXIST, "there is no such account");
        }
        if (externalAccountRequired && wanted.externalAccountBinding().isEmpty()) {
            throw refused(ProblemType.EXTERNAL_ACCOUNT_REQUIRED, "an external account is needed");
        }
        FakeAccount made = new FakeAccount(FakeCa.BASE + "/acct/" + (accounts.size() + 1), request.key());
        made.contact = wanted.contact().orElse(List.of());
        accounts.put(made.url, made);
        return made.reply(201, ordersList).header("Location", made.url);
    }

    private FakeAccount account(URI url) {
        return Optional.ofNullable(accounts.get(url.toString())).orElseThrow(FakeCaState::unknown);
    }

    private Reply keyChange(VerifiedRequest request) {
        VerificationKey newKey = KeyChange.verify(request, ALGORITHMS, null);
        FakeAccount account = account(URI.create(request.kid().orElseThrow()));
        for (FakeAccount other : accounts.values()) {
            if (other.key.equals(newKey)) {
                throw new AcmeProblemException(
                        Problem.of(ProblemType.MALFORMED, "another account has that key"), 409, null);
            }
        }
        account.key = newKey;
        return account.reply(200, ordersList);
    }

    // ---- orders

    private Reply ordersPage(URI url) {
        int page = url.getQuery() == null ? 0 : Integer.parseInt(url.getQuery().replaceAll("\\D", ""));
        String urls = orders.stream()
                .skip((long) page * pageSize)
                .limit(pageSize)
                .map(order -> "\"" + order.url + "\"")
                .collect(Collectors.joining(","));
        Reply reply = Reply.json(200, "{\"orders\":[" + urls + "]}");
        return (page + 1) * pageSize < orders.size()
                ? reply.header("Link", "<" + url.getPath() + "?page=" + (page + 1) + ">;rel=\"next\"")
                : reply;
    }

    private Reply newOrder(VerifiedRequest request) {
        NewOrder wanted = request.payload(NewOrder.TYPE);
        if (wanted.replaces().isPresent() && replacesRefused) {
            throw new AcmeProblemException(
                    Problem.of(ProblemType.ALREADY_REPLACED, "there is a replacement already"), 409, null);
        }
        if (sameOrder) {
            for (FakeOrder known : orders) {
                if (known.wanted.equals(wanted)) {
                    return known.reply(201).header("Location", known.url);
                }
            }
        }
        List<FakeAuthorization> needed =
                wanted.identifiers().stream().map(this::authorization).toList();
        FakeOrder made = new FakeOrder(FakeCa.BASE + "/order/" + (orders.size() + 1), wanted, needed);
        made.readyPolls = readyPolls;
        made.issuancePolls = issuancePolls;
        orders.add(made);
        return made.reply(201).header("Location", made.url);
    }

    private FakeOrder order(URI url) {
        return orders.stream()
                .filter(order -> url.toString().replace("/finalize", "").equals(order.url))
                .findFirst()
                .orElseThrow(FakeCaState::unknown);
    }

    private Reply finalizeOrder(URI url, VerifiedRequest request) {
        byte[] csr = request.payload(Finalize.TYPE).csr();
        FakeOrder order = order(url);
        if (!order.status().equals("ready")) {
            throw refused(ProblemType.ORDER_NOT_READY, "the order is " + order.status());
        }
        order.finalizeWith(issuer.issue(csr, time.now()), otherIssuer.issue(csr, time.now()));
        return order.reply(200);
    }

    private Reply certificate(URI url) {
        String path = url.getPath();
        boolean alternate = path.endsWith("/alt");
        int number = Integer.parseInt(path.replaceAll("\\D", ""));
        FakeOrder order = orders.get(number - 1);
        Reply reply = Reply.json(200, order.pem(alternate)).set("Content-Type", "application/pem-certificate-chain");
        return alternate ? reply : reply.header("Link", "<" + path + "/alt>;rel=\"alternate\"");
    }

    private Reply revoke(VerifiedRequest request) {
        Revocation revocation = request.payload(Revocation.TYPE);
        if (request.kid().isEmpty()
                && !request.key().equals(VerificationKey.of(revocation.x509().getPublicKey()))) {
            throw refused(ProblemType.UNAUTHORIZED, "that is not the key of the certificate");
        }
        if (!revoked.add(revocation.x509().getSerialNumber().toString())) {
            throw refused(ProblemType.ALREADY_REVOKED, "it is revoked already");
        }
        return Reply.empty(200);
    }

    // ---- authorizations

    FakeAuthorization authorization(Identifier identifier) {
        if (reuse) {
            for (FakeAuthorization known : authorizations) {
                if (known.identifier.equals(identifier) && !known.status.equals("deactivated")) {
                    return known;
                }
            }
        }
        FakeAuthorization made = new FakeAuthorization(authorizations.size() + 1, identifier);
        authorizations.add(made);
        return made;
    }

    private FakeAuthorization authorization(URI url) {
        int number = Integer.parseInt(url.getPath().replaceAll("\\D", ""));
        if (number > authorizations.size()) {
            throw unknown();
        }
        return authorizations.get(number - 1);
    }

    private static AcmeProblemException refused(ProblemType type, String detail) {
        return new AcmeProblemException(Problem.of(type, detail), type.httpStatus(), null);
    }

    private static AcmeProblemException unknown() {
        return new AcmeProblemException(Problem.of(ProblemType.MALFORMED, "there is nothing here"), 404, null);
    }
}
