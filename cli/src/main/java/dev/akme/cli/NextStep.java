package dev.akme.cli;

import dev.akme.cli.state.AccountFolder;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.AcmeTimeoutException;
import dev.akme.client.ObtainException;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What to do after a failure, where that can be told. */
final class NextStep {

    private static final String PORT =
            "the port that the CA asks at (port 80 for http-01, 443 for tls-alpn-01, unless it names another)";

    private static final String WHERE = "see that " + PORT + " leads to this machine, or that the DNS has the record";

    /** Of what is not about an account, a request or the CA, but a name that is to be proven. */
    private static final Map<ProblemType, String> AFTER_VALIDATION = Map.of(
            ProblemType.CONNECTION,
            "let " + PORT + " lead to this machine, firewalls included",
            ProblemType.DNS,
            "mend its records in the DNS, and see that all servers of its zone have them",
            ProblemType.TLS,
            "see that nothing in front of this machine ends TLS, or prove the name with --http or the DNS",
            ProblemType.UNAUTHORIZED,
            WHERE,
            ProblemType.INCORRECT_RESPONSE,
            WHERE);

    private static final Map<ProblemType, String> AFTER = Map.ofEntries(
            Map.entry(ProblemType.CAA, "let its CAA records allow this CA, or take them away"),
            Map.entry(ProblemType.REJECTED_IDENTIFIER, "leave the name out, or ask another CA"),
            Map.entry(
                    ProblemType.EXTERNAL_ACCOUNT_REQUIRED,
                    "give what the CA gave you, with --eab-kid and --eab-key-file"),
            Map.entry(ProblemType.UNSUPPORTED_CONTACT, "give another --email"),
            Map.entry(ProblemType.INVALID_CONTACT, "give another --email"),
            Map.entry(ProblemType.BAD_PUBLIC_KEY, "choose another --key-type"),
            Map.entry(ProblemType.INVALID_PROFILE, "choose a --profile that the CA has"),
            Map.entry(ProblemType.RATE_LIMITED, "the same command then goes on from here"));

    static final String TRUST = "if it is a CA of your own, trust its root with --ca-file";

    private NextStep() {}

    /** The end of the line; empty when nothing can be told. */
    static String after(Throwable e) {
        String step = step(e);
        return step.isEmpty() ? "" : "; " + step;
    }

    /** For an account that the CA does not know. */
    static String anotherAccount(AccountFolder account, Optional<Path> caFile) {
        Path accounts = account.folder().resolveSibling("");
        return "if the CA has forgotten it, as one in memory does when it stops, move " + account.folder() + " out of "
                + accounts + ", and run akme account register --server " + account.server()
                + caFile.map(file -> " --ca-file " + file).orElse("") + " --dir " + accounts.resolveSibling("");
    }

    private static String step(Throwable e) {
        if (e instanceof ObtainException obtain) {
            Throwable cause = obtain.getCause();
            return obtain.failures().isEmpty()
                    ? cause == null ? "" : step(cause)
                    : Stream.concat(
                                    obtain.failures().values().stream().map(problem -> step(problem, AFTER_VALIDATION)),
                                    Stream.of(obtain.getSuppressed()).map(NextStep::local))
                            .filter(step -> !step.isEmpty())
                            .findFirst()
                            .orElse("");
        }
        if (e instanceof AcmeProblemException problem) {
            return step(problem.problem(), Map.of());
        }
        if (e instanceof AcmeNetworkException network) {
            return network.isUnknownRoot()
                    ? TRUST
                    : "see that the URL (--server) is right and the network is up; the same command then goes on from here";
        }
        return e instanceof AcmeTimeoutException ? "the same command goes on from here" : "";
    }

    private static String step(Problem problem, Map<ProblemType, String> first) {
        try {
            if (problem.type().equals(ProblemType.USER_ACTION_REQUIRED)) {
                return problem.instance()
                        .map(page -> "do what " + page + " says")
                        .orElse("");
            }
            return first.getOrDefault(problem.type(), AFTER.getOrDefault(problem.type(), ""));
        } catch (MemberException e) {
            return "";
        }
    }

    /** What solvers say is for programmers; how that is done here is not. */
    private static String local(Throwable thrown) {
        if (thrown.getCause() instanceof BindException) {
            return "--http PORT or --tls-alpn PORT choose the port, --webroot DIR needs none";
        }
        return thrown instanceof UnsupportedOperationException
                ? "prove it in another way: wildcards need the DNS (--dns-hook, --dns-rfc2136, --dns-persist)"
                : "";
    }
}
