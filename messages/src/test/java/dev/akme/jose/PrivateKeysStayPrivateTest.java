package dev.akme.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.KeyChange;
import dev.akme.messages.Linter;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is printed, thrown, sent or serialized, no octet of a private key is in it. */
class PrivateKeysStayPrivateTest {

    private static final URI URL = URI.create("https://acme.example.com/acme/new-account");

    static Stream<SigningKey> keys() {
        return Stream.of(Keys.p256(), Keys.p384(), Keys.p521(), Keys.rsa(), Keys.ed25519());
    }

    /** The private numbers of a key. */
    private static Map<String, byte[]> secrets(SigningKey key) {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        Map<String, JsonValue> members = Jwk.TYPE.read(key.exportPrivateJwk()).extensions();
        members.forEach((name, value) -> secrets.put(name, Base64Url.decode(((JsonString) value).text())));
        assertThat(secrets).containsKey("d");
        return secrets;
    }

    /** Looks for a secret in all the ways in which software prints octets. Eight octets in a row are no accident. */
    private static void hasNoneOf(Map<String, byte[]> secrets, String text) {
        String flat = text.replaceAll("[\\s:,]", "");
        String lower = flat.toLowerCase(Locale.ROOT);
        secrets.forEach((name, secret) -> {
            List<String> forms = new ArrayList<>(List.of(
                    HexFormat.of().formatHex(secret, 0, 8),
                    new BigInteger(1, secret).toString().substring(0, 16),
                    new String(secret, 0, 8, ISO_8859_1)));
            for (int shift = 0; shift < 3; shift++) {
                String encoded = Base64Url.encode(Arrays.copyOfRange(secret, shift, shift + 9));
                forms.add(encoded);
                forms.add(encoded.replace('-', '+').replace('_', '/'));
            }
            for (String form : forms) {
                assertThat(text.contains(form) || flat.contains(form) || lower.contains(form))
                        .as("%s is in what was said", name)
                        .isFalse();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theTestFindsWhatIsExported(SigningKey key) {
        for (String exported : List.of(key.exportPrivateJwk(), key.exportPrivatePem())) {
            assertThatThrownBy(() -> hasNoneOf(secrets(key), exported)).isInstanceOf(AssertionError.class);
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void nothingPrivateIsPrintedOrSent(SigningKey key) {
        Jwk careless = Jwk.TYPE.read(key.exportPrivateJwk());
        MacKey mac = MacKey.of("0123456789abcdef".repeat(2).getBytes(UTF_8));
        JwsHeader header =
                key.header().jwk(key.publicKey()).nonce("AAAA").url(URL).build();
        Jws request = key.sign(header, "{}".getBytes(UTF_8));
        Jws binding = ExternalAccountBinding.create(careless, "kid", mac, URL, JwsAlgorithm.HS256);
        Jws change = KeyChange.create(URL, careless, SigningKey.generate(KeyType.P256), URL);
        VerifiedJws verified = request.verify(List.of(key.algorithm()), h -> key.verificationKey());
        List<String> texts = new ArrayList<>(List.of(
                key.toString(),
                key.publicKey().toJson(),
                key.verificationKey().toString(),
                key.verificationKey().toPem(),
                careless.toString(),
                careless.publicKey().toJson(),
                Linter.check(careless).toString(),
                request.toString(),
                verified.toString()));
        for (Jws jws : List.of(request, binding, change)) {
            texts.add(jws.toJson());
            texts.add(new String(jws.payload(), UTF_8));
            texts.add(jws.protectedHeader().toJson());
        }
        texts.forEach(text -> hasNoneOf(secrets(key), text));
        for (Jws jws : List.of(request, binding, change)) {
            assertThat(mac.isIn(jws.toJson())).isFalse();
            assertThat(mac.isIn(new String(jws.payload(), UTF_8))).isFalse();
        }
        assertThat(mac).hasToString("MAC key");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noExceptionSaysAPrivateOctet(SigningKey key) {
        String jwk = key.exportPrivateJwk();
        String pem = key.exportPrivatePem();
        long seed = 20261124;
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>(List.of(jwk + jwk, pem + pem, "{\"kty\":\"RSA\"," + jwk.substring(1)));
        for (int i = 0; i < 150; i++) {
            for (String text : List.of(jwk, pem)) {
                int at = random.nextInt(text.length());
                String other = "*=A1{\"\n-".charAt(random.nextInt(8)) + "";
                texts.add(text.substring(0, at));
                texts.add(text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(3))));
                texts.add(text.substring(0, at) + other + text.substring(at + 1));
            }
        }
        int thrown = 0;
        for (String text : texts) {
            try {
                SigningKey.parse(text);
            } catch (JoseException e) {
                thrown++;
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                hasNoneOf(secrets(key), trace.toString());
            }
            try {
                VerificationKey.of(Jwk.parsePem(text));
            } catch (JoseException e) {
                hasNoneOf(secrets(key), String.valueOf(e));
            }
            try {
                MacKey.parse(text);
            } catch (JoseException e) {
                hasNoneOf(secrets(key), String.valueOf(e));
            }
        }
        assertThat(thrown).as("seed %s", seed).isGreaterThan(300);
    }

    @Test
    void keysCannotBeSerialized() throws Exception {
        MacKey mac = MacKey.of("0123456789abcdef".getBytes(UTF_8));
        for (Object key :
                new Object[] {Keys.p256(), Keys.rsa(), mac, Keys.p256().verificationKey()}) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
                assertThatThrownBy(() -> out.writeObject(key)).isInstanceOf(NotSerializableException.class);
            }
            hasNoneOf(secrets(Keys.p256()), octets.toString(ISO_8859_1));
        }
    }

    @Test
    void onlyOneKindOfMethodLetsThePrivatePartOut() {
        for (Class<?> type : List.of(SigningKey.class, MacKey.class)) {
            assertThat(Stream.of(type.getMethods())
                            .filter(m -> m.getDeclaringClass() == type)
                            .filter(m ->
                                    m.getParameterCount() == 0 && !m.getName().startsWith("exportPrivate"))
                            .map(m -> m.getReturnType().getSimpleName()))
                    .isSubsetOf("String", "Jwk", "VerificationKey", "JwsAlgorithm", "Builder");
        }
        hasNoneOf(secrets(Keys.p256()), Keys.p256().toString());
    }
}
