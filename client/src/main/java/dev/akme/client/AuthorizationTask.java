package dev.akme.client;

import dev.akme.messages.Authorization;
import dev.akme.messages.Resource;
import org.jspecify.annotations.Nullable;

/** One authorization with the challenge that was chosen, and what was put in place for it. */
final class AuthorizationTask {

    final Resource<Authorization> authorization;
    final ChallengeTask challenge;

    /** Null until it is presented. */
    @Nullable
    Presented presented;

    AuthorizationTask(Resource<Authorization> authorization, ChallengeTask challenge) {
        this.authorization = authorization;
        this.challenge = challenge;
    }

    Presented presented() {
        Presented there = presented;
        if (there == null) {
            throw new IllegalStateException("used before it was presented");
        }
        return there;
    }
}
