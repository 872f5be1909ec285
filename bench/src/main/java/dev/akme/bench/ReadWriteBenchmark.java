package dev.akme.bench;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.shredzone.acme4j.toolbox.JSON;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * Reading a message from its bytes and writing it to bytes. acme4j gets text, which spares it the decoding.
 *
 * <ul>
 *   <li>{@code read*}: to an object whose fields are text (for acme4j, which has no such object: every field, as text)
 *   <li>{@code fields*}: the same, and every field decoded: dates, URLs, words
 *   <li>{@code write*}: the object that was read
 * </ul>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"})
public class ReadWriteBenchmark {

    /** What is read and written. */
    @Param
    public Message message = Message.PROBLEM;

    private byte[] utf8 = {};
    private String text = "";
    private MessageType<?> akme = Message.PROBLEM.akme();
    private Function<JsonParser, ?> hand = Message.PROBLEM.handWritten();
    private AcmeObject akmeObject = akme.read("{}");
    private Object handObject = "";
    private ObjectReader databindReader = Databind.reader(Message.PROBLEM.plain());
    private ObjectWriter databindWriter = Databind.writer(Message.PROBLEM.plain());

    /** For JMH. */
    public ReadWriteBenchmark() {}

    /** Takes up the message, and checks that nobody loses any of it. */
    @Setup
    public void prepare() {
        text = message.text();
        utf8 = text.getBytes(StandardCharsets.UTF_8);
        akme = message.akme();
        hand = message.handWritten();
        akmeObject = akme.read(utf8);
        handObject = HandWritten.read(utf8, hand);
        databindReader = Databind.reader(message.plain());
        databindWriter = Databind.writer(message.plain());
        require(akmeObject.toJsonBytes());
        require(HandWritten.write(handObject));
        require(databindWriter.writeValueAsBytes(databindReader.readValue(utf8)));
    }

    private void require(byte[] written) {
        AcmeObject found = akme.read(written);
        if (!found.equals(akmeObject)) {
            throw new IllegalStateException("not the same: " + akmeObject + " and " + found);
        }
    }

    @Benchmark
    public Object readAkme() {
        return akme.read(utf8);
    }

    @Benchmark
    public Object readHand() {
        return HandWritten.read(utf8, hand);
    }

    @Benchmark
    public Object readDatabind() {
        return databindReader.readValue(utf8);
    }

    @Benchmark
    public void readAcme4j(Blackhole to) {
        message.acme4j().read(JSON.parse(text), false, to::consume);
    }

    @Benchmark
    public void fieldsAkme(Blackhole to) {
        message.akmeFields(utf8, to::consume);
    }

    @Benchmark
    public void fieldsAcme4j(Blackhole to) {
        message.acme4j().read(JSON.parse(text), true, to::consume);
    }

    @Benchmark
    public byte[] writeAkme() {
        return akmeObject.toJsonBytes();
    }

    @Benchmark
    public byte[] writeHand() {
        return HandWritten.write(handObject);
    }

    @Benchmark
    public byte[] writeDatabind() {
        return databindWriter.writeValueAsBytes(handObject);
    }
}
