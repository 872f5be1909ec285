/**
 * How challenges are validated and CAA records are obeyed, with network and DNS that can be replaced.
 *
 * <pre>{@code
 * import dev.akme.ca.validation.*;
 * import java.net.InetSocketAddress;
 * import java.time.*;
 * import java.util.List;
 *
 * class Example {
 *     static Validators internalNetwork() {
 *         ValidationSettings settings = ValidationSettings.builder()
 *                 .allowsPrivateAddresses(true)
 *                 .caaIdentities(List.of("ca.example"))
 *                 .build();
 *         DnsResolver dns = DnsResolvers.of(
 *                 List.of(new InetSocketAddress("192.0.2.53", 53)), Duration.ofSeconds(3));
 *         return Validators.of(settings, dns, Network.direct(), Clock.systemUTC());
 *     }
 * }
 * }</pre>
 *
 * <p>{@link dev.akme.ca.validation.Validators} does what {@link dev.akme.ca.validation.ValidationSettings} say.
 * {@link dev.akme.ca.validation.DnsResolver} and {@link dev.akme.ca.validation.Network} are all that it reaches others by.
 */
package dev.akme.ca.validation;
