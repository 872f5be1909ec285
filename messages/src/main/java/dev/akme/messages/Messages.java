package dev.akme.messages;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsHeader;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonException;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All types of message, and a guess for a text of unknown type. Safe for use by many threads. */
public final class Messages {

    // In the order in which a guess prefers them when all else is equal.
    private static final List<MessageType<?>> TYPES = List.of(
            Directory.TYPE,
            DirectoryMetadata.TYPE,
            MetadataAutoRenewal.TYPE,
            Problem.TYPE,
            Account.TYPE,
            NewAccount.TYPE,
            AccountUpdate.TYPE,
            OrdersList.TYPE,
            Order.TYPE,
            NewOrder.TYPE,
            OrderUpdate.TYPE,
            Finalize.TYPE,
            OnionCaa.TYPE,
            AutoRenewal.TYPE,
            Authorization.TYPE,
            NewAuthorization.TYPE,
            AuthorizationUpdate.TYPE,
            Identifier.TYPE,
            Challenge.TYPE,
            Revocation.TYPE,
            RenewalInfo.TYPE,
            SuggestedWindow.TYPE,
            Jws.TYPE,
            JwsHeader.TYPE,
            Jwk.TYPE,
            KeyChange.TYPE,
            DelegationsList.TYPE,
            Delegation.TYPE,
            CsrTemplate.TYPE,
            AuthorityTokenClaims.TYPE,
            AccountResource.TYPE,
            OrderResource.TYPE,
            AuthorizationResource.TYPE,
            ChallengeResource.TYPE,
            CertificateResource.TYPE);

    private Messages() {}

    /**
     * {@return all types of message. {@link Challenge} stands for its family; the responses to challenges are not among
     * them, as most are <code>{}</code>: see {@link ChallengeResponse#type}}
     */
    public static List<MessageType<?>> types() {
        return TYPES;
    }

    /**
     * Says what a JSON text can be.
     *
     * <p>A type counts as possible when the text has members that it declares and these outweigh what is missing,
     * wrong or unknown. {@code {}} can be any message without required members.
     *
     * @param text the whole JSON text
     * @return the possible types, the best first; empty when the text is JSON but no message
     * @throws JsonException when the text is not JSON or passes a limit
     */
    public static List<MessageType<?>> detect(String text) {
        JsonValue value = JsonValue.read(Objects.requireNonNull(text, "text"));
        Set<MessageType<?>> best = new LinkedHashSet<>();
        guesses(value).sorted(Comparator.comparingInt(Guess::score).reversed()).forEach(g -> best.add(g.type()));
        return List.copyOf(best);
    }

    private static Stream<Guess> guesses(JsonValue value) {
        if (value instanceof JsonObject object) {
            return TYPES.stream().map(type -> guess(type.read(object), object)).filter(Guess::isPossible);
        }
        if (value instanceof JsonArray || value == JsonNull.NULL) {
            return Stream.of(new Guess(OrdersList.TYPE, 0, true));
        }
        return Stream.empty();
    }

    private static Guess guess(AcmeObject message, JsonObject object) {
        int score = score(message, object);
        boolean possible = score > 0 || (object.members().isEmpty() && lacks(message) == 0);
        // Stored forms look alike but for what is in them.
        if (message instanceof StoredForm stored && object.members().get("body") instanceof JsonObject body) {
            score += score(stored.body(), body);
        }
        return new Guess(message.messageType(), score, possible);
    }

    private static int score(AcmeObject message, JsonObject object) {
        int unknown = message.extensions().size();
        int declared = object.members().size() - unknown;
        return 3 * declared - 4 * lacks(message) - 3 * wrongs(message) - 2 * unknown;
    }

    private static int lacks(AcmeObject message) {
        return count(message, finding -> finding.rule().equals("missing"));
    }

    private static int wrongs(AcmeObject message) {
        return count(
                message,
                finding ->
                        finding.severity() == Severity.ERROR && !finding.rule().equals("missing"));
    }

    /** Findings about the message itself: what is wrong inside its members says little of its type. */
    private static int count(AcmeObject message, Predicate<Finding> counts) {
        return (int) Linter.check(message).stream()
                .filter(finding -> finding.pointer().lastIndexOf('/') <= 0)
                .filter(counts)
                .count();
    }

    private record Guess(MessageType<?> type, int score, boolean isPossible) {}
}
