package dev.akme.ca;

import static dev.akme.ca.Trial.row;

import dev.akme.ca.validation.ValidationSettings;
import dev.akme.client.AcmeAccount;
import dev.akme.client.ChainPreference;
import dev.akme.client.ObtainException;
import dev.akme.client.ObtainRequest;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What Akme's client does with each {@link Deviation}. */
final class Trials {

    private static final Identifier NAME = Identifier.dns("example.org");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String REJECTED = "`AcmeProblemException`: rejectedIdentifier, HTTP 400";

    static final Problem BUSY = Problem.of(ProblemType.SERVER_INTERNAL, "busy").toBuilder()
            .status(503)
            .build();

    private Trials() {}

    static Map<Deviation, Trial.Row> all() {
        Map<Deviation, Trial.Row> rows = new EnumMap<>(Deviation.class);
        for (Deviation deviation : Deviation.values()) {
            rows.put(deviation, row(faults -> faults.deviate(deviation)));
        }
        accounts(rows);
        problems(rows);
        orders(rows);
        resources(rows);
        return rows;
    }

    private static void accounts(Map<Deviation, Trial.Row> rows) {
        // The lost answer is looked for in the list of orders.
        for (Deviation list : List.of(
                Deviation.ACCOUNT_WITHOUT_ORDERS,
                Deviation.ORDERS_AS_ARRAY,
                Deviation.ORDERS_NOT_FOUND,
                Deviation.ORDERS_NULL,
                Deviation.SAME_ORDER)) {
            and(rows, list, faults -> faults.dropNextAnswers("newOrder", 1));
        }
        rows.computeIfPresent(
                Deviation.BINDING_UNDECLARED,
                (d, row) -> row.at(builder -> builder.externalAccountRequired(true))
                        .but("`AcmeProblemException`: externalAccountRequired, HTTP 403"));
        rows.computeIfPresent(
                Deviation.BINDING_HS256,
                (d, row) ->
                        row.at(builder -> builder.externalAccountRequired(true)).doing(Trials::binds));
        rows.computeIfPresent(
                Deviation.CONTACT_REQUIRED, (d, row) -> row.but("`AcmeProblemException`: invalidContact, HTTP 400"));
        rows.computeIfPresent(
                Deviation.EDDSA_REFUSED,
                (d, row) -> row.doing(trial -> trial.obtains(
                                trial.client.register(
                                        SigningKey.generate(KeyType.ED25519),
                                        NewAccount.builder().build()),
                                ObtainRequest.of("example.org")))
                        .but("`AcmeProblemException`: badSignatureAlgorithm, HTTP 400"));
        rows.computeIfPresent(
                Deviation.KEY_CHANGE_NOT_IMPLEMENTED,
                (d, row) -> row.doing(Trials::changesKey).but("`AcmeProblemException`: rejectedIdentifier, HTTP 501"));
        rows.computeIfPresent(
                Deviation.KEY_CHANGE_NOT_FOUND,
                (d, row) -> row.doing(Trials::changesKey).but("`AcmeProblemException`: malformed, HTTP 404"));
        rows.computeIfPresent(
                Deviation.CONFLICT,
                (d, row) ->
                        row.doing(Trials::changesToTheKeyOfAnother).but("`AcmeProblemException`: conflict, HTTP 409"));
        rows.computeIfPresent(
                Deviation.NO_ACCOUNT_FORBIDDEN,
                (d, row) ->
                        row.doing(Trials::findsNoAccount).but("`AcmeProblemException`: accountDoesNotExist, HTTP 403"));
        rows.computeIfPresent(
                Deviation.NO_ACCOUNT_INTERNAL,
                (d, row) ->
                        row.doing(Trials::findsNoAccount).but("`AcmeProblemException`: accountDoesNotExist, HTTP 500"));
    }

    private static void problems(Map<Deviation, Trial.Row> rows) {
        and(rows, Deviation.ERROR_WITHOUT_NONCE, faults -> faults.answerNext("newOrder", BUSY, SECOND));
        and(rows, Deviation.BAD_NONCE_WITHOUT_NONCE, faults -> faults.refuseNextNonces(1));
        and(rows, Deviation.ERRORS_AS_HTML, faults -> faults.answerNext("newOrder", BUSY, SECOND));
        and(rows, Deviation.RETRY_AFTER_AS_DATE, faults -> faults.answerNext("newOrder", BUSY, SECOND));
        and(
                rows,
                Deviation.OTHER_STATUSES,
                faults -> faults.answerNext("finalize", Problem.of(ProblemType.ORDER_NOT_READY, "not yet")));
        Problem rejected = Problem.of(ProblemType.REJECTED_IDENTIFIER, "no").toBuilder()
                .status(400)
                .build();
        for (Deviation form : List.of(
                Deviation.SUBPROBLEMS_NULL,
                Deviation.PROBLEM_WITH_MORE,
                Deviation.PROBLEMS_AS_JSON,
                Deviation.STATUS_AS_TEXT)) {
            and(rows, form, faults -> faults.answerNext("newOrder", rejected));
            rows.computeIfPresent(form, (d, row) -> row.but(REJECTED));
        }
        for (Deviation form : List.of(Deviation.PROBLEM_WITHOUT_TYPE, Deviation.PROBLEM_WITH_MESSAGE)) {
            and(rows, form, faults -> faults.answerNext("newOrder", rejected));
            rows.computeIfPresent(form, (d, row) -> row.but("`AcmeProblemException`: about:blank, HTTP 400"));
        }
        and(
                rows,
                Deviation.UNSUPPORTED_TYPE,
                faults -> faults.failValidation(NAME, Problem.of(ProblemType.INCORRECT_RESPONSE, "no")));
        rows.computeIfPresent(
                Deviation.UNSUPPORTED_TYPE,
                (d, row) -> row.but("`ObtainException`: not authorized, unsupported type ACME error type '13'"));
        and(
                rows,
                Deviation.CONTACT_AS_RESPONSE,
                faults -> faults.answerNext("newAccount", Problem.of(ProblemType.INVALID_CONTACT, "no")));
        rows.computeIfPresent(
                Deviation.CONTACT_AS_RESPONSE,
                (d, row) -> row.but("`AcmeProblemException`: incorrectResponse, HTTP 400"));
        and(
                rows,
                Deviation.ALGORITHMS_MISSING,
                faults -> faults.answerNext(
                        "newAccount",
                        Problem.builder()
                                .type(ProblemType.BAD_SIGNATURE_ALGORITHM)
                                .algorithms(List.of("RS256"))
                                .build()));
        rows.computeIfPresent(
                Deviation.ALGORITHMS_MISSING,
                (d, row) -> row.but("`AcmeProblemException`: badSignatureAlgorithm, HTTP 400"));
    }

    private static void orders(Map<Deviation, Trial.Row> rows) {
        rows.computeIfPresent(
                Deviation.TIMES_REFUSED,
                (d, row) -> row.doing(trial -> trial.obtains(ObtainRequest.of("example.org").toBuilder()
                                .notAfter(Trial.START.plus(Duration.ofDays(5)))
                                .build()))
                        .but("`AcmeProblemException`: malformed, HTTP 400"));
        for (Deviation failed : List.of(Deviation.ORDER_ERROR_AS_TEXT, Deviation.CHALLENGE_ERROR_EMPTY)) {
            and(rows, failed, faults -> faults.failValidation(NAME, Problem.of(ProblemType.DNS, "no")));
        }
        rows.computeIfPresent(
                Deviation.ORDER_ERROR_AS_TEXT, (d, row) -> row.but("`ObtainException`: not authorized, dns"));
        rows.computeIfPresent(
                Deviation.CHALLENGE_ERROR_EMPTY, (d, row) -> row.but("`ObtainException`: not authorized, about:blank"));
        rows.computeIfPresent(
                Deviation.WILDCARDS_STRIPPED,
                (d, row) -> row.doing(trial -> trial.obtains(ObtainRequest.of("*.example.org", "www.example.com"))));
        and(rows, Deviation.ONLY_PENDING_AUTHORIZATIONS, faults -> faults.deviate(Deviation.ALREADY_AUTHORIZED));
        and(rows, Deviation.RETRY_AFTER_A_DAY, faults -> faults.deviate(Deviation.VALIDATION_LASTS));
        rows.computeIfPresent(
                Deviation.INVALID_REUSED,
                (d, row) -> row.doing(Trials::obtainsAfterAFailure).but("`AcmeProblemException`: dns, HTTP 400"));
        rows.computeIfPresent(
                Deviation.LINKS_IN_ONE_LINE,
                (d, row) -> row.doing(trial -> trial.obtains(ObtainRequest.of("example.org").toBuilder()
                        .preferredChain(ChainPreference.issuer(
                                commonName(trial.ca.roots().get(1))))
                        .build())));
        rows.computeIfPresent(
                Deviation.PERSIST_WITHOUT_ACCOUNT,
                (d, row) -> row.at(builder -> builder.challenges(List.of(ChallengeType.DNS_PERSIST_01))
                        .validation(ValidationSettings.builder()
                                .caaIdentities(List.of("ca.example.org"))
                                .build())));
    }

    private static void resources(Map<Deviation, Trial.Row> rows) {
        rows.computeIfPresent(
                Deviation.TOKENS_MISSING, (d, row) -> row.but("`ObtainException`: not authorized, about:blank"));
        rows.computeIfPresent(
                Deviation.CHALLENGE_WITHOUT_URL, (d, row) -> row.but("`ObtainException`: not authorized, about:blank"));
        rows.computeIfPresent(Deviation.PLAIN_URLS, (d, row) -> row.but("`AcmeProtocolException`"));
        rows.computeIfPresent(Deviation.HUGE_CHAIN, (d, row) -> row.but("`AcmeProtocolException`"));
        rows.computeIfPresent(Deviation.DIRECTORY_SHORT, (d, row) -> row.doing(Trial::obtains));
        rows.computeIfPresent(
                Deviation.RENEWAL_INFO_SLASH,
                (d, row) -> row.doing(trial -> {
                            CertificateIdentifier certificate = trial.certificate();
                            trial.client.renewalInfo(certificate).body().suggestedWindow();
                            return "is told when to renew";
                        })
                        .but("is told when to renew"));
        rows.computeIfPresent(
                Deviation.RENEWAL_INFO_UNAUTHORIZED,
                (d, row) -> row.doing(trial -> {
                            trial.client.renewalInfo(
                                    CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"));
                            return "is told when to renew";
                        })
                        .but("`AcmeProblemException`: malformed, HTTP 401"));
    }

    private static void and(Map<Deviation, Trial.Row> rows, Deviation deviation, Consumer<Faults> more) {
        rows.computeIfPresent(deviation, (d, row) -> row.and(more));
    }

    // ---- ways

    private static String binds(Trial trial) throws Exception {
        MacKey secret = MacKey.generate(JwsAlgorithm.HS256);
        trial.ca.externalAccounts().add("customer-1", secret);
        SigningKey key = Trial.newKey();
        URI newAccount = trial.client.directory().body().newAccount().orElseThrow();
        AcmeAccount account = trial.client.register(
                key,
                NewAccount.builder()
                        .externalAccountBinding(ExternalAccountBinding.create(
                                key.publicKey(), "customer-1", secret, newAccount, JwsAlgorithm.HS256))
                        .build());
        return trial.obtains(account, ObtainRequest.of("example.org"));
    }

    private static String commonName(X509Certificate root) {
        return root.getSubjectX500Principal().getName().replaceAll(".*CN=([^,]+).*", "$1");
    }

    private static String changesKey(Trial trial) throws Exception {
        trial.account().changeKey(Trial.newKey());
        return "changes its key";
    }

    private static String changesToTheKeyOfAnother(Trial trial) throws Exception {
        trial.account().changeKey(trial.account().key());
        return "changes its key";
    }

    private static String findsNoAccount(Trial trial) throws Exception {
        trial.client.findAccount(Trial.newKey());
        return "finds an account";
    }

    private static String obtainsAfterAFailure(Trial trial) throws Exception {
        trial.ca.faults().failValidation(NAME, Problem.of(ProblemType.DNS, "no"));
        AcmeAccount account = trial.account();
        ObtainRequest request = ObtainRequest.of("example.org");
        try {
            return trial.obtains(account, request);
        } catch (ObtainException e) {
            trial.ca.faults().mendValidation(NAME);
            return trial.obtains(account, request);
        }
    }
}
