package dev.akme.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.jose.Jwk;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ChallengeType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lego can do, against Akme's CA. */
@Peer("lego")
@Execution(ExecutionMode.CONCURRENT)
class LegoTest {

    private static final String NAME = "www.example.org";
    private static final String OTHER = "example.org";
    private static final String WILDCARD = "*.example.org";

    @TempDir
    private Path folder;

    static Stream<Path> programs() {
        return Programs.configured("lego");
    }

    /** What a test does. */
    private interface Story {
        void tell(PeerCa ca, Lego lego) throws Exception;
    }

    private void with(Path program, Story story) throws Exception {
        with(program, settings -> settings, story);
    }

    private void with(Path program, UnaryOperator<AcmeCaBuilder> settings, Story story) throws Exception {
        try (PeerCa ca = PeerCa.start(folder, settings)) {
            story.tell(ca, new Lego(program, ca));
        }
    }

    /** Issues, renews and revokes. */
    private static void wholeLife(PeerCa ca, Lego lego, List<String> challenge, ChallengeType type, String... names)
            throws Exception {
        lego.obtain(challenge, List.of(names)).requireSuccess();
        X509Certificate first = ca.requireAccepted(lego.chain(names[0]), names);
        ca.requireValidations(type, names.length);
        lego.renew(challenge, List.of(names)).requireSuccess();
        X509Certificate second = ca.requireAccepted(lego.chain(names[0]), names);
        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        assertThat(ca.stored(second).accountId()).isEqualTo(ca.stored(first).accountId());
        ca.requireValidations(type, 2L * names.length);
        ca.requireNotRevoked(lego.chain(names[0]));
        lego.revoke(names[0], 4).requireSuccess();
        ca.requireRevoked(lego.chain(names[0]));
    }

    // ---- challenges

    @ParameterizedTest
    @MethodSource("programs")
    void http01ByItsOwnServer(Path program) throws Exception {
        with(program, (ca, lego) -> wholeLife(ca, lego, lego.http(), ChallengeType.HTTP_01, NAME, OTHER));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void http01ByFilesOfAWebServer(Path program) throws Exception {
        with(program, (ca, lego) -> {
            Path site = Files.createDirectory(folder.resolve("site"));
            try (WebServer server = WebServer.start(ca.dns().httpPort(), site)) {
                wholeLife(ca, lego, lego.webroot(site), ChallengeType.HTTP_01, NAME);
                assertThat(server.served()).isEqualTo(2);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void tlsAlpn01(Path program) throws Exception {
        with(program, (ca, lego) -> wholeLife(ca, lego, lego.tls(), ChallengeType.TLS_ALPN_01, NAME, OTHER));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void dns01ByAProgram(Path program) throws Exception {
        with(program, (ca, lego) -> {
            wholeLife(ca, lego, lego.dns(), ChallengeType.DNS_01, OTHER, WILDCARD);
            assertThat(ca.dns().namesWithTexts()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void dnsPersist01WithARecordThatStays(Path program) throws Exception {
        with(program, (ca, lego) -> {
            assumeTrue(lego.isNew(), "this version does not know dns-persist-01");
            lego.obtain(lego.http(), List.of(NAME)).requireSuccess();
            String account = ca.accountUrl(ca.requireAccepted(lego.chain(NAME), NAME));
            ca.dns()
                    .add(
                            "_validation-persist." + OTHER,
                            PeerCa.CAA_IDENTITY + "; accounturi=" + account + "; policy=wildcard");
            lego.obtain(lego.dnsPersist(), List.of(WILDCARD)).requireSuccess();
            ca.requireAccepted(lego.chain("_.example.org"), WILDCARD);
            assertThat(ca.ca().counters().validations()).containsEntry("dns-persist-01 valid", 1L);
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void anAddress(Path program) throws Exception {
        with(program, (ca, lego) -> {
            assumeTrue(lego.isNew(), "this version does not order certificates for addresses");
            wholeLife(ca, lego, lego.http(), ChallengeType.HTTP_01, "127.0.0.1");
        });
    }

    // ---- keys, profiles, renewal information

    @ParameterizedTest
    @MethodSource("programs")
    void aKeyIsUsedAgain(Path program) throws Exception {
        with(program, (ca, lego) -> {
            lego.obtain(lego.http(), List.of(NAME)).requireSuccess();
            X509Certificate first = ca.requireAccepted(lego.chain(NAME), NAME);
            lego.renew(lego.http(), List.of(NAME), "--reuse-key").requireSuccess();
            X509Certificate second = ca.requireAccepted(lego.chain(NAME), NAME);
            assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
            assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProfileIsChosen(Path program) throws Exception {
        with(program, (ca, lego) -> {
            assumeTrue(lego.isNew(), "this version does not know profiles");
            lego.obtain(lego.http(), List.of(NAME), "--profile", PeerCa.SHORT_PROFILE)
                    .requireSuccess();
            X509Certificate leaf = ca.requireAccepted(lego.chain(NAME), NAME);
            assertThat(Duration.between(
                            leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                    .isCloseTo(PeerCa.SHORT_LIFETIME, Duration.ofMinutes(1));
            lego.obtain(lego.http(), List.of(OTHER), "--profile", "nobodys").requireFailure();
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void itRenewsWhenTheCaSaysSoAndTellsWhatIsReplaced(Path program) throws Exception {
        with(program, (ca, lego) -> {
            assumeTrue(lego.isNew(), "this version does not ask for renewal information");
            lego.obtain(lego.http(), List.of(NAME)).requireSuccess();
            X509Certificate first = ca.requireAccepted(lego.chain(NAME), NAME);
            lego.renewWhenDue(lego.http(), List.of(NAME)).requireSuccess();
            assertThat(ca.requireAccepted(lego.chain(NAME), NAME)).isEqualTo(first);

            ca.suggestRenewalNow(first);
            lego.renewWhenDue(lego.http(), List.of(NAME)).requireSuccess();
            X509Certificate second = ca.requireAccepted(lego.chain(NAME), NAME);
            assertThat(second).isNotEqualTo(first);
            assertThat(ca.ca().counters().requests()).containsEntry("renewalInfo", 2L);
            assertThat(ca.replaces(second))
                    .contains(CertificateIdentifier.of(first).toString());
            assertThat(ca.stored(first).replacedBy()).contains(ca.stored(second).orderId());
        });
    }

    // ---- accounts

    @ParameterizedTest
    @MethodSource("programs")
    void anExternalAccountIsBound(Path program) throws Exception {
        with(program, settings -> settings.externalAccountRequired(true), (ca, lego) -> {
            lego.obtain(lego.http(), List.of(NAME)).requireFailure();
            String kid = ca.ca().externalAccounts().create();
            String wrong = MacKey.generate(JwsAlgorithm.HS256).exportPrivateText();
            String right = ca.ca().externalAccounts().key(kid).orElseThrow().exportPrivateText();
            lego.obtain(both(lego.http(), lego.externalAccount(kid, wrong)), List.of(NAME))
                    .requireFailure();
            assertThat(ca.ca().counters().certificates()).isZero();
            lego.obtain(both(lego.http(), lego.externalAccount(kid, right)), List.of(NAME))
                    .requireSuccess();
            X509Certificate leaf = ca.requireAccepted(lego.chain(NAME), NAME);
            assertThat(ca.owner(leaf).externalAccountBinding()).isPresent();
        });
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theKeyOfTheAccountIsChanged(Path program) throws Exception {
        with(program, (ca, lego) -> {
            assumeTrue(lego.isNew(), "this version does not change keys of accounts");
            lego.obtain(lego.http(), List.of(NAME)).requireSuccess();
            X509Certificate first = ca.requireAccepted(lego.chain(NAME), NAME);
            Jwk before = ca.owner(first).key();
            lego.changeAccountKey().requireSuccess();
            assertThat(ca.owner(first).key()).isNotEqualTo(before);
            lego.renew(lego.http(), List.of(NAME)).requireSuccess();
            X509Certificate second = ca.requireAccepted(lego.chain(NAME), NAME);
            assertThat(ca.owner(second).id()).isEqualTo(ca.owner(first).id());
        });
    }
}
