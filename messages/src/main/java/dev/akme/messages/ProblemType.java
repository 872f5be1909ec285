package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;
import java.util.Optional;

/**
 * What kind of problem a {@link Problem} reports: the registry "ACME Error Types" (RFC 8555 §9.7.4), drafts, and any
 * other URI or text that a server sends.
 *
 * <p>The word of this vocabulary is the whole type, {@code urn:ietf:params:acme:error:malformed}; {@link #code()} is what
 * follows the prefix.
 */
public final class ProblemType extends Term {

    /** What the ACME types begin with (RFC 8555 §6.7). */
    public static final String PREFIX = "urn:ietf:params:acme:error:";

    private static final Vocabulary<ProblemType> WORDS = new Vocabulary<>("problem type", ProblemType::new);

    /** {@code about:blank}: nothing is known but the HTTP status; also what an absent type means (RFC 9457 §4.2.1). */
    public static final ProblemType ABOUT_BLANK = WORDS.add(new ProblemType(
            TermSpec.known("about:blank", "RFC 9457 §4.2.1", "Nothing is known beyond the HTTP status."), 0));

    /** {@code accountDoesNotExist}. The account that a request names, by URL or by key, does not exist. */
    public static final ProblemType ACCOUNT_DOES_NOT_EXIST = add(
            "accountDoesNotExist",
            "RFC 8555 §6.7",
            400,
            "The account that a request names, by URL or by key, does not exist.");
    /** {@code alreadyRevoked}. The certificate was revoked before. */
    public static final ProblemType ALREADY_REVOKED =
            add("alreadyRevoked", "RFC 8555 §7.6", 400, "The certificate was revoked before.");
    /** {@code badCSR}. The certificate request cannot be accepted: a weak key, other names than the order, forbidden extensions. */
    public static final ProblemType BAD_CSR = add(
            "badCSR",
            "RFC 8555 §7.4",
            400,
            "The certificate request cannot be accepted: a weak key, other names than the order, forbidden extensions.");
    /** {@code badNonce}. The anti-replay nonce is missing, unknown or used. */
    public static final ProblemType BAD_NONCE =
            add("badNonce", "RFC 8555 §6.5", 400, "The anti-replay nonce is missing, unknown or used.");
    /** {@code badPublicKey}. The server does not accept this public key. */
    public static final ProblemType BAD_PUBLIC_KEY =
            add("badPublicKey", "RFC 8555 §6.2", 400, "The server does not accept this public key.");
    /** {@code badRevocationReason}. The server does not allow this revocation reason. */
    public static final ProblemType BAD_REVOCATION_REASON =
            add("badRevocationReason", "RFC 8555 §7.6", 400, "The server does not allow this revocation reason.");
    /** {@code badSignatureAlgorithm}. The server does not support the signature algorithm; the member algorithms has those it does. */
    public static final ProblemType BAD_SIGNATURE_ALGORITHM = add(
            "badSignatureAlgorithm",
            "RFC 8555 §6.2",
            400,
            "The server does not support the signature algorithm; the member algorithms has those it does.");
    /** {@code caa}. The CAA records of the domain forbid this CA to issue. */
    public static final ProblemType CAA =
            add("caa", "RFC 8555 §6.7", 403, "The CAA records of the domain forbid this CA to issue.");
    /** {@code compound}. Several things are wrong: see the subproblems. */
    public static final ProblemType COMPOUND =
            add("compound", "RFC 8555 §6.7", 400, "Several things are wrong: see the subproblems.");
    /** {@code connection}. The server could not connect to the host that it validates. */
    public static final ProblemType CONNECTION =
            add("connection", "RFC 8555 §6.7", 400, "The server could not connect to the host that it validates.");
    /** {@code dns}. A DNS lookup failed during validation. */
    public static final ProblemType DNS = add("dns", "RFC 8555 §6.7", 400, "A DNS lookup failed during validation.");
    /** {@code externalAccountRequired}. The request must bind an external account. */
    public static final ProblemType EXTERNAL_ACCOUNT_REQUIRED =
            add("externalAccountRequired", "RFC 8555 §7.3.4", 403, "The request must bind an external account.");
    /** {@code incorrectResponse}. What the server found during validation is not what the challenge demands. */
    public static final ProblemType INCORRECT_RESPONSE = add(
            "incorrectResponse",
            "RFC 8555 §6.7",
            403,
            "What the server found during validation is not what the challenge demands.");
    /** {@code invalidContact}. A contact URL is not valid. */
    public static final ProblemType INVALID_CONTACT =
            add("invalidContact", "RFC 8555 §7.3", 400, "A contact URL is not valid.");
    /** {@code malformed}. The server cannot understand the request. */
    public static final ProblemType MALFORMED =
            add("malformed", "RFC 8555 §6.7", 400, "The server cannot understand the request.");
    /** {@code orderNotReady}. The order cannot be finalized yet. */
    public static final ProblemType ORDER_NOT_READY =
            add("orderNotReady", "RFC 8555 §7.4", 403, "The order cannot be finalized yet.");
    /** {@code rateLimited}. A rate limit is exceeded: try again later. */
    public static final ProblemType RATE_LIMITED =
            add("rateLimited", "RFC 8555 §6.6", 429, "A rate limit is exceeded: try again later.");
    /** {@code rejectedIdentifier}. The server will not issue for this identifier. */
    public static final ProblemType REJECTED_IDENTIFIER =
            add("rejectedIdentifier", "RFC 8555 §7.4.1", 403, "The server will not issue for this identifier.");
    /** {@code serverInternal}. The server met an internal error. */
    public static final ProblemType SERVER_INTERNAL =
            add("serverInternal", "RFC 8555 §6.7", 500, "The server met an internal error.");
    /** {@code tls}. A TLS error occurred during validation. */
    public static final ProblemType TLS = add("tls", "RFC 8555 §6.7", 400, "A TLS error occurred during validation.");
    /** {@code unauthorized}. The client is not allowed to do this. */
    public static final ProblemType UNAUTHORIZED =
            add("unauthorized", "RFC 8555 §6.7", 403, "The client is not allowed to do this.");
    /** {@code unsupportedContact}. The server does not support the scheme of a contact URL. */
    public static final ProblemType UNSUPPORTED_CONTACT =
            add("unsupportedContact", "RFC 8555 §7.3", 400, "The server does not support the scheme of a contact URL.");
    /** {@code unsupportedIdentifier}. The server does not support the type of an identifier. */
    public static final ProblemType UNSUPPORTED_IDENTIFIER = add(
            "unsupportedIdentifier", "RFC 8555 §6.7", 400, "The server does not support the type of an identifier.");
    /** {@code userActionRequired}. A person must visit the URL in the member instance first. */
    public static final ProblemType USER_ACTION_REQUIRED = add(
            "userActionRequired", "RFC 8555 §7.3.3", 403, "A person must visit the URL in the member instance first.");
    /** {@code autoRenewalCanceled}. The short-term certificate is gone: its order was canceled. */
    public static final ProblemType AUTO_RENEWAL_CANCELED = add(
            "autoRenewalCanceled",
            "RFC 8739 §3.1.2",
            403,
            "The short-term certificate is gone: its order was canceled.");
    /** {@code autoRenewalExpired}. The short-term certificate is gone: its order came to its end. */
    public static final ProblemType AUTO_RENEWAL_EXPIRED = add(
            "autoRenewalExpired",
            "RFC 8739 §3.3",
            403,
            "The short-term certificate is gone: its order came to its end.");
    /** {@code autoRenewalCancellationInvalid}. The order cannot be canceled: it is not valid. */
    public static final ProblemType AUTO_RENEWAL_CANCELLATION_INVALID = add(
            "autoRenewalCancellationInvalid", "RFC 8739 §3.1.2", 400, "The order cannot be canceled: it is not valid.");
    /** {@code autoRenewalRevocationNotSupported}. Short-term certificates cannot be revoked: cancel their order. */
    public static final ProblemType AUTO_RENEWAL_REVOCATION_NOT_SUPPORTED = add(
            "autoRenewalRevocationNotSupported",
            "RFC 8739 §3.1.2",
            403,
            "Short-term certificates cannot be revoked: cancel their order.");
    /** {@code unknownDelegation}. The delegation is not available to this account. */
    public static final ProblemType UNKNOWN_DELEGATION =
            add("unknownDelegation", "RFC 9115 §2.3.1.3", 403, "The delegation is not available to this account.");
    /** {@code onionCAARequired}. The CAA records of an onion name must be sent when finalizing. */
    public static final ProblemType ONION_CAA_REQUIRED = add(
            "onionCAARequired",
            "RFC 9799 §6.4.1",
            403,
            "The CAA records of an onion name must be sent when finalizing.");
    /** {@code alreadyReplaced}. The certificate named by replaces was replaced before. */
    public static final ProblemType ALREADY_REPLACED =
            add("alreadyReplaced", "RFC 9773 §5", 409, "The certificate named by replaces was replaced before.");
    /** {@code invalidProfile}. The server does not offer this profile, or does not issue under it any more. */
    public static final ProblemType INVALID_PROFILE = add(
            "invalidProfile",
            "draft-ietf-acme-profiles §4",
            400,
            "The server does not offer this profile, or does not issue under it any more.");
    /** {@code badAttestationStatement}. The attestation statement cannot be accepted. */
    public static final ProblemType BAD_ATTESTATION_STATEMENT = add(
            "badAttestationStatement",
            "draft-ietf-acme-device-attest §5",
            400,
            "The attestation statement cannot be accepted.");
    /** {@code openIDFederationEntity}. The federation entity could not be resolved; the member errorCode says why. */
    public static final ProblemType OPEN_ID_FEDERATION_ENTITY = add(
            "openIDFederationEntity",
            "draft-ietf-acme-openid-federation §5",
            403,
            "The federation entity could not be resolved; the member errorCode says why.");
    /** {@code openIDFederationCertificateValidity}. The certificate would outlive the trust chain of the federation entity. */
    public static final ProblemType OPEN_ID_FEDERATION_CERTIFICATE_VALIDITY = add(
            "openIDFederationCertificateValidity",
            "draft-ietf-acme-openid-federation §5",
            403,
            "The certificate would outlive the trust chain of the federation entity.");
    /** {@code dnssec}. A DNSSEC check failed; in no RFC, read because Python's library knows it. */
    public static final ProblemType DNSSEC = add(
            "dnssec",
            "pre-RFC drafts",
            400,
            "A DNSSEC check failed; in no RFC, read because Python's library knows it.");
    /** {@code invalidEmail}. A mail address is not valid; in no RFC, read because Python's library knows it. */
    public static final ProblemType INVALID_EMAIL = add(
            "invalidEmail",
            "pre-RFC drafts",
            400,
            "A mail address is not valid; in no RFC, read because Python's library knows it.");
    /** {@code unknownHost}. A name could not be resolved; in no RFC, read because Python's library knows it. */
    public static final ProblemType UNKNOWN_HOST = add(
            "unknownHost",
            "pre-RFC drafts",
            400,
            "A name could not be resolved; in no RFC, read because Python's library knows it.");

    static final Codec<ProblemType> CODEC = WORDS.codec();

    private final int httpStatus;

    private ProblemType(TermSpec spec) {
        this(spec, 0);
    }

    private ProblemType(TermSpec spec, int httpStatus) {
        super(spec);
        this.httpStatus = httpStatus;
    }

    private static ProblemType add(String code, String section, int httpStatus, String description) {
        return WORDS.add(new ProblemType(TermSpec.known(PREFIX + code, section, description), httpStatus));
    }

    /**
     * Gives the problem type of that text.
     *
     * @param value the type as it stands in a message; any text, URI or not
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static ProblemType of(String value) {
        return WORDS.of(value);
    }

    /**
     * Gives the ACME problem type of that code.
     *
     * @param code what follows {@link #PREFIX}, such as {@code "malformed"}
     * @return the constant
     * @throws IllegalArgumentException when no constant has that code; servers must not invent codes (RFC 8555 §6.7)
     */
    public static ProblemType ofCode(String code) {
        ProblemType type = WORDS.of(PREFIX + code);
        if (!type.isKnown()) {
            throw new IllegalArgumentException("not a known ACME error code: " + code);
        }
        return type;
    }

    /**
     * {@return all known problem types, those of drafts included}
     */
    public static List<ProblemType> known() {
        return WORDS.known();
    }

    /**
     * {@return whether the type stands in the ACME namespace, known or not}
     */
    public boolean isAcme() {
        return value().startsWith(PREFIX);
    }

    /**
     * {@return what follows {@link #PREFIX}, known or not; empty for other types}
     */
    public Optional<String> code() {
        return isAcme() ? Optional.of(value().substring(PREFIX.length())) : Optional.empty();
    }

    /**
     * {@return the HTTP status that a server sends with it: mandated where the section does so, else recommended; 400
     * when the type is unknown}
     */
    public int httpStatus() {
        return httpStatus == 0 ? 400 : httpStatus;
    }
}
