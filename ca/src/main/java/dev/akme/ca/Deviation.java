package dev.akme.ca;

/**
 * What real servers do otherwise than the RFCs say, each to be switched on by {@link Faults#deviate}. A number never changes
 * its meaning; a letter is another form of the same.
 */
public enum Deviation {
    /** D1: accounts have no {@code orders}. */
    ACCOUNT_WITHOUT_ORDERS("D1", "accounts have no `orders`", "Let's Encrypt"),
    /** D2: accounts have {@code key}, {@code createdAt}, {@code id}, {@code initialIp} and {@code agreement} too. */
    ACCOUNT_WITH_MORE(
            "D2",
            "accounts have `key`, `createdAt`, `id`, `initialIp` and `agreement` too",
            "Let's Encrypt, CertiNext"),
    /** D3: accounts do not show {@code contact}. */
    ACCOUNT_WITHOUT_CONTACT("D3", "accounts do not show `contact`", "Let's Encrypt"),
    /** D3a: {@code contact} of accounts is an empty array. */
    ACCOUNT_WITH_EMPTY_CONTACT("D3a", "`contact` of accounts is an empty array", "CertiNext"),
    /** D4: the list of orders is an array, and not an object with one. */
    ORDERS_AS_ARRAY("D4", "the list of orders is an array, and not an object with one", "step-ca"),
    /** D5: the list of orders is not there: 404. */
    ORDERS_NOT_FOUND("D5", "the list of orders is not there: 404", "ZeroSSL"),
    /** D5a: {@code orders} in the list of orders is null. */
    ORDERS_NULL("D5a", "`orders` in the list of orders is null", "step-ca"),
    /** D6: the directory has a random member with a URL, and one that is an object. */
    DIRECTORY_WITH_MORE(
            "D6", "the directory has a random member with a URL, and one that is an object", "Let's Encrypt"),
    /** D7: the directory has no {@code meta}. */
    DIRECTORY_WITHOUT_META("D7", "the directory has no `meta`", "step-ca"),
    /** D7a: {@code meta} of the directory is null. */
    META_NULL("D7a", "`meta` of the directory is null", "several"),
    /** D7b: {@code meta} of the directory is empty. */
    META_EMPTY("D7b", "`meta` of the directory is empty", "several"),
    /** D7c: {@code termsOfService} in the directory is the empty string. */
    TERMS_BLANK("D7c", "`termsOfService` in the directory is the empty string", "several"),
    /** D8: {@code termsOfService} in the directory is a {@code data:} URI. */
    TERMS_AS_DATA("D8", "`termsOfService` in the directory is a `data:` URI", "Pebble"),
    /** D9: the directory has neither {@code revokeCert} nor {@code keyChange}, {@code newAuthz} and {@code renewalInfo}. */
    DIRECTORY_SHORT(
            "D9",
            "the directory has neither `revokeCert` nor `keyChange`, `newAuthz` and `renewalInfo`",
            "step-ca, Fleet"),
    /** D10: {@code externalAccountRequired} is false in the directory, whatever is required. */
    BINDING_UNDECLARED("D10", "`externalAccountRequired` is false in the directory, whatever is required", "SSL.com"),
    /** D11: the directory comes with a {@code Replay-Nonce}. */
    DIRECTORY_WITH_NONCE("D11", "the directory comes with a `Replay-Nonce`", "Google"),
    /** D12: the directory redirects to another URL, 302. */
    DIRECTORY_REDIRECTED("D12", "the directory redirects to another URL, 302", "servers behind proxies"),
    /** D13: problems other than {@code badNonce} come without {@code Replay-Nonce}. */
    ERROR_WITHOUT_NONCE("D13", "problems other than `badNonce` come without `Replay-Nonce`", "Vault, acme2certifier"),
    /** D13a: {@code badNonce} comes without {@code Replay-Nonce}. */
    BAD_NONCE_WITHOUT_NONCE("D13a", "`badNonce` comes without `Replay-Nonce`", "Vault, acme2certifier"),
    /** D14: {@code Replay-Nonce} stands there twice. */
    NONCE_TWICE("D14", "`Replay-Nonce` stands there twice", "servers behind proxies"),
    /** D14a: {@code Replay-Nonce} is two nonces with a comma. */
    NONCE_JOINED("D14a", "`Replay-Nonce` is two nonces with a comma", "servers behind proxies"),
    /** D15: HEAD of newNonce answers 204. */
    NEW_NONCE_NO_CONTENT("D15", "HEAD of newNonce answers 204", "several"),
    /** D15a: newNonce has a media type, {@code text/html}. */
    NEW_NONCE_WITH_TYPE("D15a", "newNonce has a media type, `text/html`", "ZeroSSL, Google"),
    /** D16: nonces have about 200 characters. */
    LONG_NONCES("D16", "nonces have about 200 characters", "Google"),
    /** D17: problems have no {@code type}. */
    PROBLEM_WITHOUT_TYPE("D17", "problems have no `type`", "ZeroSSL"),
    /** D17a: problems are an object with {@code message} alone. */
    PROBLEM_WITH_MESSAGE("D17a", "problems are an object with `message` alone", "acme2certifier"),
    /** D18: {@code incorrectResponse} is {@code unsupported type ACME error type '13'}. */
    UNSUPPORTED_TYPE("D18", "`incorrectResponse` is `unsupported type ACME error type '13'`", "step-ca"),
    /** D18a: {@code invalidContact} is {@code incorrectResponse}. */
    CONTACT_AS_RESPONSE("D18a", "`invalidContact` is `incorrectResponse`", "step-ca"),
    /** D19: {@code subproblems} of problems is null. */
    SUBPROBLEMS_NULL("D19", "`subproblems` of problems is null", "Vault"),
    /** D20: {@code error} of challenges is an empty object. */
    CHALLENGE_ERROR_EMPTY("D20", "`error` of challenges is an empty object", "ZeroSSL"),
    /** D21: problems have {@code requestID} and {@code method} too. */
    PROBLEM_WITH_MORE("D21", "problems have `requestID` and `method` too", "Google"),
    /** D21a: the problem of 409 is {@code conflict}. */
    CONFLICT("D21a", "the problem of 409 is `conflict`", "Let's Encrypt"),
    /** D22: 405 and 5xx are pages of HTML. */
    ERRORS_AS_HTML("D22", "405 and 5xx are pages of HTML", "servers behind proxies"),
    /** D22a: problems have the media type {@code application/json}. */
    PROBLEMS_AS_JSON("D22a", "problems have the media type `application/json`", "several"),
    /** D23: {@code unauthorized} has 401; {@code orderNotReady}, {@code caa} and {@code rateLimited} have 400. */
    OTHER_STATUSES("D23", "`unauthorized` has 401; `orderNotReady`, `caa` and `rateLimited` have 400", "step-ca"),
    /** D23a: {@code accountDoesNotExist} has 403. */
    NO_ACCOUNT_FORBIDDEN("D23a", "`accountDoesNotExist` has 403", "acme2certifier"),
    /** D23b: {@code accountDoesNotExist} has 500. */
    NO_ACCOUNT_INTERNAL("D23b", "`accountDoesNotExist` has 500", "step-ca"),
    /** D24: {@code badSignatureAlgorithm} comes without {@code algorithms}. */
    ALGORITHMS_MISSING("D24", "`badSignatureAlgorithm` comes without `algorithms`", "Pebble"),
    /** D25: another URL in the header than that of the request is {@code malformed}. */
    URL_MISMATCH_MALFORMED("D25", "another URL in the header than that of the request is `malformed`", "Let's Encrypt"),
    /** D25a: another media type than {@code application/jose+json} has 400. */
    MEDIA_TYPE_BAD_REQUEST("D25a", "another media type than `application/jose+json` has 400", "step-ca"),
    /** D26: orders have {@code notBefore} and {@code notAfter} though nobody asked for them, and {@code id}. */
    ORDER_WITH_TIMES("D26", "orders have `notBefore` and `notAfter` though nobody asked for them, and `id`", "step-ca"),
    /** D27: orders with {@code notBefore} or {@code notAfter} are refused. */
    TIMES_REFUSED("D27", "orders with `notBefore` or `notAfter` are refused", "Let's Encrypt"),
    /** D28: {@code wildcard} of authorizations is false, and invalid ones have an {@code error}. */
    AUTHORIZATION_WITH_MORE(
            "D28", "`wildcard` of authorizations is false, and invalid ones have an `error`", "step-ca"),
    /** D29: {@code error} of orders is a text. */
    ORDER_ERROR_AS_TEXT("D29", "`error` of orders is a text", "Dogtag"),
    /** D29a: orders have {@code csr} and {@code resource} too. */
    ORDER_WITH_MORE("D29a", "orders have `csr` and `resource` too", "Dogtag"),
    /** D30: identifiers of orders are in another case than was asked for. */
    IDENTIFIERS_IN_CAPITALS("D30", "identifiers of orders are in another case than was asked for", "Let's Encrypt"),
    /** D30a: identifiers of orders are in any order. */
    IDENTIFIERS_SHUFFLED("D30a", "identifiers of orders are in any order", "Pebble"),
    /** D30b: identifiers of orders are without {@code *.}. */
    WILDCARDS_STRIPPED("D30b", "identifiers of orders are without `*.`", "ZeroSSL"),
    /** D31: an order for the same names is the open one of before. */
    SAME_ORDER("D31", "an order for the same names is the open one of before", "Let's Encrypt"),
    /** D32: authorizations are valid from the start. */
    ALREADY_AUTHORIZED("D32", "authorizations are valid from the start", "DigiCert"),
    /** D32a: orders that are not pending list no authorizations. */
    ONLY_PENDING_AUTHORIZATIONS("D32a", "orders that are not pending list no authorizations", "DigiCert"),
    /** D32b: authorizations have {@code sectigo-email-01} too, without token. */
    PROPRIETARY_CHALLENGE("D32b", "authorizations have `sectigo-email-01` too, without token", "Sectigo"),
    /** D33: authorizations have challenges of unknown types, and such without any. */
    UNKNOWN_CHALLENGES("D33", "authorizations have challenges of unknown types, and such without any", "several"),
    /** D33a: challenges have no token. */
    TOKENS_MISSING("D33a", "challenges have no token", "several"),
    /** D34: challenges that are answered stay pending until they are decided. */
    CHALLENGE_STAYS_PENDING("D34", "challenges that are answered stay pending until they are decided", "Let's Encrypt"),
    /** D34a: what is valid is shown as processing at first. */
    VALIDATION_LASTS("D34a", "what is valid is shown as processing at first", "Sectigo"),
    /** D35: orders stay pending for a while when all is authorized, and cannot be finalized. */
    ORDER_STAYS_PENDING(
            "D35", "orders stay pending for a while when all is authorized, and cannot be finalized", "Let's Encrypt"),
    /** D36: orders come without {@code Location} when they are read or finalized. */
    ORDER_WITHOUT_LOCATION("D36", "orders come without `Location` when they are read or finalized", "Dogtag"),
    /** D37: {@code Retry-After} is a date. */
    RETRY_AFTER_AS_DATE("D37", "`Retry-After` is a date", "Pebble"),
    /** D37a: {@code Retry-After} is on challenges, authorizations, orders and certificates. */
    RETRY_AFTER_EVERYWHERE(
            "D37a",
            "`Retry-After` is on challenges, authorizations, orders and certificates",
            "ZeroSSL, Let's Encrypt"),
    /** D38: {@code Retry-After} is 86400 on orders and authorizations that are not decided. */
    RETRY_AFTER_A_DAY("D38", "`Retry-After` is 86400 on orders and authorizations that are not decided", "ZeroSSL"),
    /** D39: an invalid authorization is used again in the next order. */
    INVALID_REUSED("D39", "an invalid authorization is used again in the next order", "ZeroSSL"),
    /** D40: times have nanoseconds. */
    NANOSECONDS("D40", "times have nanoseconds", "servers in Go"),
    /** D40a: times have an offset and small letters. */
    OFFSETS("D40a", "times have an offset and small letters", "several"),
    /** D41: challenges have {@code uri} instead of {@code url}. */
    CHALLENGE_URI("D41", "challenges have `uri` instead of `url`", "old drafts"),
    /** D41a: challenges have no URL. */
    CHALLENGE_WITHOUT_URL("D41a", "challenges have no URL", "old drafts"),
    /** D42: URLs in bodies, {@code Location} and {@code Link} are relative. */
    RELATIVE_URLS("D42", "URLs in bodies, `Location` and `Link` are relative", "several"),
    /** D42a: URLs are {@code http:} though the server has TLS. */
    PLAIN_URLS("D42a", "URLs are `http:` though the server has TLS", "ACME-Server-ADCS"),
    /** D42b: {@code Link} of challenges to what is above has its path twice. */
    UP_LINK_DOUBLED("D42b", "`Link` of challenges to what is above has its path twice", "Ultimate CA Manager"),
    /** D43: {@code Link} has all links in one line, with a space and a second {@code rel}. */
    LINKS_IN_ONE_LINE("D43", "`Link` has all links in one line, with a space and a second `rel`", "several"),
    /** D44: lines of certificates end with CR and LF. */
    CHAIN_WITH_CRLF("D44", "lines of certificates end with CR and LF", "Buypass"),
    /** D44a: there are blank lines between certificates, and none at the end. */
    CHAIN_WITH_BLANK_LINES("D44a", "there are blank lines between certificates, and none at the end", "several"),
    /** D44b: there is text before the certificates. */
    CHAIN_WITH_TEXT("D44b", "there is text before the certificates", "several"),
    /** D44c: the chain is one certificate. */
    LEAF_ALONE("D44c", "the chain is one certificate", "several"),
    /** D45: media types have {@code ; charset=utf-8}. */
    CHARSETS("D45", "media types have `; charset=utf-8`", "Pebble"),
    /** D47: keyChange is {@code rejectedIdentifier}, 501. */
    KEY_CHANGE_NOT_IMPLEMENTED("D47", "keyChange is `rejectedIdentifier`, 501", "step-ca"),
    /** D47a: keyChange is not there: 404. */
    KEY_CHANGE_NOT_FOUND("D47a", "keyChange is not there: 404", "step-ca"),
    /** D48: accounts need a {@code contact}. */
    CONTACT_REQUIRED("D48", "accounts need a `contact`", "Google"),
    /** D48a: new accounts with null, empty texts or empty arrays are refused. */
    EMPTY_MEMBERS_REFUSED(
            "D48a", "new accounts with null, empty texts or empty arrays are refused", "servers of strict reading"),
    /** D49: external accounts are bound with HS256 alone. */
    BINDING_HS256("D49", "external accounts are bound with HS256 alone", "Google"),
    /** D50: {@code renewalInfo} in the directory ends with a slash. */
    RENEWAL_INFO_SLASH("D50", "`renewalInfo` in the directory ends with a slash", "Let's Encrypt"),
    /** D50a: what renewalInfo does not know is refused with 401. */
    RENEWAL_INFO_UNAUTHORIZED("D50a", "what renewalInfo does not know is refused with 401", "Sectigo"),
    /** D53: answers to accounts have {@code Boulder-Requester}. */
    BOULDER_REQUESTER("D53", "answers to accounts have `Boulder-Requester`", "Let's Encrypt"),
    /** D54: EdDSA is refused. */
    EDDSA_REFUSED("D54", "EdDSA is refused", "Let's Encrypt"),
    /** D55: challenges must be answered with {@code {}} and nothing else. */
    EMPTY_RESPONSE_DEMANDED("D55", "challenges must be answered with `{}` and nothing else", "Pebble"),
    /** D55a: challenges may be answered with {@code keyAuthorization}, as in old drafts. */
    OLD_RESPONSES("D55a", "challenges may be answered with `keyAuthorization`, as in old drafts", "step-ca"),
    /** D57: dns-persist-01 has no {@code accounturi}. */
    PERSIST_WITHOUT_ACCOUNT("D57", "dns-persist-01 has no `accounturi`", "Pebble, lego"),
    /** D58: {@code status} of problems is a text. */
    STATUS_AS_TEXT("D58", "`status` of problems is a text", "several"),
    /** D59: members that may be absent are null. */
    NULL_MEMBERS("D59", "members that may be absent are null", "several"),
    /** D60: the chain has two megabytes of text. */
    HUGE_CHAIN("D60", "the chain has two megabytes of text", "none: a trap");

    private final String id;
    private final String description;
    private final String servers;

    Deviation(String id, String description, String servers) {
        this.id = id;
        this.description = description;
        this.servers = servers;
    }

    /**
     * {@return its number, such as {@code D4} or {@code D7a}}
     */
    public String id() {
        return id;
    }

    /**
     * {@return what the server does, in a line of Markdown}
     */
    public String description() {
        return description;
    }

    /**
     * {@return who was seen doing so, or is known for it}
     */
    public String servers() {
        return servers;
    }
}
