package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Resource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order of which nothing becomes any more. */
class DeadOrderTest {

    private static final URI ORDER = URI.create("https://ca.test/order/1");

    private final FakeTime time = new FakeTime();

    private static TransportResponse answer(String body) {
        return TransportResponse.of(
                200, Map.of("Replay-Nonce", List.of("bm9uY2U")), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String order(String status) {
        return "{\"status\":\"" + status + "\",\"identifiers\":[{\"type\":\"dns\",\"value\":\"www.example.org\"}],"
                + "\"authorizations\":[\"https://ca.test/authz/1\"],\"finalize\":\"https://ca.test/finalize/1\"}";
    }

    private AcmeAccount account(String order) {
        Transport transport = request -> answer(
                request.method().equals("POST")
                        ? order
                        : "{\"newNonce\":\"https://ca.test/nonce\",\"newAccount\":\"https://ca.test/account\"}");
        return AcmeClient.builder(URI.create("https://ca.test/dir"))
                .transport(transport)
                .time(time)
                .listener(AcmeListener.NONE)
                .build()
                .account(SigningKey.generate(KeyType.P256), URI.create("https://ca.test/account/1"));
    }

    /** Older servers know more words for it than the RFC. */
    @ParameterizedTest
    @ValueSource(strings = {"invalid", "canceled", "deactivated", "expired", "revoked", "gone"})
    void isNotWaitedFor(String status) {
        OrderResource stored = OrderResource.of(Resource.of(ORDER, Order.TYPE.read(order("pending")), List.of(), null));
        ObtainException failure = catchThrowableOfType(
                ObtainException.class,
                () -> account(order(status)).resume(stored, ObtainRequest.of("www.example.org"), new NoSolver()));
        assertThat(failure)
                .hasMessageContaining("the order is " + status)
                .hasCauseInstanceOf(AcmeProblemException.class);
        assertThat(time.slept()).isEmpty();
        assertThat(failure.order().orElseThrow().body().status().toString()).isEqualTo(status);
    }

    /** Is never asked. */
    private static final class NoSolver implements ChallengeSolver {

        @Override
        public int preference(ChallengeTask task) {
            throw new AssertionError("asked for " + task);
        }

        @Override
        public Presented present(ChallengeTask task) {
            throw new AssertionError("asked for " + task);
        }
    }
}
