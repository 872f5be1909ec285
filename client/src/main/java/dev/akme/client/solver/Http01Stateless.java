package dev.akme.client.solver;

import dev.akme.challenge.Http01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for web servers that answer every token of {@code http-01} by themselves, since all they need is the thumbprint
 * of the account key (RFC 8555 §8.1, §8.3): it presents nothing. Such a server may be configured with the thumbprint, or
 * call {@link #answer}.
 *
 * <p>Whoever has the account key can then get certificates for all names of these servers. Immutable.
 */
public final class Http01Stateless implements ChallengeSolver {

    private static final int TOKEN_DIGITS = 22;

    private final @Nullable String thumbprint;

    private Http01Stateless(@Nullable String thumbprint) {
        this.thumbprint = thumbprint;
    }

    /**
     * {@return a solver that trusts the web servers to have the thumbprint of whatever account key is used}
     */
    public static Http01Stateless create() {
        return new Http01Stateless(null);
    }

    /**
     * Makes a solver that knows what the web servers have, and refuses challenges to other account keys: their validation
     * would fail.
     *
     * @param thumbprint that of the account key, as {@link dev.akme.jose.Jwk#thumbprint()} gives it
     * @return the solver
     * @throws IllegalArgumentException when the thumbprint is none
     */
    public static Http01Stateless forThumbprint(String thumbprint) {
        // What a key authorization can be made of, for any token.
        KeyAuthorization.ofThumbprint("A".repeat(TOKEN_DIGITS), thumbprint);
        return new Http01Stateless(thumbprint);
    }

    /**
     * Gives the response of a web server to a request, without knowing of any challenge. Its content type is
     * {@link Http01#CONTENT_TYPE}.
     *
     * @param path the path of the request as it came, without a query
     * @param thumbprint that of the account key, as {@link dev.akme.jose.Jwk#thumbprint()} gives it
     * @return the body; empty for the status 404, when the path is not that of a token
     * @throws IllegalArgumentException when the thumbprint is none
     */
    public static Optional<byte[]> answer(String path, String thumbprint) {
        return Http01Handler.token(path).map(token -> Http01.body(KeyAuthorization.ofThumbprint(token, thumbprint)));
    }

    /**
     * {@return 0 for http-01 of a name or an address, otherwise a negative number}
     */
    @Override
    public int preference(ChallengeTask task) {
        return Http01Handler.canAnswer(task) ? Tasks.CAN : Tasks.CANNOT;
    }

    /**
     * Does nothing but check.
     *
     * @param task a challenge that it can answer
     * @return what does nothing when it is closed
     * @throws SolverException when the web servers are known to have the thumbprint of another key
     */
    @Override
    public Presented present(ChallengeTask task) throws SolverException {
        Tasks.require(this, task);
        KeyAuthorization right = Tasks.keyAuthorization(task);
        if (thumbprint != null
                && !KeyAuthorization.ofThumbprint(right.token(), thumbprint).equals(right)) {
            throw new SolverException(
                    "cannot answer " + task + ": the web servers have the thumbprint of another account key; give them"
                            + " that of this one",
                    null);
        }
        return new Retractable(() -> {});
    }
}
