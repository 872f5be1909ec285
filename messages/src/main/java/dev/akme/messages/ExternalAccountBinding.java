package dev.akme.messages;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.MacKey;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MemberException;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The parts of an external account binding: the proof that the holder of an ACME account also holds an account that the
 * CA knows by other means (RFC 8555 §7.3.4).
 *
 * <p>On the wire it is a {@link Jws}, made with a MAC key from the CA. {@link #check()} looks at its form; whether
 * the MAC is right, only the CA can tell.
 *
 * @param jws the binding as it stands in the message
 */
public record ExternalAccountBinding(Jws jws) {

    private static final String SECTION = "RFC 8555 §7.3.4";
    private static final String PREFIX = "externalAccountBinding/";
    private static final String SAME_KEY = PREFIX + "same-key";
    private static final Set<JwsAlgorithm> MACS = Set.of(JwsAlgorithm.HS256, JwsAlgorithm.HS384, JwsAlgorithm.HS512);

    /** So that a MAC is computed for unknown identifiers too. */
    private static final MacKey NOBODYS_KEY = MacKey.of(new byte[32]);

    private static final String NO_KEY = "the payload is not a key";
    private static final String SEND_KEY = "send the account's public key";

    private static final List<HeaderRule> HEADER_RULES = List.of(
            new HeaderRule("alg", "the algorithm is not a MAC", "use HS256, HS384 or HS512", header -> !isMac(header)),
            new HeaderRule(
                    "kid",
                    "there is no kid",
                    "send the key identifier from the CA",
                    header -> header.member("kid").isEmpty()),
            new HeaderRule(
                    "jwk",
                    "there is a jwk",
                    "name the MAC key in kid",
                    header -> header.member("jwk").isPresent()),
            new HeaderRule(
                    "nonce",
                    "there is a nonce",
                    "leave the nonce to the outer request",
                    header -> header.member("nonce").isPresent()));

    /**
     * Makes a binding.
     *
     * @param accountKey the key of the ACME account; the members that its type requires are sent, and no others
     * @param kid the key identifier that the CA gave out
     * @param macKey the MAC key that the CA gave out. It gets into the MAC only, never into the message or an error
     * @param newAccountUrl the URL that the request goes to, from the directory
     * @param alg {@code HS256}, which every CA takes, {@code HS384} or {@code HS512}
     * @return the binding, for {@link NewAccount.Builder#externalAccountBinding}
     * @throws IllegalArgumentException when {@code kid} is blank, the URL not absolute, or the MAC key stands in one of
     *     them or in the account key
     * @throws dev.akme.jose.JoseException when the algorithm is no MAC
     * @throws MemberException when the account key is incomplete or of an unknown type
     */
    public static Jws create(Jwk accountKey, String kid, MacKey macKey, URI newAccountUrl, JwsAlgorithm alg) {
        if (kid.isBlank()) {
            throw new IllegalArgumentException("kid is blank: give the key identifier from the CA (" + SECTION + ")");
        }
        if (!newAccountUrl.isAbsolute()) {
            throw new IllegalArgumentException("the newAccount URL is not absolute: give the one in the directory");
        }
        Jwk payload = accountKey.publicKey();
        // The two values from the CA's page are easily mixed up.
        if (macKey.isIn(kid) || macKey.isIn(newAccountUrl.toString()) || macKey.isIn(payload.toJson())) {
            throw new IllegalArgumentException("the MAC key stands where the key identifier, the URL or the account key"
                    + " belongs: it would be sent to the server");
        }
        JwsHeader header =
                JwsHeader.builder().alg(alg).kid(kid).url(newAccountUrl).build();
        return macKey.sign(header, payload);
    }

    /**
     * Verifies the binding, as a server does: its form, its URL, the MAC, and that it is for the key of the request. An
     * identifier that nobody knows and a wrong MAC are refused in the same words and about the same time.
     *
     * @param newAccountUrl the URL of the request
     * @param accountKey the key of the request
     * @param keys gives the MAC key for a key identifier; empty when nobody has that
     * @return the key identifier
     * @throws AcmeProblemException {@code malformed} for its form or URL, {@code unauthorized} for the identifier or the MAC,
     *     {@code badPublicKey} when it is for another key
     */
    public String verify(URI newAccountUrl, Jwk accountKey, Function<String, Optional<MacKey>> keys) {
        List<Finding> found = check(newAccountUrl, accountKey);
        for (Finding finding : found) {
            if (finding.severity() == Severity.ERROR && !finding.rule().equals(SAME_KEY)) {
                throw Refusal.malformed("externalAccountBinding" + finding.pointer() + ": " + finding.problem() + "; "
                        + finding.advice() + " (" + finding.section() + ")");
            }
        }
        String kid = keyIdentifier().orElseThrow();
        Optional<MacKey> key = keys.apply(kid);
        try {
            jws.verifyMac(MACS, header -> key.orElse(NOBODYS_KEY));
        } catch (JoseException e) {
            throw e.fault() == JoseException.Fault.SIGNATURE
                    ? unauthorized()
                    : Refusal.malformed("externalAccountBinding: " + e.getMessage());
        }
        if (key.isEmpty()) {
            throw unauthorized();
        }
        if (found.stream().anyMatch(finding -> finding.rule().equals(SAME_KEY))) {
            throw Refusal.of(
                    ProblemType.BAD_PUBLIC_KEY,
                    "the external account binding is for another key than that of the request (" + SECTION + ")");
        }
        return kid;
    }

    private static AcmeProblemException unauthorized() {
        return Refusal.of(
                ProblemType.UNAUTHORIZED,
                "there is no external account with this key identifier and MAC key: check both with the CA (" + SECTION
                        + ")");
    }

    /**
     * {@return the protected header}
     *
     * @throws MemberException when it is absent or cannot be decoded
     */
    public JwsHeader header() {
        return jws.protectedHeader();
    }

    /**
     * {@return the key identifier that the CA gave out, text of any form; empty when it is missing}
     *
     * @throws MemberException when the header is absent or cannot be decoded
     */
    public Optional<String> keyIdentifier() {
        return header().kid();
    }

    /**
     * {@return the public key of the ACME account, which is the payload}
     *
     * @throws MemberException when the payload is absent or not a JSON object
     */
    public Jwk accountKey() {
        return jws.payload(Jwk.TYPE);
    }

    /**
     * Looks for everything that is wrong with the binding by itself.
     *
     * @return findings with pointers from the binding; empty when its form is right
     */
    public List<Finding> check() {
        List<Finding> found = new ArrayList<>();
        Members.lint(jws, "", found);
        try {
            checkHeader(header(), found);
        } catch (MemberException e) {
            // Reported above, with the place.
        }
        try {
            Members.lint(accountKey(), "/payload", found);
        } catch (MemberException e) {
            if (jws.member("payload").isPresent()) {
                found.add(error("payload", "/payload", NO_KEY, SEND_KEY));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Looks for everything that is wrong with the binding in its request.
     *
     * @param url the URL of the outer request, byte for byte as its header has it
     * @param accountKey the key of the outer request
     * @return as {@link #check()}, and whether URL and key are the same in and outside
     */
    public List<Finding> check(URI url, Jwk accountKey) {
        List<Finding> found = new ArrayList<>(check());
        // Where header or payload cannot be read, check() has said so.
        if (isReadable(jws, j -> !j.protectedHeader().url().toString().equals(url.toString()))) {
            found.add(error(
                    "same-url",
                    "/protected/url",
                    "the URL is not that of the outer request",
                    "send the same URL in both headers"));
        }
        if (isReadable(jws, j -> !isSame(j.payload(Jwk.TYPE), accountKey))) {
            found.add(error(
                    "same-key",
                    "/payload",
                    "the key is not that of the outer request",
                    "send the key that signs the outer request"));
        }
        return List.copyOf(found);
    }

    /** Keys that have no thumbprint, such as those of unknown types, are the same as none. */
    private static boolean isSame(Jwk key, Jwk other) {
        try {
            return key.thumbprint().equals(other.thumbprint());
        } catch (MemberException e) {
            return false;
        }
    }

    private static void checkHeader(JwsHeader header, List<Finding> found) {
        for (HeaderRule rule : HEADER_RULES) {
            if (rule.broken.test(header)) {
                found.add(error(rule.name, "/protected/" + rule.name, rule.problem, rule.advice));
            }
        }
    }

    /** Adds the same to a message that carries a binding in the member {@code externalAccountBinding}. */
    static <T extends AcmeObject> void rules(Rules<T> rules, Function<T, Optional<Jws>> binding) {
        for (HeaderRule rule : HEADER_RULES) {
            rules.rule(
                    Severity.ERROR,
                    PREFIX + rule.name,
                    SECTION,
                    "/externalAccountBinding/protected/" + rule.name,
                    rule.problem,
                    rule.advice,
                    o -> binding.apply(o)
                            .filter(jws -> isReadable(jws, j -> rule.broken.test(j.protectedHeader())))
                            .isPresent());
        }
        rules.rule(
                        Severity.ERROR,
                        PREFIX + "payload",
                        SECTION,
                        "/externalAccountBinding/payload",
                        NO_KEY,
                        SEND_KEY,
                        o -> binding.apply(o)
                                .filter(jws -> jws.member("payload").isPresent() && !hasKey(jws))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        PREFIX + "key",
                        SECTION,
                        "/externalAccountBinding/payload",
                        "the key in the payload is no public key that can be used",
                        "send the account's public key: its required members only, each in full",
                        o -> binding.apply(o)
                                .filter(jws -> isReadable(jws, j -> hasErrors(j.payload(Jwk.TYPE))))
                                .isPresent());
    }

    private static boolean isReadable(Jws jws, Predicate<Jws> test) {
        try {
            return test.test(jws);
        } catch (MemberException e) {
            return false;
        }
    }

    private static boolean hasKey(Jws jws) {
        return isReadable(jws, j -> j.payload(Jwk.TYPE).member("kty").isPresent());
    }

    private static boolean hasErrors(Jwk key) {
        return Linter.check(key).stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private static boolean isMac(JwsHeader header) {
        try {
            return header.alg().isMac();
        } catch (MemberException e) {
            return false;
        }
    }

    private record HeaderRule(String name, String problem, String advice, Predicate<JwsHeader> broken) {}

    private static Finding error(String rule, String pointer, String problem, String advice) {
        return new Finding(Severity.ERROR, PREFIX + rule, pointer, SECTION, problem, advice);
    }
}
