package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.akme.ca.AcmeCa;
import dev.akme.client.AcmeClient;
import dev.akme.messages.Directory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file of {@code akme ca}. */
@Timeout(60)
class CaConfigTest {

    private static final String WHOLE = """
            listen: 127.0.0.1:0
            url: https://ca.example.org
            plainUrl: http://ca.example.org
            management:
              listen: 127.0.0.1:0
              keys: true
            dir: state
            keyType: P-384
            profiles:
              server:
                description: Servers, for a week
                lifetime: 7d
                maxNames: 5
                identifierTypes: [dns]
              client:
                lifetime: 12h
                clientAuth: true
                commonName: false
            policy:
              allow: [example.org, example.com]
              forbid: [bank.example.org]
              wildcards: false
              singleLabels: true
            externalAccounts:
              required: true
              keys:
                kid-1: zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W
            termsOfService: https://ca.example.org/terms
            website: https://ca.example.org/
            caaIdentities: [ca.example.org]
            validation:
              httpPort: 8080
              tlsPort: 8443
              privateAddresses: true
              timeout: 3s
              challenges: [http-01, dns-01]
            dns:
              servers: ["127.0.0.1:8053", "192.0.2.1"]
              resolve:
                "*.example.org": 192.0.2.7
            strict: true
            reuse: 50%
            ordersPerPage: 10
            limits:
              bodyOctets: 20000
              headerOctets: 8000
              requestTime: 5s
              idleTime: 1m
              openConnections: 20
              orders: 100/1h
              waitingWork: 30
            chaos:
              refuseNonces: 5%
              validationDelay: 1s..5s
              answer: [newOrder=503@10%]
              deviate: [D4, D7]
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("ca.yaml"), text);
    }

    @Test
    void everySettingHasItsKey() throws Exception {
        CaPlan plan = CaConfig.read(file(WHOLE), false, Map.of());
        assertThat(plan.listen.getPort()).isZero();
        assertThat(plan.url).hasHost("ca.example.org");
        assertThat(plan.plainUrl).hasScheme("http");
        assertThat(plan.management).isNotNull();
        assertThat(plan.managementShowsKeys).isTrue();
        assertThat(plan.folder).isEqualTo(folder.resolve("state"));
        assertThat(plan.profiles).extracting(profile -> profile.name()).containsExactly("server", "client");
        assertThat(plan.profiles.get(0).lifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(plan.profiles.get(0).maxNames()).isEqualTo(5);
        assertThat(plan.profiles.get(1).clientAuth()).isTrue();
        assertThat(plan.externalAccounts).containsOnlyKeys("kid-1");
        assertThat(plan.validation.build().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.dnsServers).hasSize(2);
        assertThat(plan.dnsServers.get(1).getPort()).isEqualTo(53);
        assertThat(plan.reuse).isEqualTo(0.5);
        assertThat(plan.limits)
                .hasToString("limits{bodyOctets=20000, headerOctets=8000, requestTime=PT5S, idleTime=PT1M,"
                        + " openConnections=20, orders=100 within PT1H, waitingWork=30}");
        assertThat(plan.faults).hasSize(5);
    }

    @Test
    void aFileInJsonSaysTheSame() throws Exception {
        CaPlan plan = CaConfig.read(
                file("{\n\t\"listen\": \"127.0.0.1:0\",\n\t\"profiles\": {\"one\": {\"lifetime\": \"1d\"}}\n}\n"),
                false,
                Map.of());
        try (AcmeCa ca = plan.builder().plainHttp().start()) {
            Directory directory =
                    AcmeClient.builder(ca.directoryUrl()).build().directory().body();
            assertThat(directory.meta().profiles()).containsOnlyKeys("one");
        }
    }

    @Test
    void whatIsWrongIsSaidWithFileLineAndKey() throws Exception {
        Map<String, String> wrong = new HashMap<>();
        wrong.put("listen: 127.0.0.1:70000", ":1: listen: there is no such port");
        wrong.put("\nlisten: 127.0.0.1:1\nlsten: x", ":3: lsten: there is no such setting");
        wrong.put("profiles:\n  a:\n    lifetime: 90", ":3: profiles.a.lifetime: give a time");
        wrong.put("profiles:\n  a:\n    description: x", ":3: profiles.a: lifetime is missing");
        wrong.put("profiles:\n  a:\n    lifetime: 1d\n    colour: red", ":4: profiles.a.colour: there is no such");
        wrong.put("profiles:\n  a: {lifetime: 1d, identifierTypes: []}", ":2: profiles.a: profile a: no identifier is");
        wrong.put("profiles:\n  '': {lifetime: 1d}", ":2: profiles.: a profile needs a name");
        wrong.put("externalAccounts:\n  keys:\n    k: '?secret?'", ":3: externalAccounts.keys.k: ");
        wrong.put("validation:\n  timeout: 2h", ":2: validation.timeout: ");
        wrong.put("limits:\n  orders: many", ":2: limits.orders: give a number and a time");
        wrong.put("limits:\n  requestTime: 0s", ":2: limits.requestTime: ");
        wrong.put("limits:\n  bodyOctets: 999999999", ":2: limits.bodyOctets: ");
        wrong.put("strict: maybe", ":1: strict: write true or false");
        wrong.put("caaIdentities:\n- ca.example\n- 'not a name'", ":3: caaIdentities[1]: ");
        wrong.put("chaos:\n  deviate: [D4, D99]", ":2: chaos.deviate[1]: there is no such deviation");
        wrong.put("chaos:\n  answer: nothing=503", ":2: chaos.answer: there is no resource");
        wrong.put("a: [1", "neither YAML nor JSON");
        wrong.put("tls:\n  certificate: no.pem\n  key: no.pem", ":2: tls.certificate: ");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Path file = file(one.getKey());
            Run run = Run.of("ca", "--port", "0", "--config", file.toString());
            assertThat(run.exitCode()).as(one.getKey()).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.err())
                    .as(one.getKey())
                    .contains(file.toString(), one.getValue())
                    .doesNotContain("?secret?")
                    .hasLineCount(1);
        }
    }

    @Test
    void aCaForProductionRefusesWhatIsForTests() throws Exception {
        for (String wrong : List.of(
                "validation: {httpPort: 5002}",
                "management: {listen: '127.0.0.1:0', keys: true}",
                "chaos: {refuseNonces: 5%}",
                "pebble: {}")) {
            assertThat(catchThrowable(() -> CaConfig.read(file(wrong), true, Map.of())))
                    .as(wrong)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("--production");
        }
    }

    @Test
    void whatCanChangeChangesWhenTheFileIsReadAgain() throws Exception {
        Path file = file(
                "listen: 127.0.0.1:0\nprofiles: {one: {lifetime: 1d}}\nexternalAccounts: {keys: {a: c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0}}");
        CaPlan plan = CaConfig.read(file, false, Map.of());
        try (AcmeCa ca = plan.builder().plainHttp().start()) {
            plan.setExternalAccounts(ca);
            file(
                    "listen: 127.0.0.1:0\nprofiles: {two: {lifetime: 1d}}\nexternalAccounts: {keys: {b: c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0}}");
            CaConfig.read(file, false, Map.of()).applyTo(ca);
            assertThat(AcmeClient.builder(ca.directoryUrl())
                            .build()
                            .directory()
                            .body()
                            .meta()
                            .profiles())
                    .containsOnlyKeys("two");
            assertThat(ca.externalAccounts().keyIdentifiers()).containsExactly("b");
        }
    }
}
