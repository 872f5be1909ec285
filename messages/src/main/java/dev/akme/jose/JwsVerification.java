package dev.akme.jose;

import dev.akme.jose.JoseException.Fault;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a JWS, in the order in which servers make them (RFC 8555 §6.2): form, algorithm, {@code jwk} or
 * {@code kid}, key, signature.
 */
final class JwsVerification {

    private final Jws jws;
    private final JwsHeader header;

    private JwsVerification(Jws jws, JwsHeader header) {
        this.jws = jws;
        this.header = header;
    }

    /** Checks all that can be checked without a key. */
    static JwsVerification of(Jws jws, Collection<JwsAlgorithm> allowed, boolean macs) {
        try {
            checkForm(jws);
            JwsHeader header = jws.protectedHeader();
            checkHeader(header);
            checkAlgorithm(header.alg(), allowed, macs);
            checkKeyName(header);
            return new JwsVerification(jws, header);
        } catch (MemberException | JsonException e) {
            throw JoseException.form(String.valueOf(e.getMessage()));
        }
    }

    private static void checkForm(Jws jws) {
        for (String other : Jws.OTHER_FORMS) {
            if (jws.member(other).isPresent()) {
                throw JoseException.form("the JWS has the member " + other
                        + ": send the flattened form, with one signature and a protected header only (RFC 8555 §6.2)");
            }
        }
        jws.payloadText();
        if (jws.signature().length == 0) {
            throw JoseException.form("the signature is empty: sign the request (RFC 8555 §6.2)");
        }
    }

    private static void checkHeader(JwsHeader header) {
        if (header.member("crit").isPresent()) {
            throw JoseException.form(
                    "the header has crit, and ACME has no extensions of JWS: leave it out (RFC 7515 §4.1.11)");
        }
        if (header.member("b64").isPresent()) {
            throw JoseException.form(
                    "the header has b64: encode the payload in base64url and leave it out (RFC 8555 §6.2)");
        }
    }

    private static void checkAlgorithm(JwsAlgorithm alg, Collection<JwsAlgorithm> allowed, boolean macs) {
        if (!alg.isKnown() || alg.isMac() != macs || !allowed.contains(alg)) {
            throw new JoseException(
                    Fault.ALGORITHM,
                    "the algorithm in the header is not accepted: use "
                            + allowed.stream()
                                    .filter(a -> a.isMac() == macs)
                                    .map(JwsAlgorithm::value)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static void checkKeyName(JwsHeader header) {
        boolean jwk = header.member("jwk").isPresent();
        boolean kid = header.member("kid").isPresent();
        if (jwk == kid) {
            throw JoseException.form("the header has " + (jwk ? "both jwk and kid" : "neither jwk nor kid")
                    + ": send the key in jwk, or its name in kid (RFC 8555 §6.2)");
        }
        // Of the wrong type, one of these throws.
        if (jwk ? header.jwk().isEmpty() : header.kid().isEmpty()) {
            throw JoseException.form("jwk or kid in the header is null (RFC 8555 §6.2)");
        }
    }

    VerifiedJws byKey(Function<JwsHeader, VerificationKey> keys) {
        VerificationKey key = keys.apply(header);
        try {
            header.jwk().ifPresent(jwk -> checkKey(jwk, key));
        } catch (MemberException e) {
            throw JoseException.form(String.valueOf(e.getMessage()));
        }
        return verified(key, input -> key.verify(header.alg(), input, jws.signature()));
    }

    private void checkKey(Jwk jwk, VerificationKey key) {
        jwk.alg().filter(alg -> !alg.equals(header.alg())).ifPresent(alg -> {
            throw JoseException.key("alg in the key is not alg in the header: leave it out of the key");
        });
        if (!jwk.publicKey().equals(key.jwk())) {
            throw JoseException.key("the key in the header is not the one that is expected to sign");
        }
    }

    VerifiedJws byMacKey(Function<JwsHeader, MacKey> keys) {
        MacKey key = keys.apply(header);
        return verified(null, input -> key.verify(header.alg(), input, jws.signature()));
    }

    private VerifiedJws verified(@Nullable VerificationKey key, Predicate<byte[]> test) {
        // The texts as they came, not encoded again: they are what was signed (RFC 7515 §5.1).
        String input = jws.protectedText() + '.' + jws.payloadText();
        if (!test.test(input.getBytes(StandardCharsets.US_ASCII))) {
            throw new JoseException(
                    Fault.SIGNATURE,
                    "the signature is not one by this key over this header and payload: sign both texts exactly as they"
                            + " are sent, with the algorithm in the header (RFC 7515 §5.1)");
        }
        return new VerifiedJws(header, jws.payload(), key);
    }
}
