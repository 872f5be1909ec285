package dev.akme.client;

import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way to a certificate, as a listener is told of it. A progress bar goes by {@link #kind} and
 * {@link #identifiers}: one {@link Kind#ORDER} has all of them, and then each that is not authorized yet is presented, answered
 * and waited for.
 *
 * <p>Has no token, key or nonce. Immutable.
 */
public final class ObtainStep implements WaitReason {

    /** What sort of step it is. More may come; each is one object, to be compared with {@code ==} or {@code equals}. */
    public static final class Kind {

        /** An order is made (RFC 8555 §7.4), or made again. */
        public static final Kind ORDER = new Kind("order", "order a certificate for ");

        /** An order is looked for whose answer was lost. */
        public static final Kind FIND_ORDER = new Kind("find-order", "look whether there is an order for ");

        /** The answer to a challenge is put in place. */
        public static final Kind PRESENT = new Kind("present", "present ");

        /** An answer, or all of them, are not yet seen everywhere, as in the DNS. */
        public static final Kind VISIBILITY = new Kind("visibility", "the visibility of ");

        /** The server is told to look (RFC 8555 §7.5.1). */
        public static final Kind ANSWER = new Kind("answer", "answer ");

        /** The server has not decided yet. */
        public static final Kind AUTHORIZATION = new Kind("authorization", "the authorization of ");

        /** What was presented is taken away. */
        public static final Kind CLEAN_UP = new Kind("clean-up", "clean up after ");

        /** The order is finalized (RFC 8555 §7.4). */
        public static final Kind FINALIZE = new Kind("finalize", "finalize the order for ");

        /** The order is not ready yet, or the certificate not issued. */
        public static final Kind ISSUANCE = new Kind("issuance", "the certificate for ");

        /** Another chain is looked for than the first (RFC 8555 §7.4.2). */
        public static final Kind CHAIN = new Kind("chain", "look for another chain for ");

        /** The certificate is there: the end. */
        public static final Kind DONE = new Kind("done", "got the certificate for ");

        /** Authorizations are given up after a failure (RFC 8555 §7.5.2). */
        public static final Kind GIVE_UP = new Kind("give-up", "give up ");

        private final String name;
        private final String words;

        private Kind(String name, String words) {
            this.name = name;
            this.words = words;
        }

        /**
         * {@return a name that stays, such as {@code find-order}: for metrics, or to switch over}
         */
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int NAMED = 3;

    private final Kind kind;
    private final List<Identifier> identifiers;
    private final @Nullable ChallengeType challengeType;

    private ObtainStep(Kind kind, List<Identifier> identifiers, @Nullable ChallengeType challengeType) {
        this.kind = kind;
        this.identifiers = List.copyOf(identifiers);
        this.challengeType = challengeType;
    }

    static ObtainStep of(Kind kind, List<Identifier> identifiers) {
        return new ObtainStep(kind, identifiers, null);
    }

    static ObtainStep of(Kind kind, ChallengeTask task) {
        Identifier identifier =
                task.wildcard() ? Identifier.dns("*." + task.identifier().value()) : task.identifier();
        return new ObtainStep(kind, List.of(identifier), task.challenge().type());
    }

    /**
     * {@return what sort of step it is}
     */
    public Kind kind() {
        return kind;
    }

    /**
     * {@return whom it is for: all of the order, or the one whose challenge it is; wildcards with {@code *.}}
     */
    public List<Identifier> identifiers() {
        return identifiers;
    }

    /**
     * {@return the type of the challenge that it is about, if it is about one}
     */
    public Optional<ChallengeType> challengeType() {
        return Optional.ofNullable(challengeType);
    }

    /** Not all of them: there can be a hundred. */
    static String names(List<Identifier> identifiers) {
        String first = identifiers.stream().limit(NAMED).map(Identifier::value).collect(Collectors.joining(", "));
        return identifiers.size() > NAMED ? first + " and " + (identifiers.size() - NAMED) + " more" : first;
    }

    /**
     * {@return the step in words, such as {@code answer http-01 for www.example.org}}
     */
    @Override
    public String toString() {
        String names = names(identifiers);
        return kind.words + (challengeType == null ? names : challengeType + " for " + names);
    }
}
