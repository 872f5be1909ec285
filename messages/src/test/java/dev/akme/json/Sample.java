package dev.akme.json;

import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.NumberCodec;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message with a member of every kind. */
public final class Sample extends AcmeObject {

    private static final Schema<Sample> SCHEMA = Schema.of("sample", Sample.class, Sample::new, "RFC 1 §1");

    static final Field<String> NAME =
            SCHEMA.field("name", Codecs.TEXT).section("RFC 1 §2").required();
    static final Field<URI> URL = SCHEMA.field("url", Codecs.URL).optional();
    static final Field<Instant> TIME = SCHEMA.field("time", Codecs.TIMESTAMP).optional();
    static final Field<Boolean> FLAG = SCHEMA.field("flag", Codecs.BOOLEAN).optional();
    static final Field<Integer> COUNT =
            SCHEMA.field("count", NumberCodec.INTEGER).optional();
    static final Field<Duration> SECONDS =
            SCHEMA.field("seconds", NumberCodec.SECONDS).optional();
    static final Field<Duration> DECIMAL =
            SCHEMA.field("decimal", NumberCodec.DECIMAL_SECONDS).optional();
    static final Field<Instant> EPOCH =
            SCHEMA.field("epoch", NumberCodec.EPOCH_SECONDS).optional();
    static final Field<JsonValue> ANY = SCHEMA.field("any", Codecs.ANY).optional();
    static final Field<JsonObject> OBJECT =
            SCHEMA.field("object", Codecs.OBJECT).optional();
    static final Field<List<String>> TEXTS =
            SCHEMA.field("texts", Codecs.list(Codecs.TEXT)).optional();
    static final Field<List<Instant>> TIMES =
            SCHEMA.field("times", Codecs.list(Codecs.TIMESTAMP)).optional();
    static final Field<List<Integer>> COUNTS =
            SCHEMA.field("counts", Codecs.list(NumberCodec.INTEGER)).optional();
    static final Field<Map<String, Instant>> BY_NAME =
            SCHEMA.field("byName", Codecs.map(Codecs.TIMESTAMP)).optional();
    static final Field<Sample> CHILD = SCHEMA.field("child", SCHEMA.codec()).optional();
    static final Field<List<Sample>> CHILDREN =
            SCHEMA.field("children", Codecs.list(SCHEMA.codec())).optional();
    static final Field<Map<String, Sample>> NAMED =
            SCHEMA.field("named", Codecs.map(SCHEMA.codec())).optional();
    static final Field<String> TOKEN =
            SCHEMA.field("token", Codecs.TEXT).secret().optional();
    static final Field<List<Sample>> KEYS =
            SCHEMA.field("keys", Codecs.list(SCHEMA.codec())).secret().optional();

    static final MessageType<Sample> TYPE = SCHEMA.rules(rules -> rules.rule(
                    Severity.ERROR,
                    "sample/count-without-flag",
                    "RFC 1 §3",
                    "/count",
                    "a count without its flag",
                    "send flag as well",
                    s -> s.peek(COUNT).isPresent() && s.peek(FLAG).isEmpty()))
            .done();

    private Sample(Members members) {
        super(members);
    }

    static Builder builder() {
        return new Builder(SCHEMA);
    }

    Builder toBuilder() {
        return new Builder(SCHEMA, this);
    }

    <T> T required(Field<T> field) {
        return require(field);
    }

    <T> Optional<T> optional(Field<T> field) {
        return find(field);
    }

    static final class Builder extends ObjectBuilder<Sample, Builder> {

        private Builder(Schema<Sample> schema) {
            super(schema);
        }

        private Builder(Schema<Sample> schema, Sample start) {
            super(schema, start);
        }

        <V> Builder with(Field<V> field, V value) {
            return set(field, value);
        }
    }
}
