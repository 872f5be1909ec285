package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.json.Finding;
import dev.akme.json.internal.Rule;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the specifications demand and what servers and clients are known to do, with the rules that speak of it. */
class LintCoverageTest {

    private static final String DEMANDED_OF_ANY_MESSAGE = """
            a required member is there | missing
            a member has the JSON type and the form that is specified | invalid
            a number is not written as a string | number-in-string
            an integer is written as one | integer-form
            an optional member is left out, not null | null
            the message is an object, no bare array or null | bare
            URLs are absolute | relative-url
            requests go to HTTPS URLs | directory/plain-http account/plain-http order/plain-http challenge/plain-http
            words come from registries, others are to be ignored | unknown-word
            base64url has no padding | base64url-padding invalid
            timestamps are in the form of RFC 3339, in UTC at best | invalid timestamp-form
            """;

    private static final String DEMANDED_OF_DIRECTORIES = """
            a directory has newNonce | missing
            a directory has the other resources of the protocol | directory/resource
            resources and metadata have registered names | directory/draft-name directoryMetadata/draft-name
            terms of service are a URL | relative-url directoryMetadata/blank-terms-of-service
            the website is an HTTP URL | directoryMetadata/website
            CAA identities can stand in CAA records | directoryMetadata/caa-identity
            auto-renewal says the shortest lifetime and the longest duration | missing metadataAutoRenewal/max-duration
            delegation needs certificates that can be fetched by GET | directoryMetadata/delegation-get
            inBandOnionCAARequired has its name from the text | directoryMetadata/onion-caa-name
            """;

    private static final String DEMANDED_OF_ACCOUNTS = """
            an account is valid, deactivated or revoked | account/status missing
            contacts are URLs | account/contact-url newAccount/contact-url accountUpdate/contact-url
            mailto has one address and no fields | account/contact-mailto newAccount/contact-mailto accountUpdate/contact-mailto
            onlyReturnExisting is not sent back | account/only-return-existing
            an account names its list of orders | account/orders
            a client does not set what the server sets | newAccount/server-member accountUpdate/ignored-member
            an update sets no status but deactivated | accountUpdate/status
            an update changes something | accountUpdate/nothing
            a binding has a MAC algorithm | externalAccountBinding/alg
            a binding names the MAC key, and has no jwk | externalAccountBinding/kid externalAccountBinding/jwk
            a binding has no nonce | externalAccountBinding/nonce jwsHeader/mac
            a binding carries the account's key | externalAccountBinding/payload externalAccountBinding/key
            a binding has the URL and the key of the outer request | externalAccountBinding/same-url externalAccountBinding/same-key
            keyChange names the account and the old key | missing relative-url
            keyChange has no newKey | keyChange/new-key
            the inner JWS of a keyChange carries the new key, no kid | jws/inner-key
            the inner JWS of a keyChange has no nonce | jws/inner-nonce
            both headers of a keyChange have the same URL | jws/inner-url
            """;

    private static final String DEMANDED_OF_SIGNATURES = """
            the flattened form, one signature | jws/signatures jws/unknown-member
            no unprotected header | jws/unprotected-header
            the signature is not empty | jws/no-signature
            the protected header is JSON | jws/header-json
            something is signed, and not by a MAC | jwsHeader/alg-none jwsHeader/mac
            either jwk or kid | jwsHeader/jwk-xor-kid
            the algorithm fits the key | jwsHeader/alg-key
            a nonce is base64url | jwsHeader/nonce
            the payload is encoded, no critical extensions | jwsHeader/b64 jwsHeader/crit
            a key is public and whole | jwk/private jwk/incomplete
            parts of keys have their length | jwk/length jwk/leading-zero
            unknown types of keys are not supported | jwk/unknown-type
            """;

    private static final String DEMANDED_OF_ORDERS = """
            an order has a status of its state machine | order/status missing
            a pending or valid order expires | order/expires
            an order has identifiers | missing order/no-identifiers newOrder/no-identifiers
            no identifier is there twice | newOrder/same-identifier-twice
            notAfter comes after notBefore | order/validity newOrder/validity
            an order has its error when it failed, as an object | order/error-early order/error-as-text
            a valid order has a certificate, another has none | order/certificate order/certificate-early
            star-certificate takes the place of certificate | order/star-certificate
            STAR orders have dates of their own | order/validity-beside-star newOrder/validity-beside-star
            STAR orders say when they end and how long a certificate lives | missing autoRenewal/dates autoRenewal/lifetime
            allow-certificate-get stands in auto-renewal for STAR | newOrder/get-beside-star order/get-beside-star
            STAR delegation asks for certificates by GET | newOrder/star-get-for-delegation
            replaces is a certificate identifier | order/replaces newOrder/replaces
            the serial number in replaces is as in DER | order/replaces-serial newOrder/replaces-serial
            the client sends only what it may choose | newOrder/server-member
            one TNAuthList in an order | newOrder/several-telephone-lists
            a client cancels an order and does nothing else to it | orderUpdate/status
            a CSR is base64url of DER | finalize/csr-der finalize/csr-pem invalid
            CAA of onion names: under the name, with its signature | finalize/onion-caa-name onionCaa/caa onionCaa/signature
            """;

    private static final String DEMANDED_OF_IDENTIFIERS = """
            a domain name is in A-labels, without final dot | identifier/dns-name
            domain names are compared without case | identifier/dns-case
            onion names are of version 3 | identifier/onion-name
            an IP address is in its canonical form | identifier/ip-address identifier/ip-canonical
            an e-mail address has no wildcard | identifier/email-address
            TNAuthList and the like are base64url of DER | identifier/der
            a bundle node has a URI in normal form | identifier/bundle-eid identifier/bundle-eid-form
            a network function has a UUID | identifier/nf-instance-id
            a federation entity has an HTTPS URL | identifier/entity-url
            other values are not empty | identifier/blank
            ancestorDomain is an ancestor, in orders alone | identifier/ancestor-domain newAuthz/ancestor-place
            subdomainAuthAllowed is for domain names, in newAuthz | identifier/subdomains-of-dns newOrder/subdomains-place
            """;

    private static final String DEMANDED_OF_AUTHORIZATIONS = """
            an authorization has a status of its state machine | authorization/status missing
            a valid authorization expires | authorization/expires
            no wildcard in the identifier | authorization/wildcard-identifier newAuthz/wildcard
            wildcard is true or absent, and for domain names | authorization/wildcard-false authorization/wildcard-type
            subdomains are those of domain names | authorization/subdomains-of-dns
            a pending authorization offers challenges | authorization/no-challenges
            a valid one shows the challenge that succeeded | authorization/no-valid-challenge
            a type of challenge fits the identifier | authorization/challenge-type authorization/onion-challenge
            a client deactivates an authorization and does nothing else to it | authorizationUpdate/status
            the client sends the identifier only | newAuthz/server-member
            """;

    private static final String DEMANDED_OF_CHALLENGES = """
            a challenge has type, URL and status | missing challenge/status challenge/type challenge/known
            a valid challenge says when it was validated | challenge/validated challenge/validated-early
            an error belongs to a failed attempt | challenge/error
            a token is base64url of 128 bits | challenge/token-alphabet challenge/token-entropy missing
            withdrawn types are never offered | challenge/reserved
            a mail comes from an address | challenge/from
            the nonce of onion-csr-01 is padded base64 | challenge/onion-nonce
            the key for onion services is an Ed25519 key | challenge/auth-key
            the values of bp-nodeid-00 hold 128 bits | challenge/bp-token
            1 to 10 issuer domain names in normal form | challenge/issuer-domain-names challenge/issuer-domain-name
            dns-persist-01 names the account | challenge/account-uri
            a response has the members of its type alone | challengeResponse/unknown-member missing
            tokens and statements are in compact form | challengeResponse/compact-jws
            a CSR for an onion name is in DER | challengeResponse/csr-der
            an attestation object is there, in CBOR | challengeResponse/att-obj challengeResponse/att-obj-cbor
            """;

    private static final String DEMANDED_OF_OTHERS = """
            nobody invents types of problems in the namespace of ACME | problem/invented-code
            userActionRequired has an instance | problem/user-action-instance
            badSignatureAlgorithm has algorithms | problem/algorithms
            only subproblems have identifiers | problem/top-level-identifier order/error-identifier challenge/error-identifier
            a compound problem has subproblems, of one level | problem/compound problem/nested-subproblems
            the status of a problem is that of its answer | problem/status
            a certificate to revoke is in DER | revocation/certificate-der revocation/certificate-pem
            reasons are those of RFC 5280 without 7 | revocation/reason
            a chain has certificates and no keys, also when stored | orderResource/foreign-pem
            a chain is in strict PEM | certificateChain/text certificateChain/line-length certificateChain/certificate
            each certificate certifies the one before | certificateChain/order
            a window ends after its start | suggestedWindow/end missing
            aliases of a delegation end with a dot | delegation/cname-map
            a template allows keys | csrTemplate/key-types csrTemplateKeyType/kind csrTemplateKeyType/combination
            a template's subject and names are not empty | csrTemplateSubject/empty csrTemplateNames/empty
            usages of keys have known names | csrTemplateExtensions/key-usage csrTemplateExtensions/extended-key-usage
            a token of an authority has a fingerprint | atc/fingerprint missing
            a token of an authority is about the identifier | atc/tkvalue atc/tktype
            a token of an authority is valid for some time | authorityToken/never-valid
            a CAA value follows the grammar | caaValue/malformed
            each parameter of a CAA value is given once | caaValue/repeated
            accounturi is a URI, validationmethods a list | caaValue/accounturi caaValue/validationmethods
            """;

    private static final String KNOWN_HABITS = """
            accounts without orders, or with a blank URL of them | account/orders
            accounts with the key, the time and address of creation | account/extra-member
            accounts with an empty list of contacts | account/empty-contact
            lists of orders that are bare, or null | bare null
            directories with a random member | directory/unknown-resource
            directories without revokeCert, keyChange or newAuthz | directory/resource
            metadata that is null, blank terms of service | null directoryMetadata/blank-terms-of-service
            terms of service in a data URL | directoryMetadata/terms-of-service-scheme
            problems with message, without type | problem/message problem/no-type
            problem types that are no URIs, or not registered | problem/not-a-uri problem/invented-code
            problem types of the time before the RFC | problem/old-namespace
            subproblems null | null
            a challenge with an empty error | problem/no-type
            a status that the specification does not give that type | problem/mandated-status
            badSignatureAlgorithm without algorithms | problem/algorithms
            orders with id, csr or resource | order/extra-member
            orders with a text as error | order/error-as-text
            orders with an empty profile | order/blank-profile newOrder/blank-profile
            authorizations with wildcard: false | authorization/wildcard-false
            authorizations with error | authorization/extra-member
            challenges without a token, of unknown types | missing unknown-word
            challenges with keyAuthorization or validationRecord | challenge/extra-member
            challenges with uri instead of url | challenge/uri missing
            a token where the type has none, authKey as a text | challenge/token-unused challenge/auth-key invalid
            the names of dns-persist-01 in another spelling, no accounturi | challenge/issuer-domain-names-spelling challenge/account-uri
            responses with keyAuthorization and resource | challengeResponse/unknown-member
            fractions, offsets and lower case in timestamps | timestamp-form
            relative URLs, and those of a server that sits behind a proxy | relative-url directory/plain-http
            chains with text, white space or without a last newline | certificateChain/text certificateChain/white-space certificateChain/final-newline
            new accounts with empty members | newAccount/empty-contact newAccount/server-member null
            a serial number without its leading zero | newOrder/replaces-serial
            subdomainAuthAllowed beside the identifier | newAuthz/subdomains-place
            onionCAARequired | directoryMetadata/onion-caa-name
            integers as texts or with a fraction | number-in-string integer-form
            """;

    private static final List<String> ALL = List.of(
            DEMANDED_OF_ANY_MESSAGE,
            DEMANDED_OF_DIRECTORIES,
            DEMANDED_OF_ACCOUNTS,
            DEMANDED_OF_SIGNATURES,
            DEMANDED_OF_ORDERS,
            DEMANDED_OF_IDENTIFIERS,
            DEMANDED_OF_AUTHORIZATIONS,
            DEMANDED_OF_CHALLENGES,
            DEMANDED_OF_OTHERS,
            KNOWN_HABITS);

    private static final Jwk OTHER_KEY = Jwk.okp("Ed25519", new byte[32]);
    private static final Jws BINDING = ExternalAccountBinding.create(
            Jwk.ec("P-256", new byte[] {1}, new byte[] {2}),
            "kid",
            MacKey.parse("c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXM"),
            URI.create("https://a.test/new-account"),
            JwsAlgorithm.HS256);

    static Stream<String> facts() {
        return ALL.stream().flatMap(String::lines);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFactHasItsRules(String fact) {
        assertThat(named(fact)).as(fact).isNotEmpty().isSubsetOf(existing());
    }

    @Test
    void everyRuleRestsOnAFact() {
        Set<String> named =
                facts().flatMap(fact -> named(fact).stream()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(existing());
    }

    private static List<String> named(String fact) {
        return List.of(fact.substring(fact.indexOf('|') + 1).strip().split(" ", -1));
    }

    private static Set<String> existing() {
        Set<String> rules = new TreeSet<>(LinterTest.GENERIC);
        AllTypes.schemas()
                .forEach(schema -> schema.rules().stream().map(Rule::name).forEach(rules::add));
        // Not all is said by schemas.
        Stream.of(
                        Linter.check(Jws.TYPE.read("{\"protected\":\"\"}")),
                        CaaValue.parse("?").check(),
                        CaaValue.parse("ca.test; accounturi=x; validationmethods=,")
                                .check(),
                        CaaValue.parse("ca.test; accounturi=x; accounturi=x").check(),
                        CertificateChain.read("text\n  \n" + Certificates.LEAF + Certificates.RFC_9773.strip())
                                .lint(),
                        CertificateChain.read("-----BEGIN CERTIFICATE-----\n\nMAQwAgIA\n-----END CERTIFICATE-----\n")
                                .lint(),
                        new ExternalAccountBinding(BINDING).check(URI.create("https://a.test/x"), OTHER_KEY))
                .flatMap(List::stream)
                .map(Finding::rule)
                .forEach(rules::add);
        return rules;
    }
}
