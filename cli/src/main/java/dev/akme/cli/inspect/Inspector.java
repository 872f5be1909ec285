package dev.akme.cli.inspect;

import dev.akme.json.Finding;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonException;
import dev.akme.json.JsonLimits;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import dev.akme.messages.CertificateChain;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a text is, and has it explained. */
public final class Inspector {

    /** The longest input, in octets. */
    public static final int MAX_OCTETS = JsonLimits.MAX_BYTES;

    /** Messages in one input. */
    private static final int MOST_ITEMS = 10_000;

    private final Optional<Kind> kind;
    private final JsonExplainer json;
    private final DerExplainer der;
    private final PemExplainer pem;
    private final RecordExplainer records;

    /**
     * Makes an inspector.
     *
     * @param kind what the input is to be taken for; empty to find out
     * @param key the key to check signatures with
     * @param clock what the time is, for remarks
     */
    public Inspector(Optional<Kind> kind, GivenKey key, Clock clock) {
        Times times = new Times(clock);
        this.kind = kind;
        this.json = new JsonExplainer(times, key);
        this.der = new DerExplainer(times);
        this.pem = new PemExplainer(der);
        this.records = new RecordExplainer(times);
    }

    /**
     * Explains an input.
     *
     * @param octets the whole input
     * @return what is in it
     * @throws Unreadable when it is nothing that can be explained
     */
    public Inspection inspect(byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw new Unreadable("the input is larger than " + MAX_OCTETS + " octets");
        }
        if (DerExplainer.isSequence(octets)) {
            return Inspection.of(der(octets));
        }
        String text = new String(octets, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new Unreadable("the input is empty");
        }
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Optional<HttpText> http = HttpText.read(bare.stripLeading());
        if (http.isPresent()) {
            return Inspection.of(http(http.get()));
        }
        if (isOther(Kind.HTTP)) {
            throw new Unreadable("the first line is neither a request line nor a status line of HTTP");
        }
        return body(octets, bare);
    }

    /**
     * Explains an answer of a server.
     *
     * @param http the answer
     * @return what is in it
     */
    public Inspection inspect(HttpText http) {
        return Inspection.of(http(http));
    }

    private Explanation http(HttpText http) {
        List<Explanation> bodies = http.body().isBlank()
                ? List.of()
                : body(http.body().getBytes(StandardCharsets.UTF_8), http.body()).items().stream()
                        .map(Inspection.Item::explanation)
                        .toList();
        return new HttpExplainer().explain(http, bodies);
    }

    private Inspection body(byte[] octets, String text) {
        String start = text.stripLeading();
        if (start.startsWith("{")
                || start.startsWith("[")
                || kind.flatMap(Kind::type).isPresent()) {
            Optional<JsonObject> compact = JwsExplainer.ofCompact(text.strip());
            return compact.isPresent() ? compact(compact.get()) : json(octets, text);
        }
        if (PemExplainer.isPem(text)) {
            return all("block", pem.explain(text));
        }
        Optional<JsonObject> compact = JwsExplainer.ofCompact(start.strip());
        if (compact.isPresent() && kind.isEmpty()) {
            return compact(compact.get());
        }
        return lines(text);
    }

    // ---- JSON

    private Inspection json(byte[] octets, String text) {
        JsonValue value;
        try {
            value = JsonValue.read(octets);
        } catch (JsonException e) {
            if (isManyLines(text)) {
                return jsonLines(text);
            }
            throw new Unreadable("this is not JSON: " + place(e));
        }
        if (value instanceof JsonArray array
                && !array.items().isEmpty()
                && array.items().stream().allMatch(JsonObject.class::isInstance)) {
            return jsonItems(array);
        }
        return Inspection.of(message(value));
    }

    private Explanation message(JsonValue value) {
        Optional<MessageType<?>> type = kind.flatMap(Kind::type);
        if (kind.isPresent() && type.isEmpty() && !isOther(Kind.HTTP)) {
            throw new Unreadable("this is JSON, which " + kind.get().name() + " never is");
        }
        return json.explain(value, type);
    }

    /** The first line is a whole text, and more follow. */
    private static boolean isManyLines(String text) {
        List<String> begin =
                text.lines().filter(line -> !line.isBlank()).limit(2).toList();
        if (begin.size() < 2) {
            return false;
        }
        try {
            JsonValue.read(begin.get(0));
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private Inspection jsonLines(String text) {
        List<Inspection.Item> items = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String place = "line " + ++number;
            if (line.isBlank()) {
                continue;
            }
            requireRoom(items.size() + unreadable.size());
            try {
                items.add(new Inspection.Item(place, message(JsonValue.read(line))));
            } catch (JsonException e) {
                unreadable.add(place + ": this is not JSON: " + place(e));
            } catch (Unreadable e) {
                unreadable.add(place + ": " + e.getMessage());
            }
        }
        return new Inspection(items, unreadable);
    }

    private Inspection jsonItems(JsonArray array) {
        List<Inspection.Item> items = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (JsonValue value : array.items()) {
            int number = items.size() + unreadable.size();
            requireRoom(number);
            try {
                items.add(new Inspection.Item("item " + number, message(value)));
            } catch (Unreadable e) {
                unreadable.add("item " + number + ": " + e.getMessage());
            }
        }
        return new Inspection(items, unreadable);
    }

    private static void requireRoom(int already) {
        if (already == MOST_ITEMS) {
            throw new Unreadable("there are more than " + MOST_ITEMS + " messages: give fewer at a time");
        }
    }

    /** Where a text stops to be JSON. Without the pointer: in broken JSON a private value may stand where a name should. */
    static String place(JsonException e) {
        return "at byte " + e.offset() + ", found " + e.found() + ", expected " + e.expected();
    }

    private Inspection compact(JsonObject jws) {
        Explanation found = json.explain(jws, kind.flatMap(Kind::type));
        List<Finding> findings = new ArrayList<>(found.findings());
        findings.add(new Finding(
                Finding.Severity.ERROR,
                "jws/compact",
                "",
                "RFC 8555 §6.2",
                "this is the compact form of a JWS, with dots",
                "send the flattened JSON form, with protected, payload and signature"));
        return Inspection.of(found.withFindings(findings));
    }

    // ---- other forms

    private boolean isOther(String name) {
        return kind.filter(k -> k.name().equals(name)).isPresent();
    }

    private Explanation der(byte[] octets) {
        if (isOther(Kind.CSR)) {
            return der.csr(octets);
        }
        try {
            return der.chain(CertificateChain.ofDer(List.of(octets)));
        } catch (IllegalArgumentException | Unreadable e) {
            Explanation csr = der.csr(octets);
            if (csr.findings().stream().anyMatch(f -> f.rule().equals("csr/refused"))) {
                throw new Unreadable("this is DER, but neither a certificate nor a certificate request that CAs take");
            }
            return csr;
        }
    }

    /** Records, one a line; or base64url of something in DER. */
    private Inspection lines(String text) {
        Optional<Explanation> inside = DerExplainer.decode(text.strip()).map(this::der);
        if (inside.isPresent()) {
            return Inspection.of(inside.get());
        }
        List<Explanation> found = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isBlank() || line.startsWith(";") || line.startsWith("#")) {
                continue;
            }
            requireRoom(found.size());
            records.explain(line, kind.filter(k -> k.type().isEmpty())).ifPresentOrElse(found::add, () -> {
                throw notKnown();
            });
        }
        if (found.isEmpty()) {
            throw notKnown();
        }
        return all("record", found);
    }

    private static Unreadable notKnown() {
        return new Unreadable(
                "this is nothing of ACME that can be recognized: neither JSON, PEM or DER, nor a request, a"
                        + " CAA or TXT record, a key authorization or a certificate identifier");
    }

    private static Inspection all(String name, List<Explanation> found) {
        if (found.size() == 1) {
            return Inspection.of(found.get(0));
        }
        List<Inspection.Item> items = new ArrayList<>();
        found.forEach(one -> items.add(new Inspection.Item(name + " " + (items.size() + 1), one)));
        return new Inspection(items, List.of());
    }
}
