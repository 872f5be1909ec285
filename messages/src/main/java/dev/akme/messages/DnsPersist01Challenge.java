package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A challenge to set a lasting TXT record that allows an account of an issuer to validate the name
 * (draft-ietf-acme-dns-persist §3). It has no token.
 */
public final class DnsPersist01Challenge extends Challenge {

    /** The most issuer domain names that a challenge may have (draft-ietf-acme-dns-persist §3.1). */
    public static final int MAX_ISSUER_DOMAIN_NAMES = 10;

    static final Schema<DnsPersist01Challenge> SCHEMA =
            special(BASE, ChallengeType.DNS_PERSIST_01, DnsPersist01Challenge.class, DnsPersist01Challenge::new);

    private static final String SECTION = "draft-ietf-acme-dns-persist §3.1";
    // Newer versions of the draft spell the member so; servers and clients still use the older one.
    private static final String CAMEL_CASE = "issuerDomainNames";

    private static final Field<List<String>> ISSUER_DOMAIN_NAMES = SCHEMA.field(
                    "issuer-domain-names", Codecs.list(Codecs.TEXT))
            .section(SECTION)
            .optional();
    private static final Field<String> ACCOUNT_URI =
            SCHEMA.field("accounturi", Codecs.TEXT).section(SECTION).optional();

    /** Reads challenges of this type. */
    public static final MessageType<DnsPersist01Challenge> TYPE =
            SCHEMA.rules(DnsPersist01Challenge::rules).done();

    private static void rules(Rules<DnsPersist01Challenge> rules) {
        rules.rule(
                        Severity.ERROR,
                        "challenge/issuer-domain-names",
                        SECTION,
                        "/issuer-domain-names",
                        "there are no issuer domain names, or more than 10",
                        "send 1 to 10; a client must refuse the challenge",
                        DnsPersist01Challenge::hasWrongNumberOfNames)
                .rule(
                        Severity.ERROR,
                        "challenge/issuer-domain-name",
                        SECTION,
                        "an issuer domain name is not in normal form",
                        "send A-labels in lower case, no trailing dot, at most 253 octets",
                        DnsPersist01Challenge::namesOutOfForm)
                .rule(
                        Severity.INFO,
                        "challenge/issuer-domain-names-spelling",
                        SECTION,
                        "/" + CAMEL_CASE,
                        "the names have the spelling of newer drafts, which not all clients read",
                        "read both; send issuer-domain-names as long as clients look for it",
                        c -> c.extensions().containsKey(CAMEL_CASE))
                .rule(
                        Severity.WARNING,
                        "challenge/account-uri",
                        SECTION,
                        "/accounturi",
                        "there is no URL of the account, as in the first draft",
                        "send it as it stands in kid; a client without it takes its kid",
                        c -> c.peek(ACCOUNT_URI)
                                .filter(ChallengeText::isAbsoluteUrl)
                                .isEmpty());
    }

    private DnsPersist01Challenge(Members members) {
        super(members);
    }

    private boolean hasWrongNumberOfNames() {
        Optional<List<String>> names = namesIfGood();
        return names.isPresent()
                ? names.get().isEmpty() || names.get().size() > MAX_ISSUER_DOMAIN_NAMES
                : member("issuer-domain-names").isEmpty();
    }

    private List<String> namesOutOfForm() {
        String member = peek(ISSUER_DOMAIN_NAMES).isPresent() ? "/issuer-domain-names/" : "/" + CAMEL_CASE + "/";
        List<String> names = namesIfGood().orElse(List.of());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!ChallengeText.isNormalizedDomain(names.get(i))) {
                found.add(member + i);
            }
        }
        return found;
    }

    private Optional<List<String>> namesIfGood() {
        return peek(ISSUER_DOMAIN_NAMES).or(this::camelCaseNames);
    }

    private Optional<List<String>> camelCaseNames() {
        return ChallengeText.texts(extensions().get(CAMEL_CASE));
    }

    /**
     * {@return a new builder, with the type set}
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the names of the issuer, one of which the client puts into the record; the member
     * {@code issuer-domain-names}, or {@code issuerDomainNames} as newer versions of the draft spell it; empty when there
     * is neither. A client has to refuse a challenge with none or with more than {@value #MAX_ISSUER_DOMAIN_NAMES}}
     * @throws InvalidMemberException when the member is not an array of strings
     */
    public List<String> issuerDomainNames() {
        return find(ISSUER_DOMAIN_NAMES).or(this::camelCaseNames).orElse(List.of());
    }

    /**
     * {@return the account URL that the record has to name, to be compared octet by octet; only some versions of the draft
     * have it, and a client then knows its own account URL}
     */
    public Optional<String> accountUri() {
        return find(ACCOUNT_URI);
    }

    /** Builds a {@link DnsPersist01Challenge}. */
    public static final class Builder extends Challenge.Builder<DnsPersist01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.DNS_PERSIST_01);
        }

        private Builder(DnsPersist01Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the names of the issuer, as the member {@code issuer-domain-names}.
         *
         * @param issuerDomainNames 1 to 10 domain names: A-labels in lower case without trailing dot, at most 253 octets
         * @return this builder
         */
        public Builder issuerDomainNames(List<String> issuerDomainNames) {
            return set(ISSUER_DOMAIN_NAMES, issuerDomainNames);
        }

        /**
         * Sets the account URL that the record has to name.
         *
         * @param accountUri the URL, exactly as the account has it
         * @return this builder
         */
        public Builder accountUri(String accountUri) {
            return set(ACCOUNT_URI, accountUri);
        }
    }
}
