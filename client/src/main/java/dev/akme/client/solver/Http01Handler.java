package dev.akme.client.solver;

import dev.akme.challenge.Http01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.messages.Http01Challenge;
import java.util.Optional;

/**
 * Answers {@code http-01} inside a web server that the program has already (RFC 8555 §8.3): what is presented here, the
 * program serves. Mount {@link #answer} at {@code /.well-known/acme-challenge/*}, on port 80 and without a login.
 *
 * <p>It knows tokens only while they are presented. Safe for use by many threads.
 */
public final class Http01Handler implements ChallengeSolver {

    private final Shelf<KeyAuthorization> answers = new Shelf<>();

    /** Makes a handler that answers nothing yet. */
    public Http01Handler() {}

    /**
     * Finds what answers a token.
     *
     * @param token any text, such as the last segment of a request's path
     * @return the key authorization, of which {@link Http01#body} makes the body; empty when nobody presents this token
     */
    public Optional<KeyAuthorization> find(String token) {
        return answers.find(token);
    }

    /**
     * Gives the response to a request. Its content type is {@link Http01#CONTENT_TYPE}.
     *
     * @param path the path of the request as it came: nothing in it is decoded, and a query is no part of it
     * @return the body; empty for the status 404
     */
    public Optional<byte[]> answer(String path) {
        return token(path).flatMap(this::find).map(Http01::body);
    }

    /** The token that the path of a challenge's file has in it; empty for other paths. */
    static Optional<String> token(String path) {
        String token = path.substring(path.lastIndexOf('/') + 1);
        try {
            return Optional.of(token).filter(t -> Http01.path(t).equals(path));
        } catch (IllegalArgumentException e) {
            // No token has this form.
            return Optional.empty();
        }
    }

    /**
     * {@return 0 for http-01 of a name or an address, otherwise a negative number}
     */
    @Override
    public int preference(ChallengeTask task) {
        return canAnswer(task) ? Tasks.CAN : Tasks.CANNOT;
    }

    static boolean canAnswer(ChallengeTask task) {
        return task.challenge() instanceof Http01Challenge && Tasks.hasHost(task);
    }

    @Override
    public Presented present(ChallengeTask task) throws SolverException {
        Tasks.require(this, task);
        KeyAuthorization keyAuthorization = Tasks.keyAuthorization(task);
        String token = keyAuthorization.token();
        if (!answers.put(token, keyAuthorization, () -> keyAuthorization)) {
            throw Tasks.tokenIsTaken(task);
        }
        return new Retractable(() -> answers.remove(token));
    }
}
