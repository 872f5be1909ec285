package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Pointers;
import dev.akme.json.internal.Schema;
import java.util.function.Function;

/**
 * What a client posts to the URL of a challenge to have it validated (RFC 8555 §7.5.1). Sent by the client.
 *
 * <p>Most types want an {@link EmptyResponse}. A server gets the type that fits from {@link #type(ChallengeType)}, and
 * has to ignore the members that it does not declare.
 */
public abstract sealed class ChallengeResponse extends AcmeObject
        permits EmptyResponse,
                TkAuth01Response,
                OnionCsr01Response,
                BpNodeid00Response,
                DeviceAttest01Response,
                OpenIdFederation01Response,
                WireOidc01Response,
                WireDpop01Response {

    ChallengeResponse(Members members) {
        super(members);
    }

    static <T extends ChallengeResponse> Schema<T> schema(
            ChallengeType type, Class<T> javaType, Function<Members, T> make) {
        return schema(type + " response", javaType, make, type.section());
    }

    static <T extends ChallengeResponse> Schema<T> schema(
            String name, Class<T> javaType, Function<Members, T> make, String section) {
        return Schema.of(name, javaType, make, section)
                .rules(rules -> rules.rule(
                        Severity.WARNING,
                        "challengeResponse/unknown-member",
                        "RFC 8555 §7.5.1",
                        "the member is not part of a response to this type of challenge",
                        "leave it out, as some servers refuse it; a server ignores it",
                        r -> r.extensions().keySet().stream()
                                .map(member -> "/" + Pointers.escape(member))
                                .toList()));
    }

    /**
     * {@return the response that most types of challenge want: <code>{}</code>}
     */
    public static EmptyResponse empty() {
        return EmptyResponse.EMPTY;
    }

    /**
     * Gives the type of the responses to a type of challenge.
     *
     * @param type a type of challenge, known or not
     * @return the type of its responses; that of {@link EmptyResponse} when nothing else is known, which keeps all members
     *     it is given
     */
    public static MessageType<? extends ChallengeResponse> type(ChallengeType type) {
        return switch (type.value()) {
            case "tkauth-01" -> TkAuth01Response.TYPE;
            case "onion-csr-01" -> OnionCsr01Response.TYPE;
            case "bp-nodeid-00" -> BpNodeid00Response.TYPE;
            case "device-attest-01" -> DeviceAttest01Response.TYPE;
            case "openid-federation-01" -> OpenIdFederation01Response.TYPE;
            case "wire-oidc-01" -> WireOidc01Response.TYPE;
            case "wire-dpop-01" -> WireDpop01Response.TYPE;
            default -> EmptyResponse.TYPE;
        };
    }
}
