package dev.akme.ca;

import dev.akme.messages.Directory;
import dev.akme.messages.DirectoryMetadata;
import java.net.URI;
import java.util.stream.Collectors;

/** The directory (RFC 8555 §7.1.1). Safe for use by many threads. */
final class DirectoryResource {

    private final Settings settings;
    private final Urls urls;
    private volatile CaResponse response;

    DirectoryResource(Settings settings, Urls urls) {
        this.settings = settings;
        this.urls = urls;
        this.response = make();
    }

    CaResponse directory(String id) {
        return response;
    }

    /** Says what the settings are now. */
    void renew() {
        response = make();
    }

    private CaResponse make() {
        return CaResponse.json(200, this::message);
    }

    private Directory message() {
        DirectoryMetadata.Builder meta = DirectoryMetadata.builder()
                .profiles(settings.profiles().values().stream()
                        .collect(Collectors.toMap(Profile::name, Profile::description)));
        settings.termsOfService().ifPresent(meta::termsOfService);
        settings.website().ifPresent(meta::website);
        if (!settings.caaIdentities().isEmpty()) {
            meta.caaIdentities(settings.caaIdentities());
        }
        if (settings.externalAccountRequired()) {
            meta.externalAccountRequired(true);
        }
        return Directory.builder()
                .newNonce(urls.of(Endpoint.NEW_NONCE))
                .newAccount(urls.of(Endpoint.NEW_ACCOUNT))
                .newOrder(urls.of(Endpoint.NEW_ORDER))
                .newAuthz(urls.of(Endpoint.NEW_AUTHZ))
                .revokeCert(urls.of(Endpoint.REVOKE_CERT))
                .keyChange(urls.of(Endpoint.KEY_CHANGE))
                .renewalInfo(renewalInfoBase())
                .meta(meta.build())
                .build();
    }

    /** The client appends the certificate's identifier (RFC 9773 §4.1). */
    private URI renewalInfoBase() {
        String some = urls.of(Endpoint.RENEWAL_INFO, "x").toString();
        return URI.create(some.substring(0, some.length() - "/x".length()));
    }
}
