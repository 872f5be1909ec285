package dev.akme.messages;

import dev.akme.json.internal.Codec;
import dev.akme.json.internal.NumberCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a certificate is revoked: the CRLReason numbers of RFC 5280 §5.3.1.
 *
 * <p>An open vocabulary: a number that is not listed is a value like any other. Two are equal when their numbers are.
 */
public final class RevocationReason {

    private static final Map<Integer, RevocationReason> KNOWN = new LinkedHashMap<>();

    /** 0: no reason given. */
    public static final RevocationReason UNSPECIFIED = known(0, "unspecified", "No reason given.");
    /** 1: the private key is known to others, or may be. */
    public static final RevocationReason KEY_COMPROMISE =
            known(1, "keyCompromise", "The private key is known to others, or may be.");
    /** 2: the private key of the CA is known to others, or may be. */
    public static final RevocationReason CA_COMPROMISE =
            known(2, "cACompromise", "The private key of the CA is known to others, or may be.");
    /** 3: the subject's name or other details have changed. */
    public static final RevocationReason AFFILIATION_CHANGED =
            known(3, "affiliationChanged", "The subject's name or other details have changed.");
    /** 4: another certificate has taken its place. */
    public static final RevocationReason SUPERSEDED =
            known(4, "superseded", "Another certificate has taken its place.");
    /** 5: the certificate is no longer needed. */
    public static final RevocationReason CESSATION_OF_OPERATION =
            known(5, "cessationOfOperation", "The certificate is no longer needed.");
    /** 6: the certificate is suspended. */
    public static final RevocationReason CERTIFICATE_HOLD =
            known(6, "certificateHold", "The certificate is suspended.");
    /** 8: the suspension is over; only in delta CRLs. */
    public static final RevocationReason REMOVE_FROM_CRL =
            known(8, "removeFromCRL", "The suspension is over; only in delta CRLs.");
    /** 9: the subject lost a privilege that the certificate states. */
    public static final RevocationReason PRIVILEGE_WITHDRAWN =
            known(9, "privilegeWithdrawn", "The subject lost a privilege that the certificate states.");
    /** 10: the private key of the attribute authority is known to others, or may be. */
    public static final RevocationReason AA_COMPROMISE =
            known(10, "aACompromise", "The private key of the attribute authority is known to others, or may be.");

    static final Codec<RevocationReason> CODEC = NumberCodec.INTEGER.map(RevocationReason::of, RevocationReason::code);

    private final int code;
    private final String label;
    private final String description;

    private RevocationReason(int code, String label, String description) {
        this.code = code;
        this.label = label;
        this.description = description;
    }

    private static RevocationReason known(int code, String label, String description) {
        RevocationReason reason = new RevocationReason(code, label, description);
        KNOWN.put(code, reason);
        return reason;
    }

    /**
     * Gives the reason of that number.
     *
     * @param code the number as it stands in a message; any
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static RevocationReason of(int code) {
        RevocationReason known = KNOWN.get(code);
        return known != null ? known : new RevocationReason(code, "", "");
    }

    /**
     * {@return all known reasons; 7 is not used and not among them}
     */
    public static List<RevocationReason> known() {
        return List.copyOf(KNOWN.values());
    }

    /**
     * {@return the number as it stands in a message}
     */
    public int code() {
        return code;
    }

    /**
     * {@return the name in RFC 5280 §5.3.1, such as {@code "keyCompromise"}; {@code ""} when the number is unknown}
     */
    public String label() {
        return label;
    }

    /**
     * {@return what the reason means, in one sentence; {@code ""} when the number is unknown}
     */
    public String description() {
        return description;
    }

    /**
     * {@return whether the number is one of the constants}
     */
    public boolean isKnown() {
        return !label.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevocationReason that && that.code == code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    /**
     * {@return name and number, such as {@code "superseded (4)"}, or the number alone}
     */
    @Override
    public String toString() {
        return isKnown() ? label + " (" + code + ")" : Integer.toString(code);
    }
}
