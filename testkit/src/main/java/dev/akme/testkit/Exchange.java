package dev.akme.testkit;

import dev.akme.ca.CaRequest;
import dev.akme.ca.CaResponse;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsHeader;
import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.messages.Account;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.Authorization;
import dev.akme.messages.AuthorizationUpdate;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Challenge;
import dev.akme.messages.Directory;
import dev.akme.messages.EmptyResponse;
import dev.akme.messages.Finalize;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.OrderUpdate;
import dev.akme.messages.OrdersList;
import dev.akme.messages.Problem;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Revocation;
import dev.akme.messages.Secrets;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, as messages of ACME. Tokens, nonces and signatures are hidden. Immutable.
 */
public final class Exchange {

    /** What is sent to a resource, and what it answers with. */
    private record Kind(
            @Nullable MessageType<?> request, @Nullable MessageType<?> response) {}

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("directory", new Kind(null, Directory.TYPE)),
            Map.entry("newAccount", new Kind(NewAccount.TYPE, Account.TYPE)),
            Map.entry("account", new Kind(AccountUpdate.TYPE, Account.TYPE)),
            Map.entry("orders", new Kind(null, OrdersList.TYPE)),
            Map.entry("keyChange", new Kind(Jws.TYPE, Account.TYPE)),
            Map.entry("newOrder", new Kind(NewOrder.TYPE, Order.TYPE)),
            Map.entry("order", new Kind(OrderUpdate.TYPE, Order.TYPE)),
            Map.entry("finalize", new Kind(Finalize.TYPE, Order.TYPE)),
            Map.entry("newAuthz", new Kind(NewAuthorization.TYPE, Authorization.TYPE)),
            Map.entry("authorization", new Kind(AuthorizationUpdate.TYPE, Authorization.TYPE)),
            Map.entry("challenge", new Kind(EmptyResponse.TYPE, Challenge.TYPE)),
            Map.entry("revokeCert", new Kind(Revocation.TYPE, null)),
            Map.entry("renewalInfo", new Kind(null, RenewalInfo.TYPE)));

    private static final Kind UNKNOWN = new Kind(null, null);

    private final Instant time;
    private final String resource;
    private final CaRequest request;
    private final CaResponse response;

    Exchange(Instant time, String resource, CaRequest request, CaResponse response) {
        this.time = time;
        this.resource = resource;
        this.request = request;
        this.response = response;
    }

    /**
     * {@return when it ended, by the clock of the CA}
     */
    public Instant time() {
        return time;
    }

    /**
     * {@return what was asked for: as the directory names it, such as {@code newOrder}, or {@code account}, {@code order},
     *     {@code finalize}, {@code authorization}, {@code challenge}, {@code certificate}; {@code -} when there is nothing
     *     at the path}
     */
    public String resource() {
        return resource;
    }

    /**
     * {@return the method, such as {@code POST}}
     */
    public String method() {
        return request.method();
    }

    /**
     * {@return path and query as they came}
     */
    public String target() {
        return request.target();
    }

    /**
     * {@return the HTTP status; 0 when the connection was dropped before anybody worked on the request}
     */
    public int status() {
        return response.status();
    }

    /**
     * {@return whether the answer was not sent, by a fault}
     */
    public boolean isDropped() {
        return response.isDropped();
    }

    // ---- the request

    /**
     * {@return the protected header of a signed request, with its nonce hidden; empty for others, and for what cannot be
     * read}
     */
    public Optional<JwsHeader> header() {
        return jws().flatMap(jws -> read(
                () -> JwsHeader.TYPE.read(Secrets.hide(jws.protectedHeader().toJsonValue()))));
    }

    /**
     * {@return the URL of the account that signed; empty when the key itself stands in the header, or nobody signed}
     */
    public Optional<URI> account() {
        return header().flatMap(
                        header -> read(() -> header.kid().map(URI::create).orElseThrow()));
    }

    /**
     * {@return whether it is a POST-as-GET (RFC 8555 §6.3)}
     */
    public boolean isPostAsGet() {
        return jws().filter(Jws::isPostAsGet).isPresent();
    }

    /**
     * {@return the message that was sent, with its secrets hidden; empty when there was none, or none that can be read}
     */
    public Optional<AcmeObject> request() {
        MessageType<?> type = kind().request;
        return type == null
                ? Optional.empty()
                : jws().filter(jws -> !jws.isPostAsGet()).flatMap(jws -> message(type, jws.payload()));
    }

    /**
     * Gives the message that was sent if it is of that kind.
     *
     * @param <T> the type
     * @param type the class, such as {@code NewOrder.class}
     * @return the message; else empty
     */
    public <T extends AcmeObject> Optional<T> request(Class<T> type) {
        return request().filter(type::isInstance).map(type::cast);
    }

    // ---- the answer

    /**
     * {@return the message that was answered, with its secrets hidden: a {@link Problem} for a refusal; empty when there
     *     was none, or none that can be read}
     */
    public Optional<AcmeObject> response() {
        MessageType<?> type = header("Content-Type")
                        .filter(media -> media.startsWith("application/problem+json"))
                        .isPresent()
                ? Problem.TYPE
                : kind().response;
        return type == null || response.body().length == 0 ? Optional.empty() : message(type, response.body());
    }

    /**
     * Gives the message that was answered if it is of that kind.
     *
     * @param <T> the type
     * @param type the class, such as {@code Order.class}
     * @return the message; else empty
     */
    public <T extends AcmeObject> Optional<T> response(Class<T> type) {
        return response().filter(type::isInstance).map(type::cast);
    }

    /**
     * {@return the problem that was answered; empty when it was no refusal}
     */
    public Optional<Problem> problem() {
        return response(Problem.class);
    }

    /**
     * {@return the certificates that were answered; empty when there were none}
     */
    public Optional<CertificateChain> chain() {
        return resource.equals("certificate") && problem().isEmpty() && response.body().length > 0
                ? read(() -> CertificateChain.read(response.body()))
                : Optional.empty();
    }

    /**
     * Gives the first value of a header of the answer. That of {@code Replay-Nonce} is hidden.
     *
     * @param name the name, in any case
     * @return the value; empty when there is none
     */
    public Optional<String> header(String name) {
        return response.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .map(value -> name.equalsIgnoreCase("Replay-Nonce") ? "(hidden)" : value);
    }

    // ---- reading

    private Kind kind() {
        return KINDS.getOrDefault(resource, UNKNOWN);
    }

    private Optional<Jws> jws() {
        return request.method().equals("POST") ? read(() -> Jws.TYPE.read(request.body())) : Optional.empty();
    }

    private static Optional<AcmeObject> message(MessageType<?> type, byte[] json) {
        return read(() -> type.read(Secrets.hide(JsonValue.read(json))));
    }

    /** What clients send in tests may be anything. */
    private static <T> Optional<T> read(Supplier<? extends T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (JsonException | MemberException | IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return time, method, target, status and both messages, for people; without secrets}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(time)
                .append(' ')
                .append(method())
                .append(' ')
                .append(target())
                .append(" (")
                .append(resource)
                .append(isPostAsGet() ? ", POST-as-GET" : "")
                .append(") was answered with ")
                .append(status())
                .append(isDropped() ? ", which was not sent" : "");
        for (String header : List.of("Location", "Retry-After")) {
            header(header)
                    .ifPresent(value ->
                            text.append(", ").append(header).append(": ").append(value));
        }
        request().ifPresent(message -> text.append("\n    > ").append(message.toJson()));
        response().ifPresent(message -> text.append("\n    < ").append(message.toJson()));
        chain().ifPresent(chain -> text.append("\n    < ").append(chain));
        return text.toString();
    }
}
