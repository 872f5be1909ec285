package dev.akme.ca;

import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Directories of other servers. */
final class DirectoryEffects {

    private static final String META = "meta";
    private static final String TERMS = "termsOfService";
    private static final String RENEWAL_INFO = "renewalInfo";
    private static final Set<Endpoint> DIRECTORY = Set.of(Endpoint.DIRECTORY);

    private DirectoryEffects() {}

    static void addTo(Map<Deviation, Effect> effects) {
        effects.put(Deviation.DIRECTORY_WITH_MORE, Effect.at(DIRECTORY, DirectoryEffects::withMore));
        effects.put(Deviation.DIRECTORY_WITHOUT_META, directory(directory -> Effect.without(directory, META)));
        effects.put(Deviation.META_NULL, directory(directory -> Effect.with(directory, META, JsonNull.NULL)));
        effects.put(Deviation.META_EMPTY, directory(directory -> Effect.with(directory, META, JsonObject.EMPTY)));
        effects.put(Deviation.TERMS_BLANK, meta(meta -> Effect.with(meta, TERMS, "")));
        effects.put(
                Deviation.TERMS_AS_DATA,
                meta(meta -> Effect.with(meta, TERMS, "data:text/plain,Do%20what%20thou%20wilt")));
        effects.put(
                Deviation.DIRECTORY_SHORT,
                directory(directory -> Effect.without(directory, "revokeCert", "keyChange", "newAuthz", RENEWAL_INFO)));
        effects.put(
                Deviation.BINDING_UNDECLARED,
                meta(meta -> Effect.withMore(
                        Effect.without(meta, "externalAccountRequired"), "{\"externalAccountRequired\":false}")));
        effects.put(
                Deviation.DIRECTORY_WITH_NONCE,
                Effect.at(
                        DIRECTORY,
                        (answer, occasion) -> answer.withOnly(
                                "Replay-Nonce", List.of(occasion.nonces().next()))));
        effects.put(Deviation.DIRECTORY_REDIRECTED, Effect.at(DIRECTORY, DirectoryEffects::redirected));
        effects.put(
                Deviation.RENEWAL_INFO_SLASH,
                directory(
                        directory -> Effect.with(directory, RENEWAL_INFO, Effect.text(directory, RENEWAL_INFO) + "/")));
        effects.put(
                Deviation.RENEWAL_INFO_UNAUTHORIZED,
                (answer, occasion) -> answer.status() >= 400 && occasion.isFor(Set.of(Endpoint.RENEWAL_INFO))
                        ? ProblemEffects.withStatus(answer, 401)
                        : answer);
    }

    private static Effect directory(UnaryOperator<JsonObject> change) {
        return Effect.json(DIRECTORY, change);
    }

    private static Effect meta(UnaryOperator<JsonObject> change) {
        return directory(directory -> Effect.edit(directory, META, change));
    }

    private static CaResponse withMore(CaResponse answer, Occasion occasion) {
        String name = "x" + occasion.plan().below(Integer.MAX_VALUE);
        return answer.withJson(directory -> Effect.withMore(
                directory, "{\"" + name + "\":\"https://ca.example.org/why\",\"newThings\":{\"a\":[1]}}"));
    }

    /** To the same with a query, which nothing here minds. */
    private static CaResponse redirected(CaResponse answer, Occasion occasion) {
        return occasion.request().target().indexOf('?') >= 0
                ? answer
                : CaResponse.empty(302)
                        .with(answer.headers())
                        .withOnly("Content-Type", List.of())
                        .with("Location", occasion.urls().of(Endpoint.DIRECTORY) + "?moved");
    }
}
