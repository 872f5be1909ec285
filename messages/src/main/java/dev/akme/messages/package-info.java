/**
 * The messages of ACME (RFC 8555 and its extensions), one class for each noun, for clients and servers.
 *
 * <pre>{@code
 * import dev.akme.messages.*;
 * import java.net.URI;
 * import java.util.List;
 *
 * class Example {
 *     static String request() {
 *         return NewOrder.builder()
 *                 .identifiers(List.of(Identifier.dns("www.example.org"), Identifier.ip("192.0.2.1")))
 *                 .build()
 *                 .toJson();
 *     }
 *
 *     static URI whereToGoNext(String answer) {
 *         Order order = Order.TYPE.read(answer);
 *         Linter.check(order).forEach(System.err::println);
 *         return order.authorizations().stream().findFirst().orElse(order.finalizeUrl());
 *     }
 * }
 * }</pre>
 *
 * <p>Reading is tolerant and loses nothing: see {@link dev.akme.json.AcmeObject}. Messages with the URL they came from are
 * {@link dev.akme.messages.Resource}; forms to store are {@link dev.akme.messages.OrderResource} and its like.
 *
 * <p>Everything here but builders is immutable and safe for use by many threads. An accessor of a required member throws
 * {@link dev.akme.json.MemberException} where that is missing or cannot be decoded; one of an optional member is empty where it
 * is absent, and never {@code null}. Setters and {@code build()} throw the same for what a specification forbids to send.
 * {@code null} is taken where it says {@code @Nullable}, and nowhere else.
 */
package dev.akme.messages;
