package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.jose.Jws;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private static final NewOrder ORDER = NewOrder.builder()
            .identifiers(List.of(Identifier.dns("www.example.org")))
            .build();

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;

    private static Fault badNonce(FakeCa ca) {
        return (request, server, time) -> Reply.problem(400, "badNonce", "no").header("Replay-Nonce", ca.newNonce());
    }

    @Test
    void oneNonceIsAskedForAndThenEachAnswerBringsTheNext() throws Exception {
        AcmeAccount account = scene.account();
        for (int i = 0; i < 20; i++) {
            account.newOrder(ORDER);
        }
        assertThat(ca.count(Step.NEW_NONCE)).isZero();
    }

    @Test
    void aRefusedNonceIsReplacedByThatOfTheRefusalFiveTimes() throws Exception {
        AcmeAccount account = scene.account();
        List<String> sent = new ArrayList<>();
        List<String> given = new ArrayList<>();
        ca.always(Step.NEW_ORDER, (request, server, time) -> {
            sent.add(Jws.TYPE.read(request.body()).protectedHeader().nonce().orElseThrow());
            given.add(ca.newNonce());
            return Reply.problem(400, "badNonce", "no").header("Replay-Nonce", given.get(given.size() - 1));
        });
        assertThatExceptionOfType(AcmeProblemException.class).isThrownBy(() -> account.newOrder(ORDER));
        assertThat(sent).hasSize(6);
        assertThat(sent.subList(1, 6)).isEqualTo(given.subList(0, 5));
        assertThat(scene.events.lines())
                .filteredOn(line -> line.contains("nonce was refused"))
                .hasSize(5);
        // The last one is not wasted.
        ca.heal();
        account.newOrder(ORDER);
        assertThat(ca.count(Step.NEW_NONCE)).isZero();
    }

    @Test
    void theNonceOfARefusalIsUsedOnceEvenWhenTheNextAnswerIsBusy() throws Exception {
        AcmeAccount account = scene.account();
        List<String> sent = new ArrayList<>();
        Fault note = (request, server, time) -> {
            sent.add(Jws.TYPE.read(request.body()).protectedHeader().nonce().orElseThrow());
            return server.go();
        };
        ca.once(
                Step.NEW_ORDER,
                badNonce(ca),
                (request, server, time) -> {
                    note.on(request, () -> Reply.empty(200), time);
                    return Reply.empty(503).header("Replay-Nonce", ca.newNonce());
                },
                note);
        account.newOrder(ORDER);
        assertThat(sent).hasSize(2).doesNotHaveDuplicates();
        // And what the busy answer brought is used.
        assertThat(ca.count(Step.NEW_NONCE)).isZero();
    }

    @Test
    void aRefusalWithoutNonceDoesNotGoThroughThePool() throws Exception {
        AcmeAccount account = scene.account();
        for (int i = 0; i < 20; i++) {
            // Twenty more in the pool, all of them unknown to the server later.
            scene.client
                    .exchange()
                    .keepNonce(new Answer(
                            FakeCa.DIRECTORY,
                            Reply.empty(200).header("Replay-Nonce", "old" + i).done(),
                            scene.time.now()));
        }
        ca.forgetNonces();
        ca.always(
                Step.NEW_ORDER,
                Fault.change(reply -> reply.text().contains("badNonce") ? reply.without("Replay-Nonce") : reply));
        account.newOrder(ORDER);
        assertThat(ca.count(Step.NEW_NONCE)).isEqualTo(1);
        assertThat(ca.count(Step.NEW_ORDER)).isEqualTo(2);
    }

    @Test
    void headersAreThoseOfTheProtocol() throws Exception {
        Scene german = new Scene(builder ->
                builder.userAgent("example/1.2 (+https://www.example.org)").acceptLanguage(Locale.GERMANY));
        german.account().newOrder(ORDER);
        german.client.newNonce();
        for (FakeCa.Seen seen : german.ca.seen()) {
            assertThat(seen.headers())
                    .containsEntry("Accept-Language", "de-DE")
                    .hasEntrySatisfying(
                            "User-Agent",
                            agent -> assertThat(agent).startsWith("example/1.2 (+https://www.example.org) akme/"));
            assertThat(seen.headers().containsKey("Content-Type"))
                    .isEqualTo(seen.method().equals("POST"));
        }
        scene.account().newOrder(ORDER);
        assertThat(ca.seen(Step.NEW_ORDER).get(0).headers())
                .doesNotContainKey("Accept-Language")
                .hasEntrySatisfying("User-Agent", agent -> assertThat(agent).startsWith("akme/"));
    }

    @Test
    void noRequestIsGivenMoreTimeThanThereIs() throws Exception {
        AcmeAccount account = scene.account();
        List<Duration> timeouts = new ArrayList<>();
        ca.always(Step.ORDER, (request, server, time) -> {
            timeouts.add(request.timeout());
            time.pass(request.timeout());
            throw new AcmeNetworkException("too slow", null, true);
        });
        assertThatExceptionOfType(AcmeTimeoutException.class)
                .isThrownBy(() -> account.order(URI.create("https://ca.test/order/1")));
        assertThat(timeouts).allMatch(timeout -> timeout.compareTo(Duration.ofSeconds(30)) <= 0);
        assertThat(timeouts).last().matches(timeout -> timeout.compareTo(Duration.ofSeconds(30)) < 0);
        assertThat(Duration.between(FakeTime.START, scene.time.now())).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void noAnswerIsReadBeyondOneMebibyte() throws Exception {
        List<Integer> limits = new ArrayList<>();
        ca.everywhere((request, server, time) -> {
            limits.add(request.maxBody());
            return server.go();
        });
        scene.account().obtain(ObtainRequest.of("www.example.org"), scene.solver);
        assertThat(limits).hasSizeGreaterThan(8).containsOnly(1024 * 1024);
    }

    @Test
    void whatIsNoUrlOfHttpsIsNotAskedFor() throws Exception {
        AcmeAccount account = scene.account();
        for (String url :
                List.of("/order/1", "file:///etc/passwd", "http://ca.test/order/1", "https:///order/1", "x:y")) {
            assertThatExceptionOfType(AcmeProtocolException.class)
                    .isThrownBy(() -> account.order(URI.create(url)))
                    .withMessageContaining(url);
        }
        assertThat(ca.seen()).isEmpty();
    }

    @Test
    void aDirectoryOverHttpIsForTests() throws Exception {
        AcmeClient plain = AcmeClient.builder(URI.create("http://ca.test/dir"))
                .transport(request -> Reply.json(200, "{\"newNonce\":\"http://ca.test/nonce\"}")
                        .header("Replay-Nonce", "abc")
                        .done())
                .listener(AcmeListener.NONE)
                .build();
        assertThat(plain.newNonce()).isEqualTo("abc");
    }

    @Test
    void noRedirectLeadsFromHttpsBackToHttp() {
        List<URI> asked = new ArrayList<>();
        AcmeClient plain = AcmeClient.builder(URI.create("http://ca.test/dir"))
                .transport(request -> {
                    asked.add(request.url());
                    return Reply.empty(302)
                            .header(
                                    "Location",
                                    "https://ca.test/dir".equals(request.url().toString())
                                            ? "http://elsewhere.test/dir"
                                            : "https://ca.test/dir")
                            .done();
                })
                .listener(AcmeListener.NONE)
                .build();
        assertThatExceptionOfType(AcmeProtocolException.class)
                .isThrownBy(plain::directory)
                .withMessageContaining("from https to http://elsewhere.test/dir");
        assertThat(asked).containsExactly(URI.create("http://ca.test/dir"), URI.create("https://ca.test/dir"));
    }
}
