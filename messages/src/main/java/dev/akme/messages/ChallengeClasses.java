package dev.akme.messages;

import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.util.Map;

/**
 * Which class is for which type of challenge. Apart from {@link Challenge} and initialised when the first challenge is
 * read: initialising a class of challenge never waits for another, whichever thread begins with whichever.
 */
final class ChallengeClasses {

    private static final Map<ChallengeType, Schema<? extends Challenge>> SCHEMAS = Map.ofEntries(
            Map.entry(ChallengeType.HTTP_01, Http01Challenge.SCHEMA),
            Map.entry(ChallengeType.DNS_01, Dns01Challenge.SCHEMA),
            Map.entry(ChallengeType.TLS_ALPN_01, TlsAlpn01Challenge.SCHEMA),
            Map.entry(ChallengeType.EMAIL_REPLY_00, EmailReply00Challenge.SCHEMA),
            Map.entry(ChallengeType.TKAUTH_01, TkAuth01Challenge.SCHEMA),
            Map.entry(ChallengeType.ONION_CSR_01, OnionCsr01Challenge.SCHEMA),
            Map.entry(ChallengeType.BP_NODEID_00, BpNodeid00Challenge.SCHEMA),
            Map.entry(ChallengeType.DEVICE_ATTEST_01, DeviceAttest01Challenge.SCHEMA),
            Map.entry(ChallengeType.DNS_ACCOUNT_01, DnsAccount01Challenge.SCHEMA),
            Map.entry(ChallengeType.DNS_PERSIST_01, DnsPersist01Challenge.SCHEMA),
            Map.entry(ChallengeType.OPENID_FEDERATION_01, OpenIdFederation01Challenge.SCHEMA),
            Map.entry(ChallengeType.REMOTE_ATTEST_01, RemoteAttest01Challenge.SCHEMA),
            Map.entry(ChallengeType.WIRE_OIDC_01, WireOidc01Challenge.SCHEMA),
            Map.entry(ChallengeType.WIRE_DPOP_01, WireDpop01Challenge.SCHEMA));

    private ChallengeClasses() {}

    static Members choose(Members members) {
        Schema<? extends Challenge> special = Challenge.typeOf(members)
                .<Schema<? extends Challenge>>map(SCHEMAS::get)
                .orElse(UnknownChallenge.SCHEMA);
        return members.as(special);
    }

    static boolean hasClass(ChallengeType type) {
        return SCHEMAS.containsKey(type);
    }
}
