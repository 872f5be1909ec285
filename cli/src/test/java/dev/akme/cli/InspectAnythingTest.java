package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.cli.inspect.Shown;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in, it ends in order. */
class InspectAnythingTest {

    private static final long SEED = 20260105;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T03:04:05Z"), ZoneOffset.UTC);

    private static final List<String> SEEDS = List.of(
            Samples.ORDER,
            Samples.ORDER + "\n" + Samples.ORDER,
            "[" + Samples.ORDER + "]",
            Samples.request().toJson(),
            Samples.text("chain.pem"),
            Samples.KEY.exportPrivatePem(),
            Samples.KEY.exportPrivateJwk(),
            "POST /acme/new-order HTTP/1.1\nHost: acme.example.com\n\n"
                    + Samples.request().toJson(),
            "HTTP/1.1 200 OK\nRetry-After: 5\n\n" + Samples.ORDER,
            "example.org. 3600 IN CAA 0 issue \"ca.example; accounturi=https://ca.example/acct/1\"",
            "_validation-persist.example.org. IN TXT \"ca.example; accounturi=https://ca.example/1; persistUntil=1\"",
            "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE",
            "{\"iss\":\"a\",\"exp\":99999999999999999,\"jti\":\"a\",\"atc\":{}}");

    private static void endsInOrder(byte[] input, String what, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of());
        int exitCode = Akme.run(
                new Surroundings(console, new ByteArrayInputStream(input), Map.of(), Optional.empty(), CLOCK), args);
        String error = err.toString(StandardCharsets.UTF_8);
        assertThat(exitCode).as("%s: %s", what, error).isBetween(0, 1);
        assertThat(error.lines().count()).as("%s: %s", what, error).isLessThanOrEqualTo(1);
        assertThat(error).as(what).doesNotContain("Exception", "\tat ");
        if (args.length == 1 && args[0].equals("inspect")) {
            assertThat(error.isEmpty()).as("%s: %s", what, error).isEqualTo(exitCode == 0);
        }
    }

    @Test
    void randomOctetsEndInOrder() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] input = new byte[random.nextInt(300)];
            random.nextBytes(input);
            if (i % 3 == 0 && input.length > 0) {
                input[0] = (byte) "{[0-".charAt(random.nextInt(4));
            }
            endsInOrder(input, "seed " + SEED + ", run " + i, "inspect");
        }
    }

    @Test
    void whatIsCutOffEndsInOrder() {
        for (String seed : SEEDS) {
            byte[] whole = seed.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length <= whole.length; length += 1 + whole.length / 25) {
                endsInOrder(java.util.Arrays.copyOf(whole, length), "the first " + length + " of " + seed, "inspect");
            }
        }
    }

    @Test
    void whatIsChangedEndsInOrder() {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            byte[] input = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
            int changes = 1 + random.nextInt(4);
            for (int j = 0; j < changes; j++) {
                input[random.nextInt(input.length)] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,.\\\n -0=;".charAt(random.nextInt(15)));
            }
            String[] args = i % 2 == 0 ? new String[] {"inspect"} : new String[] {"lint"};
            endsInOrder(input, "seed " + SEED + ", run " + i, args);
        }
    }

    @Test
    void everyKindOfEveryTextEndsInOrder() {
        for (String kind : dev.akme.cli.inspect.Kind.names()) {
            for (String seed : SEEDS) {
                endsInOrder(seed.getBytes(StandardCharsets.UTF_8), kind + " of " + seed, "inspect", "--kind", kind);
            }
        }
    }

    @Test
    void whatIsTooLargeIsRefused() {
        endsInOrder(new byte[5 * 1024 * 1024], "zeros", "inspect");
        endsInOrder("[]\n".repeat(11_000).getBytes(StandardCharsets.UTF_8), "many lines", "inspect");
        endsInOrder("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8), "deep", "inspect");
        endsInOrder("a.".repeat(1_000_000).getBytes(StandardCharsets.UTF_8), "dots", "inspect");
        endsInOrder("0 issue \"".repeat(7_000).getBytes(StandardCharsets.UTF_8), "quotes", "inspect");
        endsInOrder("-----BEGIN A-----\n".repeat(100_000).getBytes(StandardCharsets.UTF_8), "begins", "inspect");
    }

    @Test
    void aProblemIsOneEvenWithAStatusOfTheWrongType() {
        // With these members it could be a challenge too, but for its type.
        String problem =
                "{\"type\":\"urn:ietf:params:acme:error:malformed\",\"status\":\"valid\",\"url\":\"https://ca.example.org/1\"}";
        assertThat(Run.with(problem, "inspect").out()).startsWith("problem ");
        assertThat(Run.with(problem, "lint").out()).contains("/status");
    }

    @Test
    void theTranscriptOfTheDemoIsReadToItsEnd(@TempDir Path folder) {
        Run demo = Run.of("demo", "--json", "--dir", folder.toString());
        assertThat(demo.exitCode()).isZero();
        Run run = Run.with(demo.out(), "inspect");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "From the client to the CA.",
                        "payload: newOrder",
                        "body: directory",
                        "body: problem",
                        "header: jwsHeader")
                .contains("What came of it.");
        Run lint = Run.with(demo.out(), "lint");
        assertThat(lint.exitCode()).as(lint.out()).isZero();
    }

    @Test
    void serialNumbersAreShownAlike() {
        assertThat(Shown.serial(new BigInteger("ff01", 16))).isEqualTo("ff01");
        assertThat(Shown.serial(new BigInteger("a01", 16))).isEqualTo("0a01");
        assertThat(Shown.serial(BigInteger.ZERO)).isEqualTo("00");
    }
}
