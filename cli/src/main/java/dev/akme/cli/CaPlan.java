package dev.akme.cli;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.Faults;
import dev.akme.ca.IdentifierPolicy;
import dev.akme.ca.Intermediate;
import dev.akme.ca.IssuingKey;
import dev.akme.ca.Limits;
import dev.akme.ca.Profile;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.jose.KeyType;
import dev.akme.jose.MacKey;
import dev.akme.messages.ChallengeType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a CA of the command is to be like. A configuration file fills it first, then the environment, then the command line.
 * Not safe for use by many threads.
 */
final class CaPlan {

    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(10);

    /** Whether it serves others than testers. */
    final boolean production;

    // ---- where it is

    // The ports are those of Pebble, so that what is set up for it works here.
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 14000);

    @Nullable
    InetSocketAddress management;

    boolean managementShowsKeys;

    @Nullable
    URI url;

    @Nullable
    URI plainUrl;

    @Nullable
    SSLContext tls;

    // ---- what it keeps

    @Nullable
    Path folder;

    @Nullable
    KeyType keyType;

    @Nullable
    IssuingKey issuingKey;

    /** Those that were issued with before. */
    final List<IssuingKey> retiredKeys = new ArrayList<>();

    int alternateRoots = 1;
    int chainLength = 1;

    // ---- what it issues, and to whom

    final List<Profile> profiles = new ArrayList<>();
    IdentifierPolicy identifiers;

    @Nullable
    Map<String, MacKey> externalAccounts;

    boolean externalAccountRequired;

    @Nullable
    URI termsOfService;

    @Nullable
    URI website;

    @Nullable
    URI ocspResponder;

    boolean mustStaple;

    // ---- how it validates

    final ValidationSettings.Builder validation = ValidationSettings.builder();
    int httpPort;
    int tlsPort;
    final List<InetSocketAddress> dnsServers = new ArrayList<>();
    final Map<String, InetAddress> resolve = new LinkedHashMap<>();
    boolean likePebble;
    Set<ChallengeType> challenges = Set.of();

    // ---- how it behaves

    boolean strict;
    double reuse;
    Duration authorizationPause = Duration.ofSeconds(1);
    Duration orderPause = Duration.ofSeconds(1);
    int ordersPerPage = 50;

    @Nullable
    Limits limits;

    Clock clock = Clock.systemUTC();

    final List<Consumer<Faults>> faults = new ArrayList<>();

    /** What whoever starts it should know. */
    final List<String> notes = new ArrayList<>();

    CaPlan(boolean production) {
        this.production = production;
        this.reuse = production ? 1 : 0;
        this.httpPort = production ? 80 : 5002;
        this.tlsPort = production ? 443 : 5001;
        this.identifiers = production ? IdentifierPolicy.builder().build() : IdentifierPolicy.open();
        validation.allowsPrivateAddresses(!production);
        if (!production) {
            validation.timeout(VALIDATION_TIMEOUT);
            for (String pattern : List.of("*.test", "*.localhost", "localhost")) {
                resolve.put(pattern, InetAddress.getLoopbackAddress());
            }
        }
    }

    /** Tells what goes wrong on purpose. */
    void faults(Consumer<Faults> change) {
        faults.add(change);
    }

    /** Puts all of it into a builder; what contradicts itself is an {@link IllegalArgumentException}. */
    AcmeCaBuilder builder() {
        AcmeCaBuilder builder = (production ? AcmeCa.builder() : AcmeCa.forTests())
                .listen(listen)
                .clock(clock)
                .identifiers(identifiers)
                .externalAccountRequired(externalAccountRequired)
                .mustStaple(mustStaple)
                .validation(
                        validation.http01Port(httpPort).tlsAlpn01Port(tlsPort).build())
                .resolver(resolver())
                .strict(strict)
                .reuse(reuse)
                .askAgainAfter(authorizationPause, orderPause)
                .ordersPerPage(ordersPerPage)
                .managementShowsKeys(managementShowsKeys && !production)
                .chains(alternateRoots, chainLength);
        given(limits, builder::limits);
        profiles.forEach(builder::profile);
        faults.forEach(builder::faults);
        given(management, builder::management);
        given(url == null && likePebble ? urlOfAddress() : url, builder::url);
        given(plainUrl, builder::plainUrl);
        given(tls, builder::tls);
        given(folder, builder::folder);
        given(keyType, builder::keyType);
        retiredKeys.forEach(builder::retiredKey);
        given(issuingKey, builder::issuingKey);
        given(termsOfService, builder::termsOfService);
        given(website, builder::website);
        given(ocspResponder, builder::ocspResponder);
        if (likePebble) {
            builder.pebblePaths();
        }
        if (!challenges.isEmpty()) {
            builder.challenges(challenges);
        }
        return builder;
    }

    /** MAC keys by their identifiers. */
    static Map<String, MacKey> externalAccounts(ConfigNode keys) {
        Map<String, MacKey> all = new LinkedHashMap<>();
        keys.members().forEach((id, key) -> all.put(id, key.as(MacKey::parse)));
        return all;
    }

    void caaIdentities(ConfigNode names) {
        // Each alone first, so that the line is that of the one that is wrong.
        names.items().forEach(name -> name.as(text -> validation.caaIdentities(List.of(text))));
        validation.caaIdentities(names.texts());
    }

    /** Pebble's URLs have the host that it was asked by: where it is told to listen at one, that is the one. */
    private @Nullable URI urlOfAddress() {
        if (listen.getAddress().isAnyLocalAddress() || listen.getPort() == 0) {
            return null;
        }
        String host = listen.getHostString();
        return URI.create("https://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + listen.getPort());
    }

    private static <T> void given(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private DnsResolver resolver() {
        DnsResolver rest = dnsServers.isEmpty() ? DnsResolvers.system() : DnsResolvers.of(dnsServers, DNS_TIMEOUT);
        DnsResolver chosen = likePebble ? new PebbleNames(rest, dnsServers.isEmpty()) : rest;
        return resolve.isEmpty() ? chosen : DnsResolvers.fixed(resolve, chosen);
    }

    /**
     * What can change while the CA runs: keys that it issues with, profiles, policy, and the keys of external accounts.
     *
     * @throws IllegalArgumentException when the keys are of no use; nothing else has changed then
     */
    void applyTo(AcmeCa ca) {
        ca.retiredKeys(retiredKeys);
        if (issuingKey == null) {
            ca.reloadKeys();
        } else {
            ca.rotateIntermediate(issuingKey);
        }
        if (!profiles.isEmpty()) {
            ca.profiles(profiles);
        }
        ca.identifiers(identifiers);
        setExternalAccounts(ca);
    }

    /** What is said of each intermediate whose key is needed, and is neither in the plan nor in the folder of the CA. */
    List<String> missingKeys(AcmeCa ca, Instant now) {
        Set<PublicKey> here = Stream.concat(Stream.ofNullable(issuingKey), retiredKeys.stream())
                .map(key -> key.certificate().getPublicKey())
                .collect(Collectors.toSet());
        return ca.intermediates().stream()
                .filter(found -> found.role() != Intermediate.Role.ISSUING && !found.isKept())
                .filter(found -> found.lastExpiry().filter(now::isBefore).isPresent())
                .filter(found -> found.certificate()
                        .filter(certificate -> here.contains(certificate.getPublicKey()))
                        .isEmpty())
                .map(found -> "the key of " + found.name()
                        + " is missing: add it to retiredKeys; certificates of it are valid until "
                        + found.lastExpiry().orElseThrow() + ", and "
                        + (found.role() == Intermediate.Role.RETIRED
                                ? "after the next start nobody signs their revocation list"
                                : "nobody signs their revocation list"))
                .toList();
    }

    /** Those of the plan are all that there are, if it says anything of them. */
    void setExternalAccounts(AcmeCa ca) {
        Map<String, MacKey> wanted = externalAccounts;
        if (wanted == null) {
            return;
        }
        wanted.forEach(ca.externalAccounts()::add);
        for (String keyIdentifier : ca.externalAccounts().keyIdentifiers()) {
            if (!wanted.containsKey(keyIdentifier)) {
                ca.externalAccounts().remove(keyIdentifier);
            }
        }
    }
}
