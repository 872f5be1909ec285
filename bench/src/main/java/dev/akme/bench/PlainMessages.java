package dev.akme.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages as records whose fields are text: what {@link HandWritten} and {@link Databind} read. */
final class PlainMessages {

    private PlainMessages() {}

    record Identifier(@Nullable String type, @Nullable String value) {}

    record Order(
            @Nullable String status,
            @Nullable String expires,
            List<Identifier> identifiers,
            @Nullable String notBefore,
            @Nullable String notAfter,
            @Nullable Problem error,
            List<String> authorizations,
            @JsonProperty("finalize") @Nullable String finalizeUrl,
            @Nullable String certificate) {}

    record Challenge(
            @Nullable String type,
            @Nullable String url,
            @Nullable String status,
            @Nullable String validated,
            @Nullable Problem error,
            @Nullable String token) {}

    record Authorization(
            @Nullable Identifier identifier,
            @Nullable String status,
            @Nullable String expires,
            List<Challenge> challenges,
            @Nullable Boolean wildcard) {}

    record Meta(
            @Nullable String termsOfService,
            @Nullable String website,
            List<String> caaIdentities,
            @Nullable Boolean externalAccountRequired) {}

    record Directory(
            @Nullable String newNonce,
            @Nullable String newAccount,
            @Nullable String newOrder,
            @Nullable String newAuthz,
            @Nullable String revokeCert,
            @Nullable String keyChange,
            @Nullable String renewalInfo,
            @Nullable Meta meta) {}

    record Problem(
            @Nullable String type,
            @Nullable String title,
            @Nullable Integer status,
            @Nullable String detail,
            @Nullable String instance,
            @Nullable Identifier identifier,
            List<Problem> subproblems) {}
}
