package dev.akme.challenge;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.OnionCaa;
import dev.akme.messages.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * The signature under the CAA records that an onion service sends along when finalizing (RFC 9799 §6.4): no challenge, but
 * made with the same key.
 */
public final class OnionCaaSignature {

    private static final String SECTION = "RFC 9799 §6.4";

    private OnionCaaSignature() {}

    /**
     * Signs CAA records.
     *
     * @param caa the records as they stand in the service's descriptor, one on each line, lines separated by LF
     * @param expiry when the signature ends, at most eight hours ahead; fractions of a second are dropped
     * @param onionKey the Ed25519 identity key of the service
     * @return the entry for the name in {@code onionCAA}
     * @throws IllegalArgumentException when the key is of another kind
     */
    public static OnionCaa sign(String caa, Instant expiry, SigningKey onionKey) {
        return signed(OnionCaa.builder().caa(caa), caa, expiry, onionKey);
    }

    /**
     * Signs that a service has no CAA records.
     *
     * @param expiry when the signature ends, at most eight hours ahead; fractions of a second are dropped
     * @param onionKey the Ed25519 identity key of the service
     * @return the entry for the name in {@code onionCAA}
     * @throws IllegalArgumentException when the key is of another kind
     */
    public static OnionCaa signNoCaa(Instant expiry, SigningKey onionKey) {
        return signed(OnionCaa.builder().noCaa(), "", expiry, onionKey);
    }

    private static OnionCaa signed(OnionCaa.Builder builder, String caa, Instant expiry, SigningKey onionKey) {
        // Refuses a key that no onion name has.
        OnionName.of(onionKey.publicKey());
        byte[] signature = onionKey.sign(JwsAlgorithm.EDDSA, OnionCaa.signedOctets(caa, expiry));
        return builder.expiry(expiry).signature(signature).build();
    }

    /**
     * Checks CAA records that a client has sent. What they allow is to be checked beside it.
     *
     * @param records the entry for the name in {@code onionCAA}
     * @param onion the name of the service
     * @param now the time of the check; a signature counts until and at its expiry
     * @return the problem for the client; empty when the records are signed and not too old
     */
    public static Optional<Problem> check(OnionCaa records, OnionName onion, Instant now) {
        try {
            if (!OnionCsr01.verifies(onion, records.signedOctets(), records.signature())) {
                return Problems.unauthorized("the CAA records are not signed by the key of the onion name", SECTION);
            }
            if (now.isAfter(records.expiry())) {
                return Problems.unauthorized("the signature of the CAA records is over: sign them again", SECTION);
            }
            return Optional.empty();
        } catch (MemberException e) {
            return Problems.malformed(String.valueOf(e.getMessage()));
        }
    }
}
