package dev.akme.client;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.fuzz.Expect;
import dev.akme.fuzz.Keys;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.Resource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a server answers, read by the client: the input is its answers, one after the other, each with status, header lines, an
 * empty line and a body up to a line with a dot. The directory is a good one, unless the input begins with D.
 */
final class AnswerFuzz {

    private static final URI DIRECTORY = URI.create("https://ca.example/dir");
    private static final String GOOD =
            "{\"newNonce\":\"https://ca.example/nonce\",\"newAccount\":\"https://ca.example/acct\","
                    + "\"newOrder\":\"https://ca.example/order\",\"revokeCert\":\"https://ca.example/revoke\","
                    + "\"keyChange\":\"https://ca.example/key\",\"renewalInfo\":\"https://ca.example/ari\"}";
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_REQUESTS = 2_000;

    private static final class Server implements Transport, Timekeeper {

        private final List<TransportResponse> answers = new ArrayList<>();
        private final boolean goodDirectory;
        private Instant now = Instant.parse("2031-03-01T12:00:00Z");
        private int next;

        Server(String input) {
            goodDirectory = !input.startsWith("D");
            for (String answer : input.split("\n\\.\n", -1)) {
                answers.add(answer(answer));
            }
        }

        private static TransportResponse answer(String text) {
            int end = text.indexOf("\n\n");
            String[] head = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i < head.length; i++) {
                int colon = head[i].indexOf(':');
                if (colon > 0) {
                    headers.computeIfAbsent(head[i].substring(0, colon), name -> new ArrayList<>())
                            .add(head[i].substring(colon + 1).strip());
                }
            }
            String status = head[0].replaceAll("[^0-9]", "");
            return TransportResponse.of(
                    status.isEmpty() || status.length() > 3 ? 200 : Math.max(100, Integer.parseInt(status)),
                    headers,
                    end < 0 ? new byte[0] : text.substring(end + 2).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public TransportResponse send(TransportRequest request) {
            Expect.that(request.url().getScheme().equalsIgnoreCase("https"), "nothing goes to another scheme");
            Expect.that(next < MOST_REQUESTS, "the number of requests has a bound");
            if (goodDirectory && request.url().equals(DIRECTORY)) {
                return TransportResponse.of(200, Map.of(), GOOD.getBytes(StandardCharsets.US_ASCII));
            }
            if (goodDirectory && request.method().equals("HEAD")) {
                return TransportResponse.of(200, Map.of("Replay-Nonce", List.of("bm9uY2U")), new byte[0]);
            }
            return answers.get(next++ % answers.size());
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            Expect.that(duration.compareTo(DAY) <= 0, "nobody waits for longer than a day at once: " + duration);
            now = duration.isNegative() ? now : now.plus(duration);
        }
    }

    /** A request of the client. */
    private interface Call<T> {
        T run() throws InterruptedException;
    }

    @FuzzTest
    void reads(byte[] input) {
        Server server = new Server(new String(input, StandardCharsets.UTF_8));
        AcmeClient client = AcmeClient.builder(DIRECTORY)
                .transport(server)
                .time(server)
                .random(new Random(1))
                .executor(Runnable::run)
                // The default writes each repetition to the log.
                .listener(new AcmeListener() {})
                .build();
        call(client::directory);
        call(client::newNonce);
        call(() -> client.certificate(URI.create("https://ca.example/cert/1")));
        call(() -> client.renewalInfo(CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE")));
        call(() -> client.newAccount(Keys.ACCOUNT, NewAccount.findExisting()));
        call(() -> client.newAccount(Keys.ACCOUNT, NewAccount.builder().build()));
        AcmeAccount account = client.account(Keys.ACCOUNT, URI.create("https://ca.example/acct/1"));
        call(account::fetch);
        call(() -> account.changeKey(Keys.OTHER));
        call(() -> account.orders().limit(100).toList());
        Optional<Resource<Order>> order = call(() -> account.newOrder(NewOrder.builder()
                .identifiers(List.of(Identifier.dns("example.org")))
                .build()));
        order.ifPresent(made -> Stream.of("alternate", "up", "index").forEach(made::links));
        call(() -> account.authorization(URI.create("https://ca.example/authz/1")));
        call(() -> account.challenge(URI.create("https://ca.example/chall/1")));
        call(() -> account.certificate(URI.create("https://ca.example/cert/2")));
    }

    private static <T> Optional<T> call(Call<T> call) {
        return Expect.read(
                call::run,
                AcmeProtocolException.class,
                AcmeProblemException.class,
                AcmeNetworkException.class,
                AcmeTimeoutException.class,
                MemberException.class,
                JsonException.class,
                // The CA does not offer it.
                UnsupportedOperationException.class);
    }
}
