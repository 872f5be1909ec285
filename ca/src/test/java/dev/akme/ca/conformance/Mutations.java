package dev.akme.ca.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes something wrong out of something right, the same for the same seed. */
final class Mutations {

    private static final List<String> STRANGE_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "9".repeat(400),
            "0.1",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"*.*.\"",
            "\"ä.example.org\"",
            "\"../../etc/passwd\"",
            "\"%00%0d%0a\"",
            "\"9999999999999999999\"",
            "\"-\"",
            "{}",
            "[]",
            "[[]]",
            "{\"a\":{\"a\":{\"a\":{}}}}",
            "[".repeat(300) + "]".repeat(300),
            "[null,null]",
            "",
            "\"");

    private static final List<String> STRANGE_OCTETS =
            List.of("\r\n", "\r\n\r\n", "\n", "\0", "\u00ff", "%", ":", " ", "\t", "\"", "}", "{", "-", "99999999999");

    /** A value of JSON, as far as it can be told without reading all of it. */
    private static final Pattern VALUE =
            Pattern.compile("\"[^\"]*\"(?!\\s*:)|true|false|null|-?[0-9]+|\\{[^{}]*}|\\[[^\\[\\]]*]");

    /** A member with a text or a number. */
    private static final Pattern MEMBER = Pattern.compile("\"[^\"]*\"\\s*:\\s*(\"[^\"]*\"|[a-z0-9]+),?");

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    byte[] octets(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    // ---- octets

    byte[] changed(byte[] whole) {
        byte[] result = whole;
        for (int i = random.nextInt(3); i >= 0; i--) {
            result = changedOnce(result);
        }
        return result;
    }

    private byte[] changedOnce(byte[] octets) {
        if (octets.length == 0) {
            return octets(1 + random.nextInt(20));
        }
        int at = random.nextInt(octets.length);
        int to = Math.min(octets.length, at + 1 + random.nextInt(20));
        byte[] before = Arrays.copyOf(octets, at);
        byte[] after = Arrays.copyOfRange(octets, at, octets.length);
        return switch (random.nextInt(7)) {
            case 0, 1 -> {
                byte[] flipped = octets.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 2 -> before;
            case 3 -> joined(before, Arrays.copyOfRange(octets, to, octets.length));
            case 4 -> joined(before, joined(Arrays.copyOfRange(octets, at, to), after));
            case 5 -> joined(before, joined(octets(1 + random.nextInt(8)), after));
            default -> joined(before, joined(oneOf(STRANGE_OCTETS).getBytes(StandardCharsets.ISO_8859_1), after));
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(other);
        return all.toByteArray();
    }

    // ---- JSON

    String changed(String json) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> withStrangeValue(json);
            case 2 -> withMemberTwiceOrNever(json);
            case 3 -> new String(changed(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
            default -> withMoreMembers(json);
        };
    }

    private String withStrangeValue(String json) {
        List<MatchResult> values = VALUE.matcher(json).results().toList();
        if (values.isEmpty()) {
            return oneOf(STRANGE_VALUES);
        }
        MatchResult value = oneOf(values);
        return json.substring(0, value.start()) + oneOf(STRANGE_VALUES) + json.substring(value.end());
    }

    private String withMemberTwiceOrNever(String json) {
        List<MatchResult> members = MEMBER.matcher(json).results().toList();
        if (members.isEmpty()) {
            return withMoreMembers(json);
        }
        MatchResult member = oneOf(members);
        String twice =
                random.nextBoolean() ? member.group() + (member.group().endsWith(",") ? "" : ",") + member.group() : "";
        return json.substring(0, member.start()) + twice + json.substring(member.end());
    }

    private String withMoreMembers(String json) {
        String name = oneOf(List.of("x", "status", "resource", "jwk", "kid", "crit", "b64", "expires", "identifiers"));
        String more = "\"" + name + "\":" + oneOf(STRANGE_VALUES);
        int brace = json.indexOf('{');
        if (brace < 0) {
            return "{" + more + "}";
        }
        boolean empty = json.indexOf('}', brace) == brace + 1;
        return json.substring(0, brace + 1) + more + (empty ? "" : ",") + json.substring(brace + 1);
    }

    /** The texts in base64url of some length, decoded, changed and encoded again: certificates and requests for them. */
    String withChangedDer(String json) {
        List<MatchResult> long64 = Pattern.compile("\"([A-Za-z0-9_-]{100,})\"")
                .matcher(json)
                .results()
                .toList();
        if (long64.isEmpty()) {
            return changed(json);
        }
        MatchResult text = oneOf(long64);
        byte[] der = Base64.getUrlDecoder().decode(text.group(1));
        return json.substring(0, text.start(1)) + ClientKey.base64(changed(der)) + json.substring(text.end(1));
    }

    // ---- HTTP

    /** Header lines that nobody should send. */
    String strangeHeaders() {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            lines.add(oneOf(List.of(
                    "Content-Length: -1",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: 5, 5",
                    "Transfer-Encoding: chunked",
                    "Transfer-Encoding: identity",
                    "Transfer-Encoding: gzip, chunked",
                    "Expect: 100-continue",
                    "Expect: the unexpected",
                    "Connection: close",
                    "Connection: upgrade",
                    "Upgrade: h2c",
                    "Host: other.example",
                    "Content-Type: text/html",
                    "Content-Encoding: gzip",
                    "Replay-Nonce: x",
                    "Range: bytes=0-",
                    " folded",
                    "No colon",
                    ": no name",
                    "X: " + "x".repeat(20_000),
                    "X: \u0001",
                    "X: y\r\n".repeat(150) + "X: y")));
        }
        return String.join("\r\n", lines) + "\r\n";
    }
}
