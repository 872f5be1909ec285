package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/**
 * The name of an object's member that stands in one of the registries of member names (RFC 8555 §9.7), and those of
 * drafts. The same name in two registries makes two different values: {@code status} of an order is not {@code status}
 * of an account.
 */
public abstract sealed class ObjectField extends Term {

    private static final Vocabulary<ObjectField> ACCOUNT_WORDS = new Vocabulary<>("field", AccountField::new);

    private static final Vocabulary<ObjectField> ORDER_WORDS = new Vocabulary<>("field", OrderField::new);

    private static final Vocabulary<ObjectField> AUTHORIZATION_WORDS =
            new Vocabulary<>("field", AuthorizationField::new);

    private static final Vocabulary<ObjectField> META_WORDS = new Vocabulary<>("field", MetadataField::new);

    private static final Vocabulary<ObjectField> AUTO_RENEWAL_WORDS = new Vocabulary<>("field", AutoRenewalField::new);

    private static final Vocabulary<ObjectField> META_AUTO_RENEWAL_WORDS =
            new Vocabulary<>("field", MetadataAutoRenewalField::new);

    private static final Vocabulary<ObjectField> RENEWAL_INFO_WORDS = new Vocabulary<>("field", RenewalInfoField::new);

    /** {@code status} of an account: whether the account is in force. */
    public static final ObjectField ACCOUNT_STATUS =
            ACCOUNT_WORDS.add("status", "RFC 8555 §7.1.2", "Whether the account is in force.");
    /** {@code contact} of an account: URLs by which the server can reach the holder. */
    public static final ObjectField ACCOUNT_CONTACT =
            ACCOUNT_WORDS.add("contact", "RFC 8555 §7.1.2", "URLs by which the server can reach the holder.");
    /** {@code externalAccountBinding} of an account: ties the account to one that the holder has elsewhere. */
    public static final ObjectField ACCOUNT_EXTERNAL_ACCOUNT_BINDING = ACCOUNT_WORDS.add(
            "externalAccountBinding", "RFC 8555 §7.3.4", "Ties the account to one that the holder has elsewhere.");
    /** {@code termsOfServiceAgreed} of an account: whether the client agrees to the terms of service. */
    public static final ObjectField ACCOUNT_TERMS_OF_SERVICE_AGREED = ACCOUNT_WORDS.add(
            "termsOfServiceAgreed", "RFC 8555 §7.1.2", "Whether the client agrees to the terms of service.");
    /** {@code onlyReturnExisting} of an account: asks for the account of a key without making one. */
    public static final ObjectField ACCOUNT_ONLY_RETURN_EXISTING = ACCOUNT_WORDS.add(
            "onlyReturnExisting", "RFC 8555 §7.3.1", "Asks for the account of a key without making one.");
    /** {@code orders} of an account: the URL of the account's list of orders. */
    public static final ObjectField ACCOUNT_ORDERS =
            ACCOUNT_WORDS.add("orders", "RFC 8555 §7.1.2", "The URL of the account's list of orders.");
    /** {@code delegations} of an account: the URL of the account's list of delegations. */
    public static final ObjectField ACCOUNT_DELEGATIONS =
            ACCOUNT_WORDS.add("delegations", "RFC 9115 §2.3.1.1", "The URL of the account's list of delegations.");

    /** {@code status} of an order: how far the order has come. */
    public static final ObjectField ORDER_STATUS =
            ORDER_WORDS.add("status", "RFC 8555 §7.1.3", "How far the order has come.");
    /** {@code expires} of an order: when the server regards the order as invalid. */
    public static final ObjectField ORDER_EXPIRES =
            ORDER_WORDS.add("expires", "RFC 8555 §7.1.3", "When the server regards the order as invalid.");
    /** {@code identifiers} of an order: the names that the certificate is to have. */
    public static final ObjectField ORDER_IDENTIFIERS =
            ORDER_WORDS.add("identifiers", "RFC 8555 §7.1.3", "The names that the certificate is to have.");
    /** {@code notBefore} of an order: the wished beginning of the certificate's validity. */
    public static final ObjectField ORDER_NOT_BEFORE =
            ORDER_WORDS.add("notBefore", "RFC 8555 §7.1.3", "The wished beginning of the certificate's validity.");
    /** {@code notAfter} of an order: the wished end of the certificate's validity. */
    public static final ObjectField ORDER_NOT_AFTER =
            ORDER_WORDS.add("notAfter", "RFC 8555 §7.1.3", "The wished end of the certificate's validity.");
    /** {@code error} of an order: why the order failed. */
    public static final ObjectField ORDER_ERROR = ORDER_WORDS.add("error", "RFC 8555 §7.1.3", "Why the order failed.");
    /** {@code authorizations} of an order: the URLs of the order's authorizations. */
    public static final ObjectField ORDER_AUTHORIZATIONS =
            ORDER_WORDS.add("authorizations", "RFC 8555 §7.1.3", "The URLs of the order's authorizations.");
    /** {@code finalize} of an order: the URL to which the certificate request goes. */
    public static final ObjectField ORDER_FINALIZE =
            ORDER_WORDS.add("finalize", "RFC 8555 §7.1.3", "The URL to which the certificate request goes.");
    /** {@code certificate} of an order: the URL of the certificate. */
    public static final ObjectField ORDER_CERTIFICATE =
            ORDER_WORDS.add("certificate", "RFC 8555 §7.1.3", "The URL of the certificate.");
    /** {@code auto-renewal} of an order: how the server is to renew the certificate by itself. */
    public static final ObjectField ORDER_AUTO_RENEWAL =
            ORDER_WORDS.add("auto-renewal", "RFC 8739 §3.1.1", "How the server is to renew the certificate by itself.");
    /** {@code star-certificate} of an order: the URL of the certificate that renews itself. */
    public static final ObjectField ORDER_STAR_CERTIFICATE =
            ORDER_WORDS.add("star-certificate", "RFC 8739 §3.1.1", "The URL of the certificate that renews itself.");
    /** {@code allow-certificate-get} of an order: whether the certificate may be fetched without a signature. */
    public static final ObjectField ORDER_ALLOW_CERTIFICATE_GET = ORDER_WORDS.add(
            "allow-certificate-get", "RFC 9115 §2.3.5", "Whether the certificate may be fetched without a signature.");
    /** {@code delegation} of an order: the URL of the delegation that the order makes use of. */
    public static final ObjectField ORDER_DELEGATION = ORDER_WORDS.add(
            "delegation", "RFC 9115 §2.3.1.3", "The URL of the delegation that the order makes use of.");
    /** {@code replaces} of an order: the certificate that the new one replaces. */
    public static final ObjectField ORDER_REPLACES =
            ORDER_WORDS.add("replaces", "RFC 9773 §5", "The certificate that the new one replaces.");
    /** {@code profile} of an order: the kind of certificate, by the name of a profile. */
    public static final ObjectField ORDER_PROFILE = ORDER_WORDS.add(
            "profile", "draft-ietf-acme-profiles §4", "The kind of certificate, by the name of a profile.");

    /** {@code identifier} of an authorization: the name that the account may have certificates for. */
    public static final ObjectField AUTHORIZATION_IDENTIFIER = AUTHORIZATION_WORDS.add(
            "identifier", "RFC 8555 §7.1.4", "The name that the account may have certificates for.");
    /** {@code status} of an authorization: how far the authorization has come. */
    public static final ObjectField AUTHORIZATION_STATUS =
            AUTHORIZATION_WORDS.add("status", "RFC 8555 §7.1.4", "How far the authorization has come.");
    /** {@code expires} of an authorization: when the server regards the authorization as invalid. */
    public static final ObjectField AUTHORIZATION_EXPIRES = AUTHORIZATION_WORDS.add(
            "expires", "RFC 8555 §7.1.4", "When the server regards the authorization as invalid.");
    /** {@code challenges} of an authorization: what the client can do to prove control, or has done. */
    public static final ObjectField AUTHORIZATION_CHALLENGES = AUTHORIZATION_WORDS.add(
            "challenges", "RFC 8555 §7.1.4", "What the client can do to prove control, or has done.");
    /** {@code wildcard} of an authorization: whether the order has the name with a wildcard. */
    public static final ObjectField AUTHORIZATION_WILDCARD =
            AUTHORIZATION_WORDS.add("wildcard", "RFC 8555 §7.1.4", "Whether the order has the name with a wildcard.");
    /** {@code subdomainAuthAllowed} of an authorization: whether the authorization covers subdomains. */
    public static final ObjectField AUTHORIZATION_SUBDOMAIN_AUTH_ALLOWED = AUTHORIZATION_WORDS.add(
            "subdomainAuthAllowed", "RFC 9444 §4.1", "Whether the authorization covers subdomains.");

    /** {@code termsOfService} of the directory's metadata: the URL of the terms of service in force. */
    public static final ObjectField META_TERMS_OF_SERVICE =
            META_WORDS.add("termsOfService", "RFC 8555 §7.1.1", "The URL of the terms of service in force.");
    /** {@code website} of the directory's metadata: the URL of a page about the server, for people. */
    public static final ObjectField META_WEBSITE =
            META_WORDS.add("website", "RFC 8555 §7.1.1", "The URL of a page about the server, for people.");
    /** {@code caaIdentities} of the directory's metadata: the names by which CAA records allow this server to issue. */
    public static final ObjectField META_CAA_IDENTITIES = META_WORDS.add(
            "caaIdentities", "RFC 8555 §7.1.1", "The names by which CAA records allow this server to issue.");
    /** {@code externalAccountRequired} of the directory's metadata: whether new accounts must be bound to external ones. */
    public static final ObjectField META_EXTERNAL_ACCOUNT_REQUIRED = META_WORDS.add(
            "externalAccountRequired", "RFC 8555 §7.1.1", "Whether new accounts must be bound to external ones.");
    /** {@code auto-renewal} of the directory's metadata: what the server offers of automatic renewal. */
    public static final ObjectField META_AUTO_RENEWAL =
            META_WORDS.add("auto-renewal", "RFC 8739 §3.2", "What the server offers of automatic renewal.");
    /** {@code delegation-enabled} of the directory's metadata: whether the server offers delegations. */
    public static final ObjectField META_DELEGATION_ENABLED =
            META_WORDS.add("delegation-enabled", "RFC 9115 §2.3.4", "Whether the server offers delegations.");
    /** {@code allow-certificate-get} of the directory's metadata: whether the server can offer certificates without a signature. */
    public static final ObjectField META_ALLOW_CERTIFICATE_GET = META_WORDS.add(
            "allow-certificate-get",
            "RFC 9115 §2.3.5",
            "Whether the server can offer certificates without a signature.");
    /** {@code subdomainAuthAllowed} of the directory's metadata: whether the server can authorize subdomains. */
    public static final ObjectField META_SUBDOMAIN_AUTH_ALLOWED =
            META_WORDS.add("subdomainAuthAllowed", "RFC 9444 §4.4", "Whether the server can authorize subdomains.");
    /** {@code onionCAARequired} of the directory's metadata: the registered spelling of inBandOnionCAARequired. */
    public static final ObjectField META_ONION_CAA_REQUIRED =
            META_WORDS.add("onionCAARequired", "RFC 9799 §7.3", "The registered spelling of inBandOnionCAARequired.");
    /**
     * {@code inBandOnionCAARequired} of the directory's metadata: as {@link #META_ONION_CAA_REQUIRED}, by the name that
     * the text of RFC 9799 has. The registry does not have it.
     */
    public static final ObjectField META_IN_BAND_ONION_CAA_REQUIRED = new MetadataField(TermSpec.known(
            "inBandOnionCAARequired", "RFC 9799 §6.4.1", "Whether clients must send the CAA records of onion names."));
    /** {@code profiles} of the directory's metadata: the profiles on offer, with a description each. */
    public static final ObjectField META_PROFILES = META_WORDS.add(
            "profiles", "draft-ietf-acme-profiles §3", "The profiles on offer, with a description each.");

    /** {@code start-date} of an order's auto-renewal: the earliest beginning of the first certificate's validity. */
    public static final ObjectField AUTO_RENEWAL_START_DATE = AUTO_RENEWAL_WORDS.add(
            "start-date", "RFC 8739 §3.1.1", "The earliest beginning of the first certificate's validity.");
    /** {@code end-date} of an order's auto-renewal: the latest end of the last certificate's validity. */
    public static final ObjectField AUTO_RENEWAL_END_DATE =
            AUTO_RENEWAL_WORDS.add("end-date", "RFC 8739 §3.1.1", "The latest end of the last certificate's validity.");
    /** {@code lifetime} of an order's auto-renewal: how long each certificate is valid, in seconds. */
    public static final ObjectField AUTO_RENEWAL_LIFETIME =
            AUTO_RENEWAL_WORDS.add("lifetime", "RFC 8739 §3.1.1", "How long each certificate is valid, in seconds.");
    /** {@code lifetime-adjust} of an order's auto-renewal: how long before its time a certificate becomes valid, in seconds. */
    public static final ObjectField AUTO_RENEWAL_LIFETIME_ADJUST = AUTO_RENEWAL_WORDS.add(
            "lifetime-adjust", "RFC 8739 §3.1.1", "How long before its time a certificate becomes valid, in seconds.");
    /** {@code allow-certificate-get} of an order's auto-renewal: whether the certificate may be fetched without a signature. */
    public static final ObjectField AUTO_RENEWAL_ALLOW_CERTIFICATE_GET = AUTO_RENEWAL_WORDS.add(
            "allow-certificate-get", "RFC 8739 §3.1.1", "Whether the certificate may be fetched without a signature.");

    /** {@code min-lifetime} of the metadata's auto-renewal: the shortest lifetime of a certificate, in seconds. */
    public static final ObjectField META_AUTO_RENEWAL_MIN_LIFETIME = META_AUTO_RENEWAL_WORDS.add(
            "min-lifetime", "RFC 8739 §3.2", "The shortest lifetime of a certificate, in seconds.");
    /** {@code max-duration} of the metadata's auto-renewal: the longest time from start-date to end-date, in seconds. */
    public static final ObjectField META_AUTO_RENEWAL_MAX_DURATION = META_AUTO_RENEWAL_WORDS.add(
            "max-duration", "RFC 8739 §3.2", "The longest time from start-date to end-date, in seconds.");
    /** {@code allow-certificate-get} of the metadata's auto-renewal: whether certificates can be fetched without a signature. */
    public static final ObjectField META_AUTO_RENEWAL_ALLOW_CERTIFICATE_GET = META_AUTO_RENEWAL_WORDS.add(
            "allow-certificate-get", "RFC 8739 §3.2", "Whether certificates can be fetched without a signature.");

    /** {@code suggestedWindow} of a renewal information: the time in which the server wishes the renewal. */
    public static final ObjectField RENEWAL_INFO_SUGGESTED_WINDOW = RENEWAL_INFO_WORDS.add(
            "suggestedWindow", "RFC 9773 §4.2", "The time in which the server wishes the renewal.");
    /** {@code explanationURL} of a renewal information: a page that says why the window is as it is. */
    public static final ObjectField RENEWAL_INFO_EXPLANATION_URL =
            RENEWAL_INFO_WORDS.add("explanationURL", "RFC 9773 §4.2", "A page that says why the window is as it is.");

    private ObjectField(TermSpec spec) {
        super(spec);
    }

    static List<ObjectField> account() {
        return ACCOUNT_WORDS.known();
    }

    static List<ObjectField> order() {
        return ORDER_WORDS.known();
    }

    static List<ObjectField> authorization() {
        return AUTHORIZATION_WORDS.known();
    }

    static List<ObjectField> metadata() {
        return META_WORDS.known();
    }

    static List<ObjectField> autoRenewal() {
        return AUTO_RENEWAL_WORDS.known();
    }

    static List<ObjectField> metadataAutoRenewal() {
        return META_AUTO_RENEWAL_WORDS.known();
    }

    static List<ObjectField> renewalInfo() {
        return RENEWAL_INFO_WORDS.known();
    }

    // Terms are equal when class and text are: a class for each registry keeps equal names apart.

    private static final class AccountField extends ObjectField {
        private AccountField(TermSpec spec) {
            super(spec);
        }
    }

    private static final class OrderField extends ObjectField {
        private OrderField(TermSpec spec) {
            super(spec);
        }
    }

    private static final class AuthorizationField extends ObjectField {
        private AuthorizationField(TermSpec spec) {
            super(spec);
        }
    }

    private static final class MetadataField extends ObjectField {
        private MetadataField(TermSpec spec) {
            super(spec);
        }
    }

    private static final class AutoRenewalField extends ObjectField {
        private AutoRenewalField(TermSpec spec) {
            super(spec);
        }
    }

    private static final class MetadataAutoRenewalField extends ObjectField {
        private MetadataAutoRenewalField(TermSpec spec) {
            super(spec);
        }
    }

    private static final class RenewalInfoField extends ObjectField {
        private RenewalInfoField(TermSpec spec) {
            super(spec);
        }
    }
}
