package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelegationTest {

    private static final String FULL = """
            {"csr-template":{"keyTypes":[{"PublicKeyType":"id-ecPublicKey","namedCurve":"secp256r1",\
            "SignatureType":"ecdsa-with-SHA256"},{"PublicKeyType":"rsaEncryption","PublicKeyLength":3072,\
            "SignatureType":"sha256WithRSAEncryption"}],"subject":{"country":"DE","locality":"*","organization":"**"},\
            "extensions":{"subjectAltName":{"DNS":["cdn.example.org"]},"keyUsage":["digitalSignature"],\
            "extendedKeyUsage":["serverAuth"]}},"cname-map":{"cdn.example.org.":"edge.example.net."}}""";

    @Test
    void readsEveryMember() {
        Delegation delegation = Delegation.TYPE.readStrict(FULL);
        CsrTemplate template = delegation.csrTemplate();

        assertThat(delegation.cnameMap()).containsExactly(Map.entry("cdn.example.org.", "edge.example.net."));
        assertThat(template.keyTypes()).hasSize(2);
        assertThat(template.keyTypes().get(0).publicKeyType()).isEqualTo("id-ecPublicKey");
        assertThat(template.keyTypes().get(0).namedCurve()).contains("secp256r1");
        assertThat(template.keyTypes().get(0).publicKeyLength()).isEmpty();
        assertThat(template.keyTypes().get(0).signatureType()).isEqualTo("ecdsa-with-SHA256");
        assertThat(template.keyTypes().get(1).publicKeyLength()).contains(3072);

        CsrTemplateSubject subject = template.subject().orElseThrow();
        assertThat(subject.country()).contains(new CsrTemplateValue("DE"));
        assertThat(subject.organization()).contains(CsrTemplateValue.MANDATORY);
        assertThat(subject.locality()).contains(CsrTemplateValue.OPTIONAL);
        assertThat(subject.commonName()).isEmpty();

        CsrTemplateExtensions extensions = template.certificateExtensions();
        assertThat(extensions.subjectAltName().dns()).containsExactly(new CsrTemplateValue("cdn.example.org"));
        assertThat(extensions.subjectAltName().email()).isEmpty();
        assertThat(extensions.subjectAltName().uri()).isEmpty();
        assertThat(extensions.keyUsage()).containsExactly("digitalSignature");
        assertThat(extensions.extendedKeyUsage()).containsExactly("serverAuth");
    }

    @Test
    void writesWhatItRead() {
        assertThat(Delegation.TYPE.read(FULL).toJson()).isEqualTo(FULL);
    }

    @Test
    void buildsWhatItReads() {
        CsrTemplate template = CsrTemplate.builder()
                .keyTypes(List.of(
                        CsrTemplateKeyType.builder()
                                .publicKeyType("id-ecPublicKey")
                                .namedCurve("secp256r1")
                                .signatureType("ecdsa-with-SHA256")
                                .build(),
                        CsrTemplateKeyType.builder()
                                .publicKeyType("rsaEncryption")
                                .publicKeyLength(3072)
                                .signatureType("sha256WithRSAEncryption")
                                .build()))
                .subject(CsrTemplateSubject.builder()
                        .country(new CsrTemplateValue("DE"))
                        .locality(CsrTemplateValue.OPTIONAL)
                        .organization(CsrTemplateValue.MANDATORY)
                        .build())
                .certificateExtensions(CsrTemplateExtensions.builder()
                        .subjectAltName(CsrTemplateNames.builder()
                                .dns(List.of(new CsrTemplateValue("cdn.example.org")))
                                .build())
                        .keyUsage(List.of("digitalSignature"))
                        .extendedKeyUsage(List.of("serverAuth"))
                        .build())
                .build();
        Delegation built = Delegation.builder()
                .csrTemplate(template)
                .cnameMap(Map.of("cdn.example.org.", "edge.example.net."))
                .build();

        assertThat(built).isEqualTo(Delegation.TYPE.read(FULL));
        assertThat(built.toJson()).isEqualTo(FULL);
        assertThat(built.toBuilder().build()).isEqualTo(built);
        assertThat(template.toBuilder().build()).isEqualTo(template);
    }

    @Test
    void tellsWhoChoosesAValue() {
        assertThat(CsrTemplateValue.MANDATORY.isMandatory()).isTrue();
        assertThat(CsrTemplateValue.MANDATORY.isOptional()).isFalse();
        assertThat(CsrTemplateValue.OPTIONAL.isOptional()).isTrue();
        assertThat(CsrTemplateValue.OPTIONAL.isLiteral()).isFalse();
        assertThat(new CsrTemplateValue("*.example.org").isLiteral()).isTrue();
    }

    @Test
    void demandsATemplate() {
        assertThatThrownBy(() -> Delegation.TYPE.read("{}").csrTemplate()).isInstanceOf(MissingMemberException.class);
        assertThat(Delegation.TYPE.read("{}").cnameMap()).isEmpty();
        assertThatThrownBy(() -> Delegation.builder().build()).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> Delegation.TYPE.read("{\"csr-template\":[]}").csrTemplate())
                .isInstanceOf(InvalidMemberException.class);
        assertThatThrownBy(() -> Delegation.TYPE.readStrict("{\"csr-template\":{\"keyTypes\":[]}}"))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void keepsMembersItDoesNotKnow() {
        String json = "{\"csr-template\":{\"keyTypes\":[{\"PublicKeyType\":\"id-new\",\"x\":1}],\"y\":null},\"z\":[]}";

        assertThat(Delegation.TYPE.read(json).toJson()).isEqualTo(json);
        assertThat(Delegation.TYPE.read(json).csrTemplate().extensions()).containsOnlyKeys("y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a.example.org\":\"b.example.net.\"}",
                "{\"a.example.org.\":\"b.example.net\"}",
                "{\"a..example.org.\":\"b.example.net.\"}",
                "{\".\":\"b.example.net.\"}",
                "{\"b\u00fccher.test.\":\"b.example.net.\"}"
            })
    void speaksOfAliasesThatAreNotQualified(String map) {
        fires(Delegation.TYPE, "delegation/cname-map", "{\"cname-map\":" + map + "}");
    }

    @Test
    void keepsSilentOfQualifiedAliases() {
        silent(Delegation.TYPE, "delegation/cname-map", FULL);
        silent(Delegation.TYPE, "delegation/cname-map", "{\"cname-map\":{\"_acme-challenge.a.test.\":\"b.test.\"}}");
        silent(Delegation.TYPE, "delegation/cname-map", "{\"cname-map\":[]}");
    }

    @Test
    void speaksOfTemplatesWithoutTypesOfKeys() {
        fires(CsrTemplate.TYPE, "csrTemplate/key-types", "{\"keyTypes\":[]}");
        silent(
                CsrTemplate.TYPE,
                "csrTemplate/key-types",
                Delegation.TYPE.read(FULL).csrTemplate().toJson());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id-ecPublicKey\",\"SignatureType\":\"ecdsa-with-SHA256\"",
                "\"id-ecPublicKey\",\"namedCurve\":\"curve25519\",\"SignatureType\":\"ecdsa-with-SHA256\"",
                "\"id-ecPublicKey\",\"namedCurve\":\"secp256r1\",\"SignatureType\":\"sha256WithRSAEncryption\"",
                "\"id-ecPublicKey\",\"namedCurve\":\"secp256r1\",\"PublicKeyLength\":256,\"SignatureType\":\"ecdsa-with-SHA256\"",
                "\"rsaEncryption\",\"SignatureType\":\"sha256WithRSAEncryption\"",
                "\"rsaEncryption\",\"PublicKeyLength\":0,\"SignatureType\":\"sha256WithRSAEncryption\"",
                "\"rsaEncryption\",\"PublicKeyLength\":2048,\"SignatureType\":\"ecdsa-with-SHA256\"",
                "\"rsaEncryption\",\"PublicKeyLength\":2048,\"namedCurve\":\"secp256r1\",\"SignatureType\":\"sha256WithRSAandMGF1\"",
            })
    void speaksOfTypesOfKeysThatCannotBe(String rest) {
        fires(CsrTemplateKeyType.TYPE, "csrTemplateKeyType/combination", "{\"PublicKeyType\":" + rest + "}");
    }

    @Test
    void keepsSilentOfOtherTypesOfKeys() {
        silent(CsrTemplateKeyType.TYPE, "csrTemplateKeyType/combination", """
                {"PublicKeyType":"rsaEncryption","PublicKeyLength":2048,"SignatureType":"sha512WithRSAandMGF1"}""");
        silent(CsrTemplateKeyType.TYPE, "csrTemplateKeyType/combination", """
                {"PublicKeyType":"id-ecPublicKey","namedCurve":"secp521r1","SignatureType":"ecdsa-with-SHA512"}""");
        silent(CsrTemplateKeyType.TYPE, "csrTemplateKeyType/combination", "{\"PublicKeyType\":\"id-Ed25519\"}");
        fires(CsrTemplateKeyType.TYPE, "csrTemplateKeyType/kind", "{\"PublicKeyType\":\"id-Ed25519\"}");
        silent(CsrTemplateKeyType.TYPE, "csrTemplateKeyType/kind", "{\"PublicKeyType\":\"rsaEncryption\"}");
    }

    @Test
    void speaksOfEmptyObjects() {
        fires(CsrTemplateSubject.TYPE, "csrTemplateSubject/empty", "{}");
        silent(CsrTemplateSubject.TYPE, "csrTemplateSubject/empty", "{\"commonName\":\"**\"}");
        fires(CsrTemplateNames.TYPE, "csrTemplateNames/empty", "{\"DNS\":[]}");
        silent(CsrTemplateNames.TYPE, "csrTemplateNames/empty", "{\"DNS\":[],\"URI\":[\"*\"]}");
    }

    @Test
    void speaksOfUsagesThatDoNotExist() {
        fires(CsrTemplateExtensions.TYPE, "csrTemplateExtensions/key-usage", "{\"keyUsage\":[\"serverAuth\"]}");
        silent(CsrTemplateExtensions.TYPE, "csrTemplateExtensions/key-usage", "{\"keyUsage\":[\"cRLSign\"]}");
        fires(
                CsrTemplateExtensions.TYPE,
                "csrTemplateExtensions/extended-key-usage",
                "{\"extendedKeyUsage\":[\"1.3.\"]}");
        silent(
                CsrTemplateExtensions.TYPE,
                "csrTemplateExtensions/extended-key-usage",
                "{\"extendedKeyUsage\":[\"clientAuth\",\"1.3.6.1.5.5.7.3.1\"]}");
    }

    @Test
    void listsDelegations() {
        String json = "{\"delegations\":[\"https://acme.example.com/acme/delegation/d1\"]}";
        DelegationsList list = DelegationsList.TYPE.readStrict(json);

        assertThat(list.delegations()).containsExactly(URI.create("https://acme.example.com/acme/delegation/d1"));
        assertThat(list.toJson()).isEqualTo(json);
        assertThat(DelegationsList.builder().delegations(list.delegations()).build())
                .isEqualTo(list);
        assertThat(DelegationsList.TYPE.read("{\"delegations\":null}").delegations())
                .isEmpty();
        assertThatThrownBy(() -> DelegationsList.TYPE.read("[]")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> DelegationsList.builder().build()).isInstanceOf(MissingMemberException.class);
        assertThat(list.toBuilder().build()).isEqualTo(list);
    }
}
