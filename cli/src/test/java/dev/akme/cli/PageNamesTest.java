package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables of the pages for newcomers name exists, and nothing is left out. */
class PageNamesTest {

    private static final String PYTHONS = "docs/coming-from-python.md";
    private static final String ACME4JS = "docs/coming-from-acme4j.md";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final List<String> AKME = Stream.of(
                    "messages", "json", "jose", "challenge", "client", "client.solver", "client.dns")
            .map(name -> "dev.akme." + name + ".")
            .toList();
    private static final List<String> ACME4J = Stream.of(
                    "", "challenge.", "connector.", "exception.", "provider.", "util.")
            .map(name -> "org.shredzone.acme4j." + name)
            .toList();

    // Every class and member on the documentation page of acme.messages, and the newer ones.
    private static final Set<String> PYTHON = Set.of("""
            is_acme_error IdentifierType Identifier Identifier.typ Identifier.value Error Error.typ Error.title
            Error.detail Error.identifier Error.subproblems Error.with_code Error.description Error.code Status Directory
            Directory.Meta Directory.Meta.terms_of_service Directory.to_partial_json Directory.from_json Resource
            Resource.body ResourceWithURI ResourceWithURI.uri ResourceBody ExternalAccountBinding
            ExternalAccountBinding.from_data Registration Registration.key Registration.contact Registration.agreement
            Registration.from_data Registration.to_partial_json Registration.fields_to_partial_json Registration.phones
            Registration.emails NewRegistration UpdateRegistration RegistrationResource RegistrationResource.body
            ChallengeBody ChallengeBody.encode ChallengeBody.to_partial_json ChallengeBody.fields_from_json
            ChallengeBody.uri ChallengeResource ChallengeResource.body ChallengeResource.authzr_uri ChallengeResource.uri
            Authorization Authorization.identifier Authorization.challenges Authorization.status Authorization.expires
            NewAuthorization UpdateAuthorization AuthorizationResource AuthorizationResource.body
            AuthorizationResource.new_cert_uri CertificateRequest CertificateRequest.csr CertificateResource
            CertificateResource.cert_chain_uri CertificateResource.authzrs Revocation Revocation.certificate Order
            Order.identifiers Order.status Order.authorizations Order.certificate Order.finalize Order.expires Order.error
            OrderResource OrderResource.body OrderResource.csr_pem OrderResource.authorizations
            OrderResource.fullchain_pem OrderResource.alternative_fullchains_pem NewOrder
            ERROR_PREFIX ERROR_CODES ERROR_TYPE_DESCRIPTIONS IDENTIFIER_FQDN IDENTIFIER_IP STATUS_UNKNOWN STATUS_PENDING
            STATUS_PROCESSING STATUS_VALID STATUS_INVALID STATUS_REVOKED STATUS_READY STATUS_DEACTIVATED
            Directory.Meta.website Directory.Meta.caa_identities Directory.Meta.external_account_required
            Directory.Meta.profiles Registration.status Registration.terms_of_service_agreed
            Registration.only_return_existing Registration.external_account_binding Registration.phone_prefix
            Registration.email_prefix RegistrationResource.uri RegistrationResource.new_authzr_uri
            RegistrationResource.terms_of_service ChallengeBody.chall ChallengeBody.status ChallengeBody.validated
            ChallengeBody.error Authorization.wildcard AuthorizationResource.uri CertificateResource.body
            CertificateResource.uri Revocation.reason Order.profile OrderResource.uri RenewalInfo
            RenewalInfo.suggested_window RenewalInfo.SuggestedWindow RenewalInfo.SuggestedWindow.start
            RenewalInfo.SuggestedWindow.end""".split("\\s+"));

    @Test
    void theTableHasEveryNameOfPythonsModule() {
        Set<String> named = rows(PYTHONS).map(row -> names(row[1]).get(0)).collect(Collectors.toSet());
        assertThat(named).containsAll(PYTHON);
        assertThat(rows(PYTHONS).map(row -> row[1])).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {PYTHONS, ACME4JS})
    void everyNameInAkmeExists(String page) {
        List<String> missing = rows(page)
                .flatMap(row -> names(row[2]).stream())
                .filter(name -> !exists(AKME, name))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyNameInAcme4jExists() {
        List<String> missing = rows(ACME4JS)
                .flatMap(row -> names(row[1]).stream())
                .filter(name -> !exists(ACME4J, name))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void aNameThatDoesNotExistIsNoticed() {
        assertThat(exists(AKME, "Order.finalizeUrl()")).isTrue();
        assertThat(exists(AKME, "Order.Builder.status()")).isTrue();
        assertThat(exists(AKME, "Status.VALID")).isTrue();
        assertThat(exists(AKME, "Order.finalise()")).isFalse();
        assertThat(exists(AKME, "Ordre")).isFalse();
        assertThat(exists(AKME, "Status.VALIDE")).isFalse();
        assertThat(exists(ACME4J, "Order.finalizeUrl()")).isFalse();
    }

    /** The rows of the tables whose first column is what users know. */
    private static Stream<String[]> rows(String page) {
        String text = Page.of(page).text();
        return text.substring(text.indexOf(" by ", text.indexOf("\n## ")))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1));
    }

    private static List<String> names(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** A class, a method with parentheses or a constant. */
    private static boolean exists(List<String> packages, String name) {
        Matcher member = Pattern.compile("([A-Z]\\w*(?:\\.[A-Z]\\w*[a-z]\\w*)?)(?:\\.(\\w+)(\\(\\))?)?")
                .matcher(name);
        if (!member.matches()) {
            return false;
        }
        return packages.stream()
                .flatMap(prefix -> load(prefix + member.group(1).replace('.', '$')).stream())
                .anyMatch(type -> member.group(2) == null
                        || (member.group(3) != null
                                ? Arrays.stream(type.getMethods())
                                        .anyMatch(m -> m.getName().equals(member.group(2)))
                                : Arrays.stream(type.getFields())
                                        .anyMatch(f -> f.getName().equals(member.group(2)))));
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
