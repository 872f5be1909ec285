package dev.akme.ca;

import dev.akme.ca.issuer.Issuer;
import dev.akme.ca.issuer.ServerIdentity;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The servers of a CA: that of ACME and that of the management interface, or none where it has none. */
final class Servers implements AutoCloseable {

    /** Where a CA listens, and what it says of that: a null address is nowhere. */
    record Place(
            @Nullable InetSocketAddress address,
            boolean https,
            Optional<SSLContext> tls,
            Optional<URI> url,
            Optional<URI> plainUrl,
            Paths paths,
            Optional<URI> ocspResponder,
            @Nullable InetSocketAddress management,
            boolean managementShowsKeys) {}

    /** Makes the management interface, once it is known where that is. */
    interface MakesManagement {
        Function<CaRequest, CaResponse> at(String authority, boolean showsKeys);
    }

    private final Place place;
    private final Clock clock;
    private final @Nullable HttpAdapter acme;
    private final @Nullable HttpAdapter management;
    private final Optional<URI> managementUrl;

    private Servers(
            Place place,
            Clock clock,
            @Nullable HttpAdapter acme,
            @Nullable HttpAdapter management,
            Optional<URI> managementUrl) {
        this.place = place;
        this.clock = clock;
        this.acme = acme;
        this.management = management;
        this.managementUrl = managementUrl;
    }

    /** Takes the ports, and answers nobody yet. */
    static Servers bind(Place place, Settings settings) throws IOException {
        InetSocketAddress address = place.address();
        InetSocketAddress management = place.management();
        HttpAdapter acme = address == null ? null : HttpAdapter.bind(address, settings.limits(), settings.clock());
        if (management == null) {
            return new Servers(place, settings.clock(), acme, null, Optional.empty());
        }
        try {
            HttpAdapter second = HttpAdapter.bind(management, settings.limits(), settings.clock());
            return new Servers(
                    place, settings.clock(), acme, second, Optional.of(url(place.https(), management, second)));
        } catch (IOException e) {
            if (acme != null) {
                acme.close();
            }
            throw e;
        }
    }

    /** Answers from now on. */
    void listen(
            Function<CaRequest, CaResponse> handler, URI base, Supplier<Issuer> issuer, MakesManagement managements) {
        if (acme == null && management == null) {
            return;
        }
        SSLContext tls = place.https()
                ? place.tls()
                        .orElseGet(() ->
                                ServerIdentity.of(issuer, names(base), clock).context())
                : null;
        if (management != null) {
            management.start(
                    managements.at(managementUrl.orElseThrow().getAuthority(), place.managementShowsKeys()), tls);
        }
        if (acme != null) {
            acme.start(handler, tls);
        }
    }

    boolean isHttps() {
        return place.https();
    }

    /** Where the server of ACME is, seen from this machine. */
    URI url() {
        InetSocketAddress address = place.address();
        if (acme == null || address == null) {
            throw new IllegalArgumentException("a CA that listens nowhere needs a URL");
        }
        return url(place.https(), address, acme);
    }

    Optional<URI> managementUrl() {
        return managementUrl;
    }

    private static URI url(boolean https, InetSocketAddress address, HttpAdapter server) {
        String host =
                address.getAddress().isLoopbackAddress() || address.getAddress().isAnyLocalAddress()
                        ? "localhost"
                        : address.getHostString();
        String written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create((https ? "https://" : "http://") + written + ":" + server.port());
    }

    /** What the certificate of the server is for: how clients reach it, from here and from elsewhere. */
    private static List<Identifier> names(URI base) {
        List<Identifier> names = new ArrayList<>(ServerIdentity.LOCALHOST);
        String host = base.getHost().replaceAll("[\\[\\]]", "");
        Identifier own = Identifier.dnsOrIp(host);
        if (!names.contains(own)) {
            names.add(own);
        }
        return names;
    }

    @Override
    public void close() {
        if (management != null) {
            management.close();
        }
        if (acme != null) {
            acme.close();
        }
    }
}
