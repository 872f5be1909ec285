package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/**
 * How control of an identifier is proved: the registry "ACME Validation Methods" (RFC 8555 §9.7.8), drafts, and the
 * private types of some servers. The word in {@code type} of a challenge, and in the CAA parameter
 * {@code validationmethods} (RFC 8657 §4).
 */
public final class ChallengeType extends Term {

    private static final Vocabulary<ChallengeType> WORDS =
            new Vocabulary<>("challenge type", spec -> new ChallengeType(spec, List.of()));

    /** {@code http-01}: a file on the web server of the name or address. */
    public static final ChallengeType HTTP_01 = add(
            "http-01",
            "RFC 8555 §8.3",
            "A file at a well-known path of the web server on port 80.",
            IdentifierType.DNS,
            IdentifierType.IP);
    /** {@code dns-01}: a TXT record below the name. */
    public static final ChallengeType DNS_01 =
            add("dns-01", "RFC 8555 §8.4", "A TXT record at _acme-challenge below the name.", IdentifierType.DNS);
    /** {@code tls-sni-01}: withdrawn. */
    public static final ChallengeType TLS_SNI_01 =
            add("tls-sni-01", "RFC 8555 §9.7.8", "Reserved: withdrawn as insecure, never to be offered.");
    /** {@code tls-sni-02}: withdrawn. */
    public static final ChallengeType TLS_SNI_02 =
            add("tls-sni-02", "RFC 8555 §9.7.8", "Reserved: withdrawn as insecure, never to be offered.");
    /** {@code tls-alpn-01}: a special certificate on the TLS server of the name or address. */
    public static final ChallengeType TLS_ALPN_01 = add(
            "tls-alpn-01",
            "RFC 8737 §3",
            "A self-signed certificate shown on port 443 to who asks for the protocol acme-tls/1.",
            IdentifierType.DNS,
            IdentifierType.IP);
    /** {@code email-reply-00}: a reply to a mail. */
    public static final ChallengeType EMAIL_REPLY_00 =
            add("email-reply-00", "RFC 8823 §3", "A reply to a mail of the server.", IdentifierType.EMAIL);
    /** {@code tkauth-01}: a token of an authority. */
    public static final ChallengeType TKAUTH_01 = add(
            "tkauth-01",
            "RFC 9447 §3",
            "A token signed by an authority that both sides trust.",
            IdentifierType.TN_AUTH_LIST,
            IdentifierType.NF_INSTANCE_ID,
            IdentifierType.JWT_CLAIM_CONSTRAINTS,
            IdentifierType.ENHANCED_JWT_CLAIM_CONSTRAINTS);
    /** {@code onion-csr-01}: a request signed by the key of an onion service. */
    public static final ChallengeType ONION_CSR_01 = add(
            "onion-csr-01",
            "RFC 9799 §3.2",
            "A certificate request signed by the key of the onion service.",
            IdentifierType.DNS);
    /** {@code bp-nodeid-00}: a bundle sent back over a delay-tolerant network. */
    public static final ChallengeType BP_NODEID_00 = add(
            "bp-nodeid-00",
            "RFC 9891 §3",
            "A bundle that answers the server's over the delay-tolerant network.",
            IdentifierType.BUNDLE_EID);
    /** {@code device-attest-01}: an attestation by a device. */
    public static final ChallengeType DEVICE_ATTEST_01 = add(
            "device-attest-01",
            "draft-ietf-acme-device-attest §5",
            "An attestation statement made by the device.",
            IdentifierType.PERMANENT_IDENTIFIER,
            IdentifierType.HARDWARE_MODULE);
    /** {@code dns-account-01}: a TXT record whose name depends on the account. */
    public static final ChallengeType DNS_ACCOUNT_01 = add(
            "dns-account-01",
            "draft-ietf-acme-dns-account-label §3",
            "A TXT record below the name, under a label made of the account URL.",
            IdentifierType.DNS);
    /** {@code dns-persist-01}: a TXT record that stays. */
    public static final ChallengeType DNS_PERSIST_01 = add(
            "dns-persist-01",
            "draft-ietf-acme-dns-persist §3",
            "A lasting TXT record that allows an account of an issuer to validate the name.",
            IdentifierType.DNS);
    /** {@code openid-federation-01}: a signature by an entity of a federation. */
    public static final ChallengeType OPENID_FEDERATION_01 = add(
            "openid-federation-01",
            "draft-ietf-acme-openid-federation §5",
            "A signature by a key that the federation's trust chain vouches for.",
            IdentifierType.OPENID_FEDERATION);
    /** {@code remote-attest-01}: evidence of an attester. */
    public static final ChallengeType REMOTE_ATTEST_01 = add(
            "remote-attest-01",
            "draft-ietf-acme-rats §2.2",
            "Evidence or results of a remote attestation.",
            IdentifierType.REMOTE_ATTESTATION);
    /** {@code wire-oidc-01}: private use of step-ca. */
    public static final ChallengeType WIRE_OIDC_01 = add(
            "wire-oidc-01",
            "step-ca (private use)",
            "An ID token of the user's identity provider.",
            IdentifierType.WIREAPP_USER);
    /** {@code wire-dpop-01}: private use of step-ca. */
    public static final ChallengeType WIRE_DPOP_01 = add(
            "wire-dpop-01",
            "step-ca (private use)",
            "An access token bound to the device's key.",
            IdentifierType.WIREAPP_DEVICE);
    /** {@code sectigo-email-01}: private use of Sectigo. */
    public static final ChallengeType SECTIGO_EMAIL_01 = add(
            "sectigo-email-01",
            "Sectigo (private use)",
            "Validated before, outside of ACME: nothing to do.",
            IdentifierType.DNS);
    /** {@code dns}: what {@link #DNS_01} replaced, in no RFC. */
    public static final ChallengeType DNS =
            add("dns", "pre-RFC drafts", "A signed TXT record; replaced by dns-01, in no RFC.", IdentifierType.DNS);

    static final Codec<ChallengeType> CODEC = WORDS.codec();

    private final List<IdentifierType> identifierTypes;

    private ChallengeType(TermSpec spec, List<IdentifierType> identifierTypes) {
        super(spec);
        this.identifierTypes = identifierTypes;
    }

    private static ChallengeType add(
            String value, String section, String description, IdentifierType... identifierTypes) {
        return WORDS.add(new ChallengeType(TermSpec.known(value, section, description), List.of(identifierTypes)));
    }

    /**
     * Gives the challenge type of that name.
     *
     * @param value the word as it stands in a message; any text
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static ChallengeType of(String value) {
        return WORDS.of(value);
    }

    /**
     * {@return all known challenge types}
     */
    public static List<ChallengeType> known() {
        return WORDS.known();
    }

    /**
     * {@return the types of identifiers that it can validate; empty when it is reserved or unknown}
     */
    public List<IdentifierType> identifierTypes() {
        return identifierTypes;
    }

    /**
     * {@return whether the name is taken and must not be used: {@code tls-sni-01} and {@code tls-sni-02}
     * (RFC 8555 §9.7.8)}
     */
    public boolean isReserved() {
        return equals(TLS_SNI_01) || equals(TLS_SNI_02);
    }

    /**
     * {@return whether this is a type of ACME challenge (the column "ACME" of the registry, RFC 8555 §9.7.8);
     * {@code false} for reserved types, and for the methods of one CA's own, whose names begin with {@code ca-}
     * (RFC 8657 §4)}
     */
    public boolean isAcme() {
        return !isReserved() && !value().startsWith("ca-");
    }
}
