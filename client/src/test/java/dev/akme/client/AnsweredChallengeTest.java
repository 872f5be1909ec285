package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.ChallengeType;
import dev.akme.messages.EmptyResponse;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Resource;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order whose challenge was answered before it is gone on with. */
class AnsweredChallengeTest {

    private final Scene scene = new Scene();

    @Test
    void isPresentedAgainButNotAnsweredTwice() throws Exception {
        scene.ca.state.validationPolls = 2;
        AcmeAccount account = scene.account();
        Resource<Order> order = account.newOrder(NewOrder.builder()
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .build());
        URI challenge = account.authorization(order.body().authorizations().get(0)).body().challenges().stream()
                .filter(offered -> offered.type().equals(ChallengeType.HTTP_01))
                .findFirst()
                .orElseThrow()
                .url();
        account.answer(challenge, EmptyResponse.builder().build());
        scene.ca.forgetRequests();

        account.resume(OrderResource.of(order), ObtainRequest.of("www.example.org"), scene.solver);

        assertThat(scene.ca.seen().stream().map(FakeCa.Seen::step)).doesNotContain(Step.ANSWER);
        assertThat(scene.solver.presented).hasSize(1);
        assertThat(scene.solver.closed).hasSize(1);
    }
}
