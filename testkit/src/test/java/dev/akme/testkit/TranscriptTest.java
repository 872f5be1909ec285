package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ObtainRequest;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.Directory;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.Problem;
import dev.akme.messages.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@AcmeTest
class TranscriptTest {

    @Test
    void aConversationCanBeReadAsMessages(AcmeAccount account, ChallengeSolver solver, Transcript transcript)
            throws Exception {
        account.obtain(ObtainRequest.of("www.example.org"), solver);

        assertThat(transcript.requests(NewOrder.class))
                .singleElement()
                .satisfies(order -> assertThat(order.identifiers()).containsExactly(Identifier.dns("www.example.org")));
        assertThat(transcript.requests(NewAccount.class)).hasSize(1);
        assertThat(transcript.requests(Finalize.class)).hasSize(1);
        assertThat(transcript.responses(Directory.class)).hasSize(1);
        assertThat(transcript.responses(Authorization.class)).isNotEmpty();
        assertThat(transcript.responses(Order.class))
                .last()
                .satisfies(order -> assertThat(order.status()).isEqualTo(Status.VALID));
        assertThat(transcript.problems()).isEmpty();

        Exchange certificate = transcript.exchanges("certificate").get(0);
        assertThat(certificate.chain())
                .hasValueSatisfying(chain -> assertThat(chain.size()).isEqualTo(2));
        assertThat(certificate.isPostAsGet()).isTrue();
        assertThat(certificate.account()).contains(account.url());
        assertThat(transcript.exchanges("newAccount").get(0))
                .satisfies(made -> assertThat(made.header("Location"))
                        .contains(account.url().toString()))
                .satisfies(made -> assertThat(made.account()).isEmpty())
                .satisfies(made -> assertThat(made.status()).isEqualTo(201));
    }

    @Test
    void secretsAreHidden(AcmeTestKit kit, Transcript transcript) throws Exception {
        List<String> secrets = new ArrayList<>();
        ChallengeSolver listening = new ChallengeSolver() {
            @Override
            public int preference(dev.akme.client.ChallengeTask task) {
                return kit.solver().preference(task);
            }

            @Override
            public dev.akme.client.Presented present(dev.akme.client.ChallengeTask task)
                    throws dev.akme.client.SolverException, InterruptedException {
                secrets.add(task.keyAuthorization().text().split("\\.", -1)[0]);
                return kit.solver().present(task);
            }
        };
        kit.account().obtain(ObtainRequest.of("www.example.org"), listening);

        String shown = transcript.toString();
        assertThat(secrets).isNotEmpty();
        assertThat(shown).contains("newOrder", "www.example.org").doesNotContain(secrets);
        assertThat(transcript.responses(Challenge.class)).isNotEmpty();
        for (Exchange exchange : transcript.exchanges()) {
            exchange.header().ifPresent(header -> assertThat(header.nonce()).contains("(hidden)"));
            exchange.header("replay-nonce").ifPresent(nonce -> assertThat(nonce).isEqualTo("(hidden)"));
        }
        assertThat(Pattern.compile("\"(signature|nonce|token)\":\"(?!\\(hidden\\))")
                        .matcher(shown)
                        .find())
                .isFalse();
    }

    @Test
    void refusalsAreProblems(URI directory, Transcript transcript) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(directory.resolve("new-order"))
                                .POST(HttpRequest.BodyPublishers.ofString("no JWS", StandardCharsets.US_ASCII))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        Exchange refused = transcript.exchanges("newOrder").get(0);
        assertThat(refused.status()).isEqualTo(answer.statusCode());
        assertThat(refused.problem()).contains(Problem.TYPE.read(answer.body()));
        assertThat(refused.request()).isEmpty();
        assertThat(refused.header()).isEmpty();
        assertThat(refused.toString()).contains("newOrder", "malformed");
    }

    @Test
    void whatWasSaidCanBeForgotten(AcmeAccount account, Transcript transcript) throws Exception {
        transcript.clear();
        account.fetch();

        assertThat(transcript.exchanges()).extracting(Exchange::resource).containsExactly("account");
    }

    @Test
    void answersThatWereLostAreSeen(AcmeTestKit kit, Transcript transcript) throws Exception {
        kit.account();
        kit.faults().dropNextAnswers("newOrder", 1);

        kit.account().obtain(ObtainRequest.of("www.example.org"), kit.solver());

        assertThat(transcript.exchanges("newOrder").get(0))
                .satisfies(lost -> assertThat(lost.isDropped()).isTrue())
                .satisfies(lost -> assertThat(lost.toString()).contains("not sent"));
    }
}
