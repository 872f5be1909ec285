package dev.akme.bench;

import java.util.function.Consumer;
import org.shredzone.acme4j.toolbox.JSON;
import org.shredzone.acme4j.toolbox.JSON.Array;
import org.shredzone.acme4j.toolbox.JSON.Value;

/** A peer: acme4j's JSON, read field by field. {@code typed} decodes dates and URLs, as its own getters do. */
final class Acme4j {

    private Acme4j() {}

    static void order(JSON json, boolean typed, Consumer<Object> to) {
        string(json.get("status"), to);
        instant(json.get("expires"), typed, to);
        for (Value identifier : json.get("identifiers").asArray()) {
            identifier(identifier.asObject(), to);
        }
        instant(json.get("notBefore"), typed, to);
        instant(json.get("notAfter"), typed, to);
        json.get("error").optional().ifPresent(v -> problem(v.asObject(), typed, to));
        for (Value authorization : json.get("authorizations").asArray()) {
            url(authorization, typed, to);
        }
        url(json.get("finalize"), typed, to);
        url(json.get("certificate"), typed, to);
    }

    static void authorization(JSON json, boolean typed, Consumer<Object> to) {
        json.get("identifier").optional().ifPresent(v -> identifier(v.asObject(), to));
        string(json.get("status"), to);
        instant(json.get("expires"), typed, to);
        for (Value challenge : json.get("challenges").asArray()) {
            JSON c = challenge.asObject();
            string(c.get("type"), to);
            url(c.get("url"), typed, to);
            string(c.get("status"), to);
            instant(c.get("validated"), typed, to);
            c.get("error").optional().ifPresent(v -> problem(v.asObject(), typed, to));
            string(c.get("token"), to);
        }
        json.get("wildcard").map(Value::asBoolean).ifPresent(to);
    }

    static void directory(JSON json, boolean typed, Consumer<Object> to) {
        url(json.get("newNonce"), typed, to);
        url(json.get("newAccount"), typed, to);
        url(json.get("newOrder"), typed, to);
        url(json.get("newAuthz"), typed, to);
        url(json.get("revokeCert"), typed, to);
        url(json.get("keyChange"), typed, to);
        url(json.get("renewalInfo"), typed, to);
        json.get("meta").optional().ifPresent(v -> {
            JSON meta = v.asObject();
            url(meta.get("termsOfService"), typed, to);
            url(meta.get("website"), typed, to);
            Array caa = meta.get("caaIdentities").asArray();
            caa.forEach(c -> string(c, to));
            meta.get("externalAccountRequired").map(Value::asBoolean).ifPresent(to);
        });
    }

    static void problem(JSON json, boolean typed, Consumer<Object> to) {
        string(json.get("type"), to);
        string(json.get("title"), to);
        json.get("status").map(Value::asInt).ifPresent(to);
        string(json.get("detail"), to);
        url(json.get("instance"), typed, to);
        json.get("identifier").optional().ifPresent(v -> identifier(v.asObject(), to));
        for (Value part : json.get("subproblems").asArray()) {
            problem(part.asObject(), typed, to);
        }
    }

    private static void identifier(JSON json, Consumer<Object> to) {
        string(json.get("type"), to);
        string(json.get("value"), to);
    }

    private static void string(Value value, Consumer<Object> to) {
        if (value.isPresent()) {
            to.accept(value.asString());
        }
    }

    private static void instant(Value value, boolean typed, Consumer<Object> to) {
        if (value.isPresent()) {
            to.accept(typed ? value.asInstant() : value.asString());
        }
    }

    private static void url(Value value, boolean typed, Consumer<Object> to) {
        if (value.isPresent()) {
            to.accept(typed ? value.asURL() : value.asString());
        }
    }
}
