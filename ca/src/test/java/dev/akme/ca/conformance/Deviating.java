package dev.akme.ca.conformance;

import dev.akme.ca.Deviation;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A CA and a client of it that has an account already, and looks at it. */
final class Deviating implements AutoCloseable {

    final World world = World.start(builder -> builder.challenges(
                    List.of(ChallengeType.HTTP_01, ChallengeType.DNS_01, ChallengeType.DNS_PERSIST_01))
            .validation(ValidationSettings.builder()
                    .caaIdentities(List.of("ca.example.org"))
                    .build())
            .termsOfService(URI.create("https://ca.example.org/terms"))
            .reuse(false)
            .faults(faults -> faults.acceptValidations(true)));
    final Client client = world.client();
    private final String chain;
    private int number;

    Deviating() {
        client.send(client.kid, "{\"contact\":[\"mailto:admin@example.org\"]}").is(200);
        client.order("first.example.org").is(201);
        Client.Placed order = authorized();
        chain = client.finish(
                        order, Csr.of(ClientKey.es256()).names("a.example.org").der())
                .is(200)
                .string("certificate");
        world.ca.externalAccounts().add("HS256", MacKey.of(secret()));
        world.decent = false;
    }

    void deviate(Deviation... deviations) {
        world.ca.faults().deviate(deviations);
    }

    void conform(Deviation deviation) {
        world.ca.faults().conform(deviation);
    }

    Answer directory() {
        return world.get(world.ca.directoryUrl().toString());
    }

    Answer newNonce() {
        return world.send("HEAD", world.url("newNonce"), Map.of(), new byte[0]);
    }

    /** One of those that {@link Deviation#NONCE_TWICE} and the like make. */
    String plainNonce() {
        return newNonce().all("Replay-Nonce").get(0).split(",", -1)[0].strip();
    }

    String chainUrl() {
        return chain;
    }

    Answer account() {
        return client.read(client.kid);
    }

    Answer ordersList() {
        return client.read(client.kid + "/orders");
    }

    Answer newAccount(String payload) {
        return new Client(world, ClientKey.es256())
                .byKey(
                        world.url("newAccount"),
                        payload.replace("{\"", "{\"termsOfServiceAgreed\":true,\"")
                                .replace("{}", "{\"termsOfServiceAgreed\":true}"))
                .send();
    }

    private static byte[] secret() {
        return "0123456789abcdef0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    }

    /** A new account with a binding of its own. */
    Answer bindsWith(String algorithm) {
        String kid = "customer-" + number++;
        world.ca.externalAccounts().add(kid, MacKey.of(secret()));
        ClientKey key = ClientKey.es256();
        Jws binding = ExternalAccountBinding.create(
                Jwk.TYPE.read(key.jwk()),
                kid,
                MacKey.of(secret()),
                URI.create(world.url("newAccount")),
                JwsAlgorithm.of(algorithm));
        return new Client(world, key)
                .byKey(
                        world.url("newAccount"),
                        "{\"termsOfServiceAgreed\":true,\"externalAccountBinding\":" + binding.toJson() + "}")
                .send();
    }

    Answer order(String... names) {
        return client.order(names);
    }

    Answer authorization(String name) {
        return client.read(order(name).strings("authorizations").get(0));
    }

    /** The answer to the response to a challenge. */
    Answer answered(String response) {
        String authorization = order("a.example.org").strings("authorizations").get(0);
        return client.send((String) client.challenge(authorization, "http-01").get("url"), response);
    }

    /** An order that can be finalized. */
    Client.Placed authorized() {
        Client.Placed order = client.place("a.example.org");
        client.send((String) client.challenge(order.authorization(), "http-01").get("url"), "{}")
                .is(200);
        return order;
    }

    /** An authorization that failed. */
    Answer failed(ProblemType type) {
        Answer order = failedOrder(type);
        return client.read(order.strings("authorizations").get(0));
    }

    Answer failedOrder() {
        return failedOrder(ProblemType.DNS);
    }

    private Answer failedOrder(ProblemType type) {
        Identifier name = Identifier.dns("failed.example.org");
        Answer order = order("failed.example.org");
        String url = order.location();
        String authorization = order.strings("authorizations").get(0);
        if (client.read(authorization).string("status").equals("pending")) {
            world.ca.faults().failValidation(name, Problem.of(type, "it fails"));
            client.send((String) client.challenge(authorization, "http-01").get("url"), "{}")
                    .is(200);
            world.ca.faults().mendValidation(name);
        }
        return client.read(url);
    }

    Answer notFound() {
        return client.read(world.url("newOrder") + "/nowhere");
    }

    Answer notAllowed() {
        return world.get(world.url("newOrder"));
    }

    Answer badNonce() {
        return client.post(client.kid, "").header("nonce", "\"AAAA\"").send();
    }

    String chain() {
        return client.read(chain).is(200).text();
    }

    boolean isRefused(Answer answer, int status, String type) {
        return answer.status() == status && (Answer.ERROR + type).equals(answer.string("type"));
    }

    @Override
    public void close() {
        world.close();
    }
}
