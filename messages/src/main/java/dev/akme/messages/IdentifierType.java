package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/** What kind of name an {@link Identifier} holds: the registry "ACME Identifier Types" (RFC 8555 §9.7.7), and drafts. */
public final class IdentifierType extends Term {

    private static final Vocabulary<IdentifierType> WORDS = new Vocabulary<>("identifier type", IdentifierType::new);

    /** {@code dns}: a domain name. */
    public static final IdentifierType DNS =
            WORDS.add("dns", "RFC 8555 §9.7.7", "A fully qualified domain name in A-label form, onion names included.");
    /** {@code ip}: an IP address. */
    public static final IdentifierType IP =
            WORDS.add("ip", "RFC 8738 §3", "An IPv4 or IPv6 address in its canonical text form.");
    /** {@code email}: a mail address. */
    public static final IdentifierType EMAIL = WORDS.add("email", "RFC 8823 §3", "An e-mail address.");
    /** {@code TNAuthList}: telephone numbers. */
    public static final IdentifierType TN_AUTH_LIST =
            WORDS.add("TNAuthList", "RFC 9448 §3", "Telephone numbers or service provider codes, in base64url DER.");
    /** {@code bundleEID}: a node of a delay-tolerant network. */
    public static final IdentifierType BUNDLE_EID =
            WORDS.add("bundleEID", "RFC 9891 §2", "The node ID of a Bundle Protocol node.");
    /** {@code NfInstanceId}: a 5G network function. */
    public static final IdentifierType NF_INSTANCE_ID =
            WORDS.add("NfInstanceId", "3GPP TS 33.310", "The instance ID of a 5G network function.");
    /** {@code permanent-identifier}: a device. */
    public static final IdentifierType PERMANENT_IDENTIFIER =
            WORDS.add("permanent-identifier", "draft-ietf-acme-device-attest §3", "A device's permanent identifier.");
    /** {@code hardware-module}: a secure element. */
    public static final IdentifierType HARDWARE_MODULE =
            WORDS.add("hardware-module", "draft-ietf-acme-device-attest §4", "A hardware module in a device.");
    /** {@code JWTClaimConstraints}: limits on the claims of a token. */
    public static final IdentifierType JWT_CLAIM_CONSTRAINTS = WORDS.add(
            "JWTClaimConstraints",
            "draft-ietf-acme-authority-token-jwtclaimcon §3",
            "Constraints on the claims of signed calls, in base64url DER.");
    /** {@code EnhancedJWTClaimConstraints}: limits on the claims of a token. */
    public static final IdentifierType ENHANCED_JWT_CLAIM_CONSTRAINTS = WORDS.add(
            "EnhancedJWTClaimConstraints",
            "draft-ietf-acme-authority-token-jwtclaimcon §3",
            "Enhanced constraints on the claims of signed calls, in base64url DER.");
    /** {@code openid-federation}: an entity of a federation. */
    public static final IdentifierType OPENID_FEDERATION =
            WORDS.add("openid-federation", "draft-ietf-acme-openid-federation §4", "The URL of a federation entity.");
    /** {@code remote-attestation}: a hint for an attester. */
    public static final IdentifierType REMOTE_ATTESTATION =
            WORDS.add("remote-attestation", "draft-ietf-acme-rats §4", "A hint for remote attestation, may be empty.");
    /** {@code wireapp-user}: private use of step-ca. */
    public static final IdentifierType WIREAPP_USER =
            WORDS.add("wireapp-user", "step-ca (private use)", "A user of the messenger Wire.");
    /** {@code wireapp-device}: private use of step-ca. */
    public static final IdentifierType WIREAPP_DEVICE =
            WORDS.add("wireapp-device", "step-ca (private use)", "A device of a user of the messenger Wire.");

    static final Codec<IdentifierType> CODEC = WORDS.codec();

    private IdentifierType(TermSpec spec) {
        super(spec);
    }

    /**
     * Gives the identifier type of that name.
     *
     * @param value the word as it stands in a message; any text
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static IdentifierType of(String value) {
        return WORDS.of(value);
    }

    /**
     * {@return all known identifier types}
     */
    public static List<IdentifierType> known() {
        return WORDS.known();
    }
}
