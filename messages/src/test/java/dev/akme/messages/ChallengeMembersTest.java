package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Jwk;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonString;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What single types of challenge add, by builder and back. */
class ChallengeMembersTest {

    private static final URI URL = URI.create("https://acme.example.com/acme/chall/1");
    private static final String TOKEN = ChallengeTest.TOKEN;
    private static final Jwk KEY = Jwk.okp("Ed25519", new byte[32]);

    private static <C extends Challenge> C begin(Challenge.Builder<C, ?> builder) {
        C built = builder.url(URL).status(Status.PENDING).build();
        assertThat(Challenge.TYPE.read(built.toJson())).isEqualTo(built).hasSameClassAs(built);
        assertThat(built.extensions()).isEmpty();
        return built;
    }

    @Test
    void http01() {
        Http01Challenge c = begin(Http01Challenge.builder().token(TOKEN).authKey(KEY));
        assertThat(c.token()).isEqualTo(TOKEN);
        assertThat(c.authKey()).contains(KEY);
    }

    @Test
    void dns01() {
        assertThat(begin(Dns01Challenge.builder().token(TOKEN)).token()).isEqualTo(TOKEN);
    }

    @Test
    void tlsAlpn01() {
        assertThat(begin(TlsAlpn01Challenge.builder().token(TOKEN).authKey(KEY)).authKey())
                .contains(KEY);
    }

    @Test
    void dnsAccount01() {
        assertThat(begin(DnsAccount01Challenge.builder().token(TOKEN)).type()).isEqualTo(ChallengeType.DNS_ACCOUNT_01);
    }

    @Test
    void deviceAttest01() {
        assertThat(begin(DeviceAttest01Challenge.builder().token(TOKEN)).type())
                .isEqualTo(ChallengeType.DEVICE_ATTEST_01);
    }

    @Test
    void emailReply00() {
        assertThat(begin(EmailReply00Challenge.builder().token(TOKEN).from("acme@example.org"))
                        .from())
                .isEqualTo("acme@example.org");
    }

    @Test
    void tkAuth01() {
        URI authority = URI.create("https://authority.example.org/at");
        TkAuth01Challenge c = begin(TkAuth01Challenge.builder()
                .tkauthType(AuthorityTokenType.ATC)
                .tokenAuthority(authority)
                .token(TOKEN));
        assertThat(c.tkauthType()).isEqualTo(AuthorityTokenType.ATC);
        assertThat(c.tokenAuthority()).contains(authority);
        assertThat(c.token()).contains(TOKEN);
        TkAuth01Challenge bare = begin(TkAuth01Challenge.builder().tkauthType(AuthorityTokenType.of("other")));
        assertThat(bare.tokenAuthority()).isEmpty();
        assertThat(bare.token()).isEmpty();
    }

    @Test
    void onionCsr01() {
        OnionCsr01Challenge c =
                begin(OnionCsr01Challenge.builder().nonce("bI6/MRqV4gw=").authKey(KEY));
        assertThat(c.nonce()).isEqualTo("bI6/MRqV4gw=");
        assertThat(c.authKey()).contains(KEY);
    }

    @Test
    void bpNodeid00() {
        BpNodeid00Challenge c =
                begin(BpNodeid00Challenge.builder().idChal(TOKEN).tokenChal("tPUZNY4ONIk6LxErRFEjVw"));
        assertThat(c.idChal()).isEqualTo(TOKEN);
        assertThat(c.tokenChal()).isEqualTo("tPUZNY4ONIk6LxErRFEjVw");
    }

    @Test
    void dnsPersist01() {
        DnsPersist01Challenge c = begin(DnsPersist01Challenge.builder()
                .issuerDomainNames(List.of("example.com", "example.org"))
                .accountUri("https://acme.example.com/acme/acct/7Hk2q"));
        assertThat(c.issuerDomainNames()).containsExactly("example.com", "example.org");
        assertThat(c.accountUri()).contains("https://acme.example.com/acme/acct/7Hk2q");
        assertThatThrownBy(() -> c.toBuilder().issuerDomainNames(List.of()).build())
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void dnsPersist01ReadsBothSpellings() {
        assertThat(DnsPersist01Challenge.TYPE
                        .read("{\"issuerDomainNames\":[\"example.com\"]}")
                        .issuerDomainNames())
                .containsExactly("example.com");
        assertThat(DnsPersist01Challenge.TYPE
                        .read("{\"issuer-domain-names\":[\"a.test\"],\"issuerDomainNames\":[\"b.test\"]}")
                        .issuerDomainNames())
                .containsExactly("a.test");
        assertThat(DnsPersist01Challenge.TYPE
                        .read("{\"issuerDomainNames\":[1]}")
                        .issuerDomainNames())
                .isEmpty();
        assertThat(DnsPersist01Challenge.TYPE.read("{}").issuerDomainNames()).isEmpty();
        assertThatThrownBy(() -> DnsPersist01Challenge.TYPE
                        .read("{\"issuer-domain-names\":[\"a.test\",1]}")
                        .issuerDomainNames())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/issuer-domain-names/1");
    }

    @Test
    void openIdFederation01() {
        URI anchor = URI.create("https://ta.example.org");
        assertThat(begin(OpenIdFederation01Challenge.builder().token(TOKEN).trustAnchors(List.of(anchor)))
                        .trustAnchors())
                .contains(List.of(anchor));
    }

    @Test
    void remoteAttest01() {
        JsonString url = new JsonString("https://acme.example.com/keys/1");
        RemoteAttest01Challenge c = begin(RemoteAttest01Challenge.builder()
                .freshnessNonce("yoW1RL2zPBzYEHBQ06Jy")
                .attestClaimsHint(List.of("hwmodel"))
                .verifierEncryptionCredential(url));
        assertThat(c.freshnessNonce()).isEqualTo("yoW1RL2zPBzYEHBQ06Jy");
        assertThat(c.attestClaimsHint()).contains(List.of("hwmodel"));
        assertThat(c.verifierEncryptionCredential()).contains(url);
    }

    @Test
    void wire() {
        URI target = URI.create("https://idp.example.org/");
        assertThat(begin(WireOidc01Challenge.builder().token(TOKEN).target(target))
                        .target())
                .contains(target);
        assertThat(begin(WireDpop01Challenge.builder().token(TOKEN).target(target))
                        .target())
                .contains(target);
    }
}
