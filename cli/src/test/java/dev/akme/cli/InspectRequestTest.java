package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.Csr;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.json.JsonObject;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.KeyChange;
import dev.akme.messages.NewAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectRequestTest {

    private static final URI NEW_ACCOUNT = URI.create("https://acme.example.com/acme/new-acct");
    private static final MacKey MAC_KEY =
            MacKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path folder = Path.of("");

    private static JsonObject json(Jws jws, String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "inspect";
        all[1] = "--json";
        System.arraycopy(args, 0, all, 2, args.length);
        return InspectCommandTest.json(Run.with(jws.toJson(), all));
    }

    private static String text(JsonObject object, String member) {
        return InspectCommandTest.text(object, member);
    }

    private static JsonObject part(JsonObject object, String member) {
        return (JsonObject) object.members().get(member);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("key"), text).toString();
    }

    private static Jws newAccount(NewAccount account) {
        return Samples.KEY.sign(
                Samples.KEY
                        .header()
                        .jwk(Samples.KEY.publicKey())
                        .nonce("oFvnlFP1wIhRlYS2jTaXbA")
                        .url(NEW_ACCOUNT)
                        .build(),
                account);
    }

    private static Jws withBinding() {
        Jws binding = ExternalAccountBinding.create(
                Samples.KEY.publicKey(), "kid-1", MAC_KEY, NEW_ACCOUNT, JwsAlgorithm.HS256);
        return newAccount(NewAccount.builder().externalAccountBinding(binding).build());
    }

    @Test
    void theSignatureHoldsWithTheKeyInTheHeader() {
        JsonObject jws =
                json(newAccount(NewAccount.builder().termsOfServiceAgreed(true).build()));
        assertThat(text(jws, "kind")).isEqualTo("jws");
        assertThat(text(jws, "signature")).isEqualTo("verified");
        assertThat(text(jws, "thumbprint")).isEqualTo(Samples.KEY.publicKey().thumbprint());
        assertThat(text(part(jws, "payload"), "kind")).isEqualTo("newAccount");
        assertThat(text(part(jws, "header"), "kind")).isEqualTo("jwsHeader");
    }

    @Test
    void withoutAKeyTheSignatureIsUncheckedAndWithTheGivenOneItIsNot() throws IOException {
        assertThat(text(json(Samples.request()), "signature")).isEqualTo("unchecked");
        for (String key : new String[] {
            Samples.KEY.exportPrivatePem(),
            Samples.KEY.verificationKey().toPem(),
            Samples.KEY.publicKey().toJson(),
            Samples.KEY.exportPrivateJwk()
        }) {
            assertThat(text(json(Samples.request(), "--key", file(key)), "signature"))
                    .isEqualTo("verified");
        }
        JsonObject other = json(Samples.request(), "--key", file(Samples.OTHER_KEY.exportPrivatePem()));
        assertThat(text(other, "signature")).isEqualTo("invalid");
        assertThat(other.toJson()).contains("\"rule\":\"jws/signature\"");
    }

    @Test
    void aKeyThatCannotBeReadIsAWrongCommandLine() throws IOException {
        Run run = Run.with(Samples.request().toJson(), "inspect", "--key", file("no key"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).hasLineCount(1).contains("--key");
        assertThat(Run.with("{}", "inspect", "--key", "no-such-file").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aSignatureInDerIsNamed() {
        Jws good = newAccount(NewAccount.builder().build());
        Jws bad = good.toBuilder().signature(der(good.signature())).build();
        Run run = Run.with(bad.toJson(), "lint");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("in DER", "fixed length");
    }

    /** As OpenSSL and the JDK write ECDSA signatures when they are not told otherwise. */
    private static byte[] der(byte[] plain) {
        byte[] r = new java.math.BigInteger(1, java.util.Arrays.copyOf(plain, 32)).toByteArray();
        byte[] s = new java.math.BigInteger(1, java.util.Arrays.copyOfRange(plain, 32, 64)).toByteArray();
        byte[] der = new byte[6 + r.length + s.length];
        der[0] = 0x30;
        der[1] = (byte) (4 + r.length + s.length);
        der[2] = 2;
        der[3] = (byte) r.length;
        System.arraycopy(r, 0, der, 4, r.length);
        der[4 + r.length] = 2;
        der[5 + r.length] = (byte) s.length;
        System.arraycopy(s, 0, der, 6 + r.length, s.length);
        return der;
    }

    @Test
    void aPostAsGetReadsWhatIsAtItsUrl() {
        JsonObject jws = json(Samples.KEY.signPostAsGet(Samples.header().build()));
        assertThat(text(part(jws, "payload"), "kind")).isEqualTo("POST-as-GET");
    }

    @Test
    void anEmptyObjectAnswersAChallenge() {
        JsonObject jws = json(Samples.KEY.sign(Samples.header().build(), "{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(text(part(jws, "payload"), "kind")).isEqualTo("empty response");
    }

    @Test
    void theKindIsThatOfThePayload() {
        JsonObject jws = json(
                Samples.KEY.sign(Samples.header().build(), "{}".getBytes(StandardCharsets.UTF_8)),
                "--kind",
                "accountUpdate");
        assertThat(text(part(jws, "payload"), "kind")).isEqualTo("accountUpdate");
    }

    @Test
    void aBindingIsCheckedWithTheMacKey() throws IOException {
        JsonObject unchecked = part(part(json(withBinding()), "payload"), "externalAccountBinding");
        assertThat(text(unchecked, "signature")).isEqualTo("unchecked");
        String key = file("{\"kty\":\"oct\",\"k\":\"" + MAC_KEY.exportPrivateText() + "\"}");
        JsonObject checked = part(part(json(withBinding(), "--key", key), "payload"), "externalAccountBinding");
        assertThat(text(checked, "signature")).isEqualTo("verified");
        assertThat(text(part(checked, "payload"), "thumbprint"))
                .isEqualTo(Samples.KEY.publicKey().thumbprint());
    }

    @Test
    void aKeyChangeIsCheckedInAndOutside() {
        URI url = URI.create("https://acme.example.com/acme/key-change");
        Jws inner = KeyChange.create(Samples.ACCOUNT, Samples.KEY.publicKey(), Samples.OTHER_KEY, url);
        JsonObject outer = json(Samples.KEY.sign(Samples.header().url(url).build(), inner));
        assertThat(text(outer, "signature")).isEqualTo("verified");
        assertThat(text(part(outer, "payload"), "kind")).isEqualTo("jws");
        assertThat(text(part(outer, "payload"), "signature")).isEqualTo("verified");
        assertThat(text(part(part(outer, "payload"), "payload"), "kind")).isEqualTo("keyChange");
    }

    @Test
    void theCertificateRequestInsideIsExplained() {
        Csr csr = Csr.builder()
                .key(Samples.OTHER_KEY)
                .identifiers(java.util.List.of(Identifier.dns("example.org")))
                .build();
        JsonObject payload = part(
                json(Samples.KEY.sign(
                        Samples.header().build(),
                        Finalize.builder().csr(csr.der()).build())),
                "payload");
        assertThat(text(payload, "kind")).isEqualTo("finalize");
        assertThat(text(part(payload, "csr"), "thumbprint"))
                .isEqualTo(Samples.OTHER_KEY.publicKey().thumbprint());
        assertThat(part(payload, "csr").toJson()).contains("\"names\":[\"dns example.org\"]");
    }

    @Test
    void commonReasonsForMalformedAreFound() {
        assertThat(lint(Samples.KEY.sign(
                        Samples.KEY
                                .header()
                                .kid(Samples.ACCOUNT)
                                .url(Samples.NEW_ORDER)
                                .build(),
                        Samples.newOrder())))
                .contains("the header has no nonce");
        assertThat(lint(Samples.KEY.sign(
                        Samples.KEY
                                .header()
                                .jwk(Samples.KEY.publicKey())
                                .nonce("abc")
                                .url(Samples.NEW_ORDER)
                                .build(),
                        Samples.newOrder())))
                .contains("only new accounts and revocations have");
        assertThat(lint(Samples.KEY.sign(Samples.header().build(), "id=1".getBytes(StandardCharsets.UTF_8))))
                .contains("the payload is not JSON");
        String compact =
                Samples.request().protectedText() + "." + Samples.request().payloadText() + ".AAAA";
        assertThat(Run.with(compact, "lint").out()).contains("compact form");
    }

    private static String lint(Jws jws) {
        Run run = Run.with(jws.toJson(), "lint");
        assertThat(run.exitCode()).isEqualTo(1);
        return run.out();
    }

    @Test
    void aRequestWithItsHeadersIsHeldAgainstThem() {
        String body = Samples.request().toJson();
        String good = "POST /acme/new-order HTTP/1.1\r\nHost: acme.example.com\r\n"
                + "Content-Type: application/jose+json\r\nCookie: a=secret\r\n\r\n" + body;
        assertThat(Run.with(good, "lint").out()).isEmpty();
        assertThat(Run.with(good, "inspect").out())
                .startsWith("httpRequest")
                .contains("body: jws", "payload: newOrder")
                .doesNotContain("a=secret");
        assertThat(Run.with(good.replace("/acme/new-order", "/acme/order"), "lint")
                        .out())
                .contains("not the one that the request goes to");
        assertThat(Run.with(good.replace("jose+json", "json"), "lint").out()).contains("content type");
        assertThat(Run.with("POST https://acme.example.com/acme/new-order\n" + body, "lint")
                        .out())
                .isEmpty();
        assertThat(Run.with(
                                "HTTP/1.1 400 Bad Request\nContent-Type: application/json\nReplay-Nonce: a+b\n\n"
                                        + "{\"type\":\"urn:ietf:params:acme:error:malformed\"}",
                                "lint")
                        .out())
                .contains("problem+json", "Replay-Nonce");
    }

    @Test
    void aSignatureOfTheWrongLengthIsNoticedWithoutAKey() {
        JsonObject cut = json(with(java.util.Arrays.copyOf(Samples.request().signature(), 60)));
        assertThat(text(cut, "signature")).isEqualTo("invalid");
        assertThat(text(cut, "signatureReason")).contains("One with ES256 has 64 octets", "It has 60 octets");
        assertThat(text(json(Samples.request()), "signature")).isEqualTo("unchecked");

        byte[] der = new byte[70];
        der[0] = 0x30;
        assertThat(Run.with(with(der).toJson(), "lint").out()).contains("in fixed length");
    }

    private static Jws with(byte[] signature) {
        return Jws.TYPE.read(Samples.request()
                .toJson()
                .replaceFirst(
                        "\"signature\":\"[^\"]*\"",
                        "\"signature\":\""
                                + java.util.Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(signature) + "\""));
    }
}
