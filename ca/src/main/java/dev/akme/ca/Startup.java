package dev.akme.ca;

import dev.akme.ca.issuer.Authority;
import dev.akme.ca.issuer.CryptoProviders;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.messages.ChallengeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings up a CA as its builder says. What it has taken, a folder and ports, it gives back when something fails after that.
 */
final class Startup {

    private final AcmeCaBuilder asked;

    Startup(AcmeCaBuilder asked) {
        this.asked = asked;
    }

    AcmeCa run() {
        check();
        CryptoProviders.prepare();
        CaFolder folder = asked.folder == null ? null : CaFolder.open(asked.folder);
        boolean started = false;
        try {
            AcmeCa ca = start(folder);
            started = true;
            return ca;
        } catch (IOException e) {
            throw new UncheckedIOException("the CA cannot start: " + e.getMessage(), e);
        } finally {
            if (!started && folder != null) {
                folder.close();
            }
        }
    }

    private void check() {
        if (asked.challengeTypes.contains(ChallengeType.DNS_PERSIST_01)
                && asked.validation.caaIdentities().isEmpty()) {
            throw new IllegalArgumentException(
                    "dns-persist-01 needs a name of the CA: set caaIdentities of the validation settings");
        }
        if (asked.folder != null && asked.store != null) {
            throw new IllegalArgumentException("a CA with a folder has its store there: set one of the two");
        }
    }

    private AcmeCa start(@Nullable CaFolder folder) throws IOException {
        Path path = asked.keys != null || folder == null ? asked.keys : folder.keys();
        CaStore store = asked.store != null ? asked.store : folder == null ? new MemoryStore() : folder.store();
        Servers.Place place = place();
        Settings settings = settings(store);
        CaKeys keys = keys(path);
        AcmeCa.Outside outside = new AcmeCa.Outside(
                asked.validation, asked.resolver == null ? DnsResolvers.system() : asked.resolver, asked.network);
        Servers servers = Servers.bind(place, settings);
        boolean started = false;
        try {
            Urls urls = new Urls(place.url().orElseGet(servers::url), place.paths());
            if (urls.base().getHost() == null) {
                throw new IllegalArgumentException(urls.base()
                        + " has no host that a URL can have: set a url with a name without _, or with an address");
            }
            Urls open =
                    place.plainUrl().map(url -> new Urls(url, place.paths())).orElse(urls);
            Intermediates intermediates = new Intermediates(
                    settings,
                    open,
                    issuer ->
                            place.ocspResponder().map(issuer::withOcspResponder).orElse(issuer),
                    keys);
            AcmeCa ca = new AcmeCa(
                    urls,
                    settings,
                    intermediates,
                    outside,
                    new AcmeCa.Watched(asked.requestLog, asked.observer),
                    servers,
                    folder);
            ca.open();
            started = true;
            return ca;
        } finally {
            if (!started) {
                servers.close();
            }
        }
    }

    private Servers.Place place() {
        return new Servers.Place(
                asked.mounted ? null : asked.address,
                asked.https,
                Optional.ofNullable(asked.tls),
                Optional.ofNullable(asked.url),
                Optional.ofNullable(asked.plainUrl),
                asked.paths,
                Optional.ofNullable(asked.ocspResponder),
                asked.management,
                asked.managementShowsKeys);
    }

    private CaKeys keys(@Nullable Path folder) {
        Authority.Builder maker = Authority.builder()
                .clock(asked.clock)
                .random(asked.random)
                .keyType(asked.keyType)
                .chains(asked.alternateRoots, asked.chainLength);
        return new CaKeys(maker, folder, asked.clock, asked.random, asked.retiredKeys, asked.issuingKey);
    }

    private Settings settings(CaStore store) {
        Collection<Profile> profiles = asked.profiles.isEmpty()
                ? List.of(Profile.of("default", "Certificates for servers, valid for 90 days", Duration.ofDays(90)))
                : asked.profiles.values();
        return new Settings(
                asked.clock,
                asked.random,
                store,
                asked.strict,
                asked.reuse,
                asked.answerWithin,
                new Settings.Policy(profiles, asked.identifiers),
                asked.challengeTypes,
                asked.limits,
                asked.validation.caaIdentities(),
                Optional.ofNullable(asked.termsOfService),
                Optional.ofNullable(asked.website),
                asked.externalAccountRequired,
                asked.mustStaple,
                asked.authorizationPause,
                asked.orderPause,
                asked.ordersPage,
                faults());
    }

    private Faults faults() {
        Faults prepared = new Faults(asked.clock, asked.random, asked.pause);
        asked.faults.forEach(change -> change.accept(prepared));
        return prepared;
    }
}
