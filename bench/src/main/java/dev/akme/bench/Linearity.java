package dev.akme.bench;

import dev.akme.json.JsonException;
import dev.akme.messages.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Time per byte of hostile texts of growing size, read as a message: a row of even figures means that reading is linear.
 * A text that is refused counts up to the refusal.
 */
public final class Linearity {

    private static final int LARGEST = 1 << 20;
    private static final int TURNS = 12;

    private Linearity() {}

    /**
     * Measures.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.println("JDK " + Runtime.version() + ", ns per byte, best of " + TURNS);
        System.out.printf(
                Locale.ROOT,
                "| %-34s | %7s | %7s | %7s | %7s | growth |%n",
                "text",
                "128 KiB",
                "256 KiB",
                "512 KiB",
                "1 MiB");
        System.out.println("|---|---|---|---|---|---|");
        shapes().forEach(Linearity::measure);
    }

    private static void measure(String name, IntFunction<String> shape) {
        double[] perByte = new double[4];
        for (int i = 0; i < perByte.length; i++) {
            byte[] utf8 = shape.apply(LARGEST >> (3 - i)).getBytes(StandardCharsets.UTF_8);
            // Enough turns for the small ones, that the compiler has seen them.
            int turns = TURNS << (perByte.length - i);
            double best = Double.MAX_VALUE;
            for (int turn = 0; turn < turns; turn++) {
                long start = System.nanoTime();
                read(utf8);
                best = Math.min(best, (double) (System.nanoTime() - start));
            }
            perByte[i] = best / utf8.length;
        }
        System.out.printf(
                Locale.ROOT,
                "| %-34s | %7.2f | %7.2f | %7.2f | %7.2f | x%.2f |%n",
                name,
                perByte[0],
                perByte[1],
                perByte[2],
                perByte[3],
                perByte[3] / perByte[0]);
    }

    private static void read(byte[] utf8) {
        try {
            if (Problem.TYPE.read(utf8).extensions().size() > utf8.length) {
                throw new IllegalStateException();
            }
        } catch (JsonException refused) {
            if (refused.offset() < 0) {
                throw refused;
            }
        }
    }

    private static Map<String, IntFunction<String>> shapes() {
        Map<String, IntFunction<String>> shapes = new TreeMap<>();
        shapes.put("long string", n -> "{\"detail\":\"" + "a".repeat(n - 13) + "\"}");
        shapes.put("long string of escapes", n -> "{\"detail\":\"" + "\\u0041".repeat(n / 6 - 3) + "\"}");
        shapes.put(
                "long string of surrogate escapes",
                n -> "{\"detail\":\"" + "\\ud83d\\ude00".repeat(n / 12 - 2) + "\"}");
        shapes.put("long string of U+FFFD", n -> "{\"detail\":\"" + "\uFFFD".repeat(n / 3 - 5) + "\"}");
        shapes.put(
                "many strings", n -> "{\"algorithms\":[\"0123456789\"" + ",\"0123456789\"".repeat(n / 13 - 2) + "]}");
        shapes.put(
                "many strings, then a number", n -> "{\"algorithms\":[" + "\"0123456789\",".repeat(n / 13 - 2) + "1]}");
        shapes.put("many objects", n -> many(n, "{\"subproblems\":[", i -> "{\"type\":\"a\",\"x\":1}", "]}"));
        shapes.put("many objects, then a number", n -> many(n, "{\"subproblems\":[", i -> "{\"type\":\"a\"}", ",1]}"));
        shapes.put("many unknown members", n -> many(n, "{", i -> "\"member" + i + "\":1", "}"));
        shapes.put("many unknown members, nested", n -> many(n, "{\"a\":{", i -> "\"member" + i + "\":1", "}}"));
        shapes.put("names that collide", n -> many(n, "{", i -> '"' + colliding(i) + "\":1", "}"));
        shapes.put("names that collide, nested", n -> many(n, "{\"a\":{", i -> '"' + colliding(i) + "\":1", "}}"));
        shapes.put("many duplicates", n -> many(n, "{", i -> "\"a\":" + i, "}"));
        shapes.put("duplicate at the end", n -> many(n, "{", i -> "\"member" + i + "\":1", ",\"member0\":1}"));
        shapes.put("arrays in arrays", n -> many(n, "{\"a\":[", i -> "[".repeat(60) + "]".repeat(60), "]}"));
        shapes.put("arrays too deep", n -> "{\"a\":" + "[".repeat(n / 2) + "]".repeat(n / 2 - 4) + "}");
        shapes.put(
                "objects in objects", n -> many(n, "{\"a\":[", i -> "{\"a\":".repeat(60) + "1" + "}".repeat(60), "]}"));
        shapes.put("numbers", n -> many(n, "{\"a\":[", i -> "1" + "0".repeat(900), "]}"));
        shapes.put("white space", n -> "{" + " ".repeat(n - 2) + "}");
        shapes.put("unterminated string", n -> "{\"detail\":\"" + "a".repeat(n - 11));
        return shapes;
    }

    private static String many(int size, String start, IntFunction<String> piece, String end) {
        StringBuilder text = new StringBuilder(size + 1000).append(start);
        for (int i = 0; text.length() < size - end.length(); i++) {
            text.append(i == 0 ? "" : ",").append(piece.apply(i));
        }
        return text.append(end).toString();
    }

    /** Different texts with the same {@code hashCode}. */
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder(34);
        for (int bit = 0; bit < 17; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
