package dev.akme.bench;

import dev.akme.bench.PlainMessages.Authorization;
import dev.akme.bench.PlainMessages.Challenge;
import dev.akme.bench.PlainMessages.Directory;
import dev.akme.bench.PlainMessages.Identifier;
import dev.akme.bench.PlainMessages.Meta;
import dev.akme.bench.PlainMessages.Order;
import dev.akme.bench.PlainMessages.Problem;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A peer: what a programmer writes who needs these five messages and no more, on the same tokenizer. Text stays text, as
 * it does in Akme's reader. It skips members that it does not know, so it loses them; it does not see duplicates, sets no
 * limits of its own, and fails on a value of another type.
 */
final class HandWritten {

    private static final JsonFactory FACTORY = new JsonFactory();

    private HandWritten() {}

    // ---- reading

    static <T> T read(byte[] utf8, Function<JsonParser, T> type) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            in.nextToken();
            T value = type.apply(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("more data after the value");
            }
            return value;
        }
    }

    static Order order(JsonParser in) {
        String status = null;
        String expires = null;
        List<Identifier> identifiers = List.of();
        String notBefore = null;
        String notAfter = null;
        Problem error = null;
        List<String> authorizations = List.of();
        String finalizeUrl = null;
        String certificate = null;
        expect(in, JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "status" -> status = string(in);
                case "expires" -> expires = string(in);
                case "identifiers" -> identifiers = list(in, HandWritten::identifier);
                case "notBefore" -> notBefore = string(in);
                case "notAfter" -> notAfter = string(in);
                case "error" -> error = problem(in);
                case "authorizations" -> authorizations = list(in, HandWritten::string);
                case "finalize" -> finalizeUrl = string(in);
                case "certificate" -> certificate = string(in);
                default -> in.skipChildren();
            }
        }
        return new Order(
                status, expires, identifiers, notBefore, notAfter, error, authorizations, finalizeUrl, certificate);
    }

    static Identifier identifier(JsonParser in) {
        String type = null;
        String value = null;
        expect(in, JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "type" -> type = string(in);
                case "value" -> value = string(in);
                default -> in.skipChildren();
            }
        }
        return new Identifier(type, value);
    }

    static Authorization authorization(JsonParser in) {
        Identifier identifier = null;
        String status = null;
        String expires = null;
        List<Challenge> challenges = List.of();
        Boolean wildcard = null;
        expect(in, JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "identifier" -> identifier = identifier(in);
                case "status" -> status = string(in);
                case "expires" -> expires = string(in);
                case "challenges" -> challenges = list(in, HandWritten::challenge);
                case "wildcard" -> wildcard = in.getBooleanValue();
                default -> in.skipChildren();
            }
        }
        return new Authorization(identifier, status, expires, challenges, wildcard);
    }

    private static Challenge challenge(JsonParser in) {
        String type = null;
        String url = null;
        String status = null;
        String validated = null;
        Problem error = null;
        String token = null;
        expect(in, JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "type" -> type = string(in);
                case "url" -> url = string(in);
                case "status" -> status = string(in);
                case "validated" -> validated = string(in);
                case "error" -> error = problem(in);
                case "token" -> token = string(in);
                default -> in.skipChildren();
            }
        }
        return new Challenge(type, url, status, validated, error, token);
    }

    static Directory directory(JsonParser in) {
        String newNonce = null;
        String newAccount = null;
        String newOrder = null;
        String newAuthz = null;
        String revokeCert = null;
        String keyChange = null;
        String renewalInfo = null;
        Meta meta = null;
        expect(in, JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "newNonce" -> newNonce = string(in);
                case "newAccount" -> newAccount = string(in);
                case "newOrder" -> newOrder = string(in);
                case "newAuthz" -> newAuthz = string(in);
                case "revokeCert" -> revokeCert = string(in);
                case "keyChange" -> keyChange = string(in);
                case "renewalInfo" -> renewalInfo = string(in);
                case "meta" -> meta = meta(in);
                default -> in.skipChildren();
            }
        }
        return new Directory(newNonce, newAccount, newOrder, newAuthz, revokeCert, keyChange, renewalInfo, meta);
    }

    private static Meta meta(JsonParser in) {
        String termsOfService = null;
        String website = null;
        List<String> caaIdentities = List.of();
        Boolean externalAccountRequired = null;
        expect(in, JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "termsOfService" -> termsOfService = string(in);
                case "website" -> website = string(in);
                case "caaIdentities" -> caaIdentities = list(in, HandWritten::string);
                case "externalAccountRequired" -> externalAccountRequired = in.getBooleanValue();
                default -> in.skipChildren();
            }
        }
        return new Meta(termsOfService, website, caaIdentities, externalAccountRequired);
    }

    static Problem problem(JsonParser in) {
        String type = null;
        String title = null;
        Integer status = null;
        String detail = null;
        String instance = null;
        Identifier identifier = null;
        List<Problem> subproblems = List.of();
        expect(in, JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "type" -> type = string(in);
                case "title" -> title = string(in);
                case "status" -> status = in.getIntValue();
                case "detail" -> detail = string(in);
                case "instance" -> instance = string(in);
                case "identifier" -> identifier = identifier(in);
                case "subproblems" -> subproblems = list(in, HandWritten::problem);
                default -> in.skipChildren();
            }
        }
        return new Problem(type, title, status, detail, instance, identifier, subproblems);
    }

    private static String string(JsonParser in) {
        expect(in, JsonToken.VALUE_STRING);
        return in.getString();
    }

    private static <T> List<T> list(JsonParser in, Function<JsonParser, T> item) {
        expect(in, JsonToken.START_ARRAY);
        List<T> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(item.apply(in));
        }
        return items;
    }

    private static void expect(JsonParser in, JsonToken token) {
        if (in.currentToken() != token) {
            throw new IllegalArgumentException("found " + in.currentToken() + ", expected " + token);
        }
    }

    // ---- writing

    static byte[] write(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            if (message instanceof Order order) {
                write(order, out);
            } else if (message instanceof Authorization authorization) {
                write(authorization, out);
            } else if (message instanceof Directory directory) {
                write(directory, out);
            } else {
                write((Problem) message, out);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(Order order, JsonGenerator out) {
        out.writeStartObject();
        string("status", order.status(), out);
        string("expires", order.expires(), out);
        out.writeName("identifiers");
        out.writeStartArray();
        for (Identifier identifier : order.identifiers()) {
            write(identifier, out);
        }
        out.writeEndArray();
        string("notBefore", order.notBefore(), out);
        string("notAfter", order.notAfter(), out);
        error(order.error(), out);
        strings("authorizations", order.authorizations(), out);
        string("finalize", order.finalizeUrl(), out);
        string("certificate", order.certificate(), out);
        out.writeEndObject();
    }

    private static void write(Identifier identifier, JsonGenerator out) {
        out.writeStartObject();
        string("type", identifier.type(), out);
        string("value", identifier.value(), out);
        out.writeEndObject();
    }

    private static void write(Authorization authorization, JsonGenerator out) {
        out.writeStartObject();
        Identifier identifier = authorization.identifier();
        if (identifier != null) {
            out.writeName("identifier");
            write(identifier, out);
        }
        string("status", authorization.status(), out);
        string("expires", authorization.expires(), out);
        out.writeName("challenges");
        out.writeStartArray();
        for (Challenge challenge : authorization.challenges()) {
            out.writeStartObject();
            string("type", challenge.type(), out);
            string("url", challenge.url(), out);
            string("status", challenge.status(), out);
            string("validated", challenge.validated(), out);
            error(challenge.error(), out);
            string("token", challenge.token(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
        bool("wildcard", authorization.wildcard(), out);
        out.writeEndObject();
    }

    private static void write(Directory directory, JsonGenerator out) {
        out.writeStartObject();
        string("newNonce", directory.newNonce(), out);
        string("newAccount", directory.newAccount(), out);
        string("newOrder", directory.newOrder(), out);
        string("newAuthz", directory.newAuthz(), out);
        string("revokeCert", directory.revokeCert(), out);
        string("keyChange", directory.keyChange(), out);
        string("renewalInfo", directory.renewalInfo(), out);
        Meta meta = directory.meta();
        if (meta != null) {
            out.writeName("meta");
            out.writeStartObject();
            string("termsOfService", meta.termsOfService(), out);
            string("website", meta.website(), out);
            strings("caaIdentities", meta.caaIdentities(), out);
            bool("externalAccountRequired", meta.externalAccountRequired(), out);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void write(Problem problem, JsonGenerator out) {
        out.writeStartObject();
        string("type", problem.type(), out);
        string("title", problem.title(), out);
        Integer status = problem.status();
        if (status != null) {
            out.writeName("status");
            out.writeNumber(status);
        }
        string("detail", problem.detail(), out);
        string("instance", problem.instance(), out);
        Identifier identifier = problem.identifier();
        if (identifier != null) {
            out.writeName("identifier");
            write(identifier, out);
        }
        if (!problem.subproblems().isEmpty()) {
            out.writeName("subproblems");
            out.writeStartArray();
            for (Problem part : problem.subproblems()) {
                write(part, out);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void error(@Nullable Problem error, JsonGenerator out) {
        if (error != null) {
            out.writeName("error");
            write(error, out);
        }
    }

    private static void string(String name, @Nullable String value, JsonGenerator out) {
        if (value != null) {
            out.writeName(name);
            out.writeString(value);
        }
    }

    private static void strings(String name, List<String> values, JsonGenerator out) {
        out.writeName(name);
        out.writeStartArray();
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    private static void bool(String name, @Nullable Boolean value, JsonGenerator out) {
        if (value != null) {
            out.writeName(name);
            out.writeBoolean(value);
        }
    }
}
