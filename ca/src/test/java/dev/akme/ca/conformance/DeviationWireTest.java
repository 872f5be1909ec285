package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.Deviation;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each deviation as it is on the wire, and that it is gone when it is switched off. */
class DeviationWireTest {

    private final Deviating ca = new Deviating();

    @AfterEach
    void close() {
        ca.close();
    }

    @ParameterizedTest
    @EnumSource
    void aDeviationIsSeenWhileItIsOn(Deviation deviation) {
        Sight sight = sights().get(deviation);
        assertThat(sight).as("what is seen of %s", deviation).isNotNull();
        assertThat(sight.isSeen(ca)).as("before").isFalse();
        ca.deviate(deviation);
        assertThat(sight.isSeen(ca)).as("while it is on").isTrue();
        ca.conform(deviation);
        assertThat(sight.isSeen(ca)).as("after").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aDeviationSaysWhatItIs(Deviation deviation) {
        assertThat(deviation.id()).matches("D[0-9]+[a-z]?");
        assertThat(deviation.description()).isNotBlank();
        assertThat(deviation.servers()).isNotBlank();
        Set<String> ids = new HashSet<>();
        for (Deviation each : Deviation.values()) {
            assertThat(ids.add(each.id())).as("%s is there once", each.id()).isTrue();
        }
    }

    @Test
    void evenWithAllDeviationsAtOnceEveryRequestIsAnswered() {
        List<String> urls = List.of(
                ca.client.kid,
                ca.client.kid + "/orders",
                ca.chainUrl(),
                ca.order("a.example.org").location(),
                ca.order("b.example.org").strings("authorizations").get(0),
                ca.world.url("newOrder"),
                ca.world.url("newAuthz"),
                ca.world.url("newAccount"),
                ca.world.url("keyChange"),
                ca.world.url("renewalInfo") + "/x");
        ca.deviate(Deviation.values());
        for (String url : urls) {
            for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT")) {
                assertThat(ca.world.send(method, url, Map.of(), new byte[0]).status())
                        .isBetween(200, 599);
            }
            for (String payload : List.of("", "{}", "{" + Client.identifiers("c.example.org") + "}")) {
                Post post = ca.client.post(url, payload).header("nonce", Json.quoted(ca.plainNonce()));
                assertThat(post.send().status()).isBetween(200, 599);
            }
        }
        assertThat(ca.directory().status()).isEqualTo(302);
    }

    private static Map<Deviation, Sight> sights() {
        Map<Deviation, Sight> sights = new EnumMap<>(Deviation.class);
        HttpSights.addTo(sights);
        DirectorySights.addTo(sights);
        AccountSights.addTo(sights);
        ProblemSights.addTo(sights);
        OrderSights.addTo(sights);
        AuthorizationSights.addTo(sights);
        return sights;
    }
}
