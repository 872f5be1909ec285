package dev.akme.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.JoseException.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.security.Provider;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that were made to find faults in those who verify. */
class WycheproofTest {

    private static final HexFormat HEX = HexFormat.of();

    record Vector(String file, int id, JwsAlgorithm alg, String jwk, String result, String rest) {

        /** What comes out with a provider; empty when it does not do this algorithm. */
        Optional<String> outcome(@Nullable Provider provider) {
            if (!Providers.does(provider, alg)) {
                return Optional.empty();
            }
            VerificationKey key;
            try {
                key = VerificationKey.of(Jwk.TYPE.read(jwk), provider);
            } catch (JoseException e) {
                assertThat(e.fault()).isEqualTo(Fault.KEY);
                return Optional.of("key refused");
            }
            String[] words = rest.split(" ", 3);
            return Optional.of(key.verify(alg, octets(words[0]), octets(words[1])) ? "valid" : "invalid");
        }

        /**
         * What may come out. PKCS#1 without its NULL is "acceptable", and the JDK takes it. JDK 17 misses signatures whose
         * point has an x between the order and the prime: one in 2^128 has.
         */
        boolean allows(String outcome, @Nullable Provider provider) {
            return switch (result) {
                case "valid" ->
                    outcome.equals("valid")
                            || (outcome.equals("key refused") && jwk.contains("\"e\":\"Aw\""))
                            || (provider == null
                                    && rest.matches(".*(large x-coordinate|x possible with a reduction|"
                                            + "x = n \\+ \\d is the smallest).*"));
                case "acceptable" -> true;
                default -> !outcome.equals("valid");
            };
        }
    }

    static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (InputStream in =
                        Objects.requireNonNull(WycheproofTest.class.getResourceAsStream("wycheproof/vectors.txt.gz"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
            String file = "";
            String[] key = {};
            String line;
            while ((line = lines.readLine()) != null) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("#")) {
                    file = words[1];
                } else if (words[0].equals("key")) {
                    key = words;
                } else {
                    vectors.add(new Vector(
                            file,
                            Integer.parseInt(words[0]),
                            JwsAlgorithm.of(key[1]),
                            key[2],
                            words[1],
                            line.split(" ", 3)[2]));
                }
            }
        }
        return vectors;
    }

    private static byte[] octets(String word) {
        return word.equals("-") ? new byte[0] : HEX.parseHex(word);
    }

    @ParameterizedTest
    @MethodSource("dev.akme.jose.Providers#all")
    void verifiesWhatIsValidAndNothingElse(Providers.Named provider) throws IOException {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Vector vector : vectors()) {
            Optional<String> outcome = vector.outcome(provider.provider());
            tried += outcome.isPresent() ? 1 : 0;
            outcome.filter(o -> !vector.allows(o, provider.provider()))
                    .ifPresent(
                            o -> wrong.add(vector.file + " " + vector.id + " is " + vector.result + ", but was " + o));
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(2000);
    }

    @Test
    void theKeysThatAreRefusedAreThoseOfTinyExponents() throws IOException {
        List<Vector> refused = vectors().stream()
                .filter(v -> v.outcome(null).equals(Optional.of("key refused")))
                .toList();
        assertThat(refused).isNotEmpty().allMatch(v -> v.jwk.contains("\"e\":\"Aw\""));
        assertThat(vectors()).hasSize(2561);
    }
}
