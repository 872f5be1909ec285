package dev.akme.bench;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.messages.Authorization;
import dev.akme.messages.Directory;
import dev.akme.messages.Order;
import dev.akme.messages.Problem;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.shredzone.acme4j.toolbox.JSON;
import tools.jackson.core.JsonParser;

/** The messages, and how Akme and its peers read each of them. */
public enum Message {
    /** An order with one identifier. */
    ORDER(of(Samples.ORDER, Order.TYPE, Akme::order, HandWritten::order, PlainMessages.Order.class, Acme4j::order)),

    /** An order with a hundred identifiers. */
    ORDER_OF_100(of(
            Samples.ORDER_OF_100,
            Order.TYPE,
            Akme::order,
            HandWritten::order,
            PlainMessages.Order.class,
            Acme4j::order)),

    /** An authorization with three challenges. */
    AUTHORIZATION(of(
            Samples.AUTHORIZATION,
            Authorization.TYPE,
            Akme::authorization,
            HandWritten::authorization,
            PlainMessages.Authorization.class,
            Acme4j::authorization)),

    /** A directory with metadata. */
    DIRECTORY(of(
            Samples.DIRECTORY,
            Directory.TYPE,
            Akme::directory,
            HandWritten::directory,
            PlainMessages.Directory.class,
            Acme4j::directory)),

    /** A problem with ten subproblems. */
    PROBLEM(of(
            Samples.PROBLEM,
            Problem.TYPE,
            Akme::problem,
            HandWritten::problem,
            PlainMessages.Problem.class,
            Acme4j::problem));

    /** Reads the members of an acme4j object. */
    interface Fields {
        void read(JSON json, boolean typed, Consumer<Object> to);
    }

    private record How<T extends AcmeObject>(
            String text,
            MessageType<T> type,
            BiConsumer<T, Consumer<Object>> fields,
            Function<JsonParser, ?> handWritten,
            Class<?> plain,
            Fields acme4j) {

        void readFields(byte[] utf8, Consumer<Object> to) {
            fields.accept(type.read(utf8), to);
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final How<?> how;

    Message(How<?> how) {
        this.how = how;
    }

    private static <T extends AcmeObject> How<T> of(
            String text,
            MessageType<T> type,
            BiConsumer<T, Consumer<Object>> fields,
            Function<JsonParser, ?> handWritten,
            Class<?> plain,
            Fields acme4j) {
        return new How<>(text, type, fields, handWritten, plain, acme4j);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String text() {
        return how.text;
    }

    MessageType<?> akme() {
        return how.type;
    }

    void akmeFields(byte[] utf8, Consumer<Object> to) {
        how.readFields(utf8, to);
    }

    Function<JsonParser, ?> handWritten() {
        return how.handWritten;
    }

    /** The record that data binding fills. */
    Class<?> plain() {
        return how.plain;
    }

    Fields acme4j() {
        return how.acme4j;
    }
}
