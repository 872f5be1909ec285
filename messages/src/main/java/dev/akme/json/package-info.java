/**
 * What all messages have in common: JSON values that lose nothing, message types, errors, limits and findings.
 *
 * <pre>{@code
 * import dev.akme.json.*;
 *
 * class Example {
 *     static <T extends AcmeObject> T read(MessageType<T> type, byte[] body) {
 *         try {
 *             T message = type.read(body);
 *             message.extensions().forEach((name, value) -> System.out.println(name + " is " + value.kind()));
 *             return message;
 *         } catch (JsonException e) {
 *             throw new IllegalStateException("no " + type + " at byte " + e.offset() + ": " + e.found(), e);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A read fails only for text that is not one JSON object, or not within {@link dev.akme.json.JsonLimits}. What else is
 * wrong, the accessor of that member says when it is called: {@link dev.akme.json.MemberException}.
 *
 * <p>Values and messages are immutable and safe for use by many threads, builders are for one thread. Nothing takes or gives
 * {@code null}: JSON's own is {@link dev.akme.json.JsonNull}.
 */
package dev.akme.json;
