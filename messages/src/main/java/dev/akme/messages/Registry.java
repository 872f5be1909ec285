package dev.akme.messages;

import dev.akme.json.Term;
import java.util.List;

/**
 * A registry of the group "Automated Certificate Management Environment (ACME) Protocol" that IANA keeps (RFC 8555
 * §9.7), as far as this library knows it.
 */
public final class Registry {

    /** "ACME Account Object Fields": {@link ObjectField}. */
    public static final Registry ACCOUNT_OBJECT_FIELDS =
            new Registry("ACME Account Object Fields", "RFC 8555 §9.7.1", ObjectField.account());
    /** "ACME Order Object Fields": {@link ObjectField}. */
    public static final Registry ORDER_OBJECT_FIELDS =
            new Registry("ACME Order Object Fields", "RFC 8555 §9.7.2", ObjectField.order());
    /** "ACME Authorization Object Fields": {@link ObjectField}. */
    public static final Registry AUTHORIZATION_OBJECT_FIELDS =
            new Registry("ACME Authorization Object Fields", "RFC 8555 §9.7.3", ObjectField.authorization());
    /** "ACME Error Types": {@link ProblemType}. */
    public static final Registry ERROR_TYPES = new Registry(
            "ACME Error Types",
            "RFC 8555 §9.7.4",
            ProblemType.known().stream().filter(ProblemType::isAcme).toList());
    /** "ACME Resource Types": {@link ResourceType}. */
    public static final Registry RESOURCE_TYPES =
            new Registry("ACME Resource Types", "RFC 8555 §9.7.5", ResourceType.known());
    /** "ACME Directory Metadata Fields": {@link ObjectField}. */
    public static final Registry DIRECTORY_METADATA_FIELDS =
            new Registry("ACME Directory Metadata Fields", "RFC 8555 §9.7.6", ObjectField.metadata());
    /** "ACME Identifier Types": {@link IdentifierType}. */
    public static final Registry IDENTIFIER_TYPES =
            new Registry("ACME Identifier Types", "RFC 8555 §9.7.7", IdentifierType.known());
    /**
     * "ACME Validation Methods": {@link ChallengeType}. IANA has a row for each method and type of identifier, here is
     * each method once, with {@link ChallengeType#identifierTypes()}.
     */
    public static final Registry VALIDATION_METHODS =
            new Registry("ACME Validation Methods", "RFC 8555 §9.7.8", ChallengeType.known());
    /** "ACME Order Auto-Renewal Fields": {@link ObjectField}. */
    public static final Registry ORDER_AUTO_RENEWAL_FIELDS =
            new Registry("ACME Order Auto-Renewal Fields", "RFC 8739 §6.4", ObjectField.autoRenewal());
    /** "ACME Directory Metadata Auto-Renewal Fields": {@link ObjectField}. */
    public static final Registry DIRECTORY_METADATA_AUTO_RENEWAL_FIELDS = new Registry(
            "ACME Directory Metadata Auto-Renewal Fields", "RFC 8739 §6.6", ObjectField.metadataAutoRenewal());
    /** "STAR Delegation CSR Template Extensions": {@link CsrTemplateExtension}. */
    public static final Registry CSR_TEMPLATE_EXTENSIONS =
            new Registry("STAR Delegation CSR Template Extensions", "RFC 9115 §5.5", CsrTemplateExtension.known());
    /** "ACME Authority Token Challenge Types": {@link AuthorityTokenType}. */
    public static final Registry AUTHORITY_TOKEN_TYPES =
            new Registry("ACME Authority Token Challenge Types", "RFC 9447", AuthorityTokenType.known());
    /** "ACME RenewalInfo Object Fields": {@link ObjectField}. */
    public static final Registry RENEWAL_INFO_OBJECT_FIELDS =
            new Registry("ACME RenewalInfo Object Fields", "RFC 9773 §8.2", ObjectField.renewalInfo());

    private static final List<Registry> ALL = List.of(
            ACCOUNT_OBJECT_FIELDS,
            ORDER_OBJECT_FIELDS,
            AUTHORIZATION_OBJECT_FIELDS,
            ERROR_TYPES,
            RESOURCE_TYPES,
            DIRECTORY_METADATA_FIELDS,
            IDENTIFIER_TYPES,
            VALIDATION_METHODS,
            ORDER_AUTO_RENEWAL_FIELDS,
            DIRECTORY_METADATA_AUTO_RENEWAL_FIELDS,
            CSR_TEMPLATE_EXTENSIONS,
            AUTHORITY_TOKEN_TYPES,
            RENEWAL_INFO_OBJECT_FIELDS);

    private final String name;
    private final String section;
    private final List<Term> entries;

    private Registry(String name, String section, List<? extends Term> words) {
        this.name = name;
        this.section = section;
        this.entries = words.stream()
                .filter(word -> isPublished(word) || word.isDraft())
                .<Term>map(word -> word)
                .toList();
    }

    // Vocabularies also have words of private use and left-overs, which no registry has.
    private static boolean isPublished(Term word) {
        return word.section().startsWith("RFC ") || word.section().startsWith("3GPP ");
    }

    /**
     * {@return all registries of the group}
     */
    public static List<Registry> all() {
        return ALL;
    }

    /**
     * {@return its name, as IANA has it}
     */
    public String name() {
        return name;
    }

    /**
     * {@return where it is set up, such as {@code "RFC 8555 §9.7.1"}}
     */
    public String section() {
        return section;
    }

    /**
     * {@return its entries in the order of their publication, then those that drafts ask for ({@link Term#isDraft()})}
     */
    public List<Term> entries() {
        return entries;
    }

    @Override
    public String toString() {
        return name;
    }
}
