package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.Term;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

    @ParameterizedTest
    @CsvSource({
        "ACME Account Object Fields, 7",
        "ACME Order Object Fields, 14",
        "ACME Authorization Object Fields, 6",
        "ACME Error Types, 31",
        "ACME Resource Types, 8",
        "ACME Directory Metadata Fields, 9",
        "ACME Identifier Types, 6",
        "ACME Order Auto-Renewal Fields, 5",
        "ACME Directory Metadata Auto-Renewal Fields, 3",
        "STAR Delegation CSR Template Extensions, 3",
        "ACME Authority Token Challenge Types, 1",
        "ACME RenewalInfo Object Fields, 2",
    })
    void hasAllPublishedEntries(String name, int count) {
        assertThat(published(registry(name))).hasSize(count);
        assertThat(registry(name)).hasToString(name);
    }

    @Test
    void hasAllPublishedRows() {
        int rows = 0;
        for (Registry registry : Registry.all()) {
            rows += published(registry).stream().mapToInt(RegistryTest::rows).sum();
        }
        assertThat(Registry.all()).hasSize(13);
        assertThat(published(Registry.VALIDATION_METHODS).stream()
                        .mapToInt(RegistryTest::rows)
                        .sum())
                .isEqualTo(12);
        assertThat(rows).isEqualTo(107);
    }

    /** IANA lists a validation method once for each type of identifier, withdrawn ones without. */
    private static int rows(Term entry) {
        return entry instanceof ChallengeType method
                ? (int) Math.max(
                        1,
                        method.identifierTypes().stream()
                                .filter(type -> !type.isDraft())
                                .count())
                : 1;
    }

    @Test
    void namesNoEntryTwice() {
        for (Registry registry : Registry.all()) {
            assertThat(registry.entries()).as(registry.name()).doesNotHaveDuplicates();
        }
    }

    @Test
    void marksWhatOnlyDraftsHave() {
        assertThat(Registry.ORDER_OBJECT_FIELDS.entries()).contains(ObjectField.ORDER_PROFILE);
        assertThat(ObjectField.ORDER_PROFILE.isDraft()).isTrue();
        assertThat(published(Registry.ORDER_OBJECT_FIELDS)).doesNotContain(ObjectField.ORDER_PROFILE);
    }

    @Test
    void leavesOutWordsThatNobodyRegistered() {
        assertThat(Registry.IDENTIFIER_TYPES.entries()).doesNotContain(IdentifierType.WIREAPP_USER);
        assertThat(Registry.ERROR_TYPES.entries()).doesNotContain(ProblemType.ABOUT_BLANK, ProblemType.DNSSEC);
        assertThat(Registry.DIRECTORY_METADATA_FIELDS.entries())
                .contains(ObjectField.META_ONION_CAA_REQUIRED)
                .doesNotContain(ObjectField.META_IN_BAND_ONION_CAA_REQUIRED);
    }

    @Test
    void tellsTheSameNameOfTwoRegistriesApart() {
        assertThat(ObjectField.ORDER_STATUS.value()).isEqualTo(ObjectField.ACCOUNT_STATUS.value());
        assertThat(ObjectField.ORDER_STATUS).isNotEqualTo(ObjectField.ACCOUNT_STATUS);
        HashSet<Term> all = new HashSet<>(ObjectField.order());
        all.addAll(ObjectField.account());
        assertThat(all).hasSize(15 + 7);
    }

    @Test
    void knowsAuthorityTokensAndTemplateExtensions() {
        assertThat(AuthorityTokenType.of("atc")).isSameAs(AuthorityTokenType.ATC);
        assertThat(AuthorityTokenType.of("other").isKnown()).isFalse();
        assertThat(CsrTemplateExtension.of("keyUsage")).isSameAs(CsrTemplateExtension.KEY_USAGE);
        assertThat(ResourceType.of("renewalInfo")).isSameAs(ResourceType.RENEWAL_INFO);
    }

    private static Registry registry(String name) {
        return Registry.all().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Term> published(Registry registry) {
        return registry.entries().stream().filter(term -> !term.isDraft()).toList();
    }
}
