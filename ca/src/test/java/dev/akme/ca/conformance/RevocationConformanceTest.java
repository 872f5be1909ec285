package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevocationConformanceTest extends Conformance {

    private Answer revoke(Client by, X509Certificate certificate, String more) {
        return by.send(url("revokeCert"), Client.revocation(certificate, more));
    }

    private Answer revokeByKey(ClientKey key, X509Certificate certificate, String more) {
        return new Client(world, key)
                .byKey(url("revokeCert"), Client.revocation(certificate, more))
                .send();
    }

    private X509CRLEntry entry(X509Certificate certificate) throws Exception {
        X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(
                        world.get(World.BASE + "/crl").is(200).body()));
        return crl.getRevokedCertificate(certificate);
    }

    @Test
    @Check(
            id = "C-80",
            section = "RFC 8555 §7.6",
            says =
                    "what is no certificate is malformed, 400; one that this CA has not issued malformed, 404; one that has"
                            + " expired unauthorized, 403; one that is revoked alreadyRevoked, 400; otherwise 200 with nothing")
    @Check(id = "M-74", section = "RFC 8555 §7.6", says = "revoking answers 200, and a second time alreadyRevoked, 400")
    void aCertificateIsRevokedOnce() throws Exception {
        Client.Issued issued = client.issue("www.example.org");
        String der = Client.der(issued.leaf());
        for (String payload : List.of(
                "",
                "[]",
                "{}",
                "{\"certificate\":null}",
                "{\"certificate\":1}",
                "{\"certificate\":\"\"}",
                "{\"certificate\":\"AAAA\"}",
                "{\"certificate\":\"%\"}",
                "{\"certificate\":\"" + der + "=\"}",
                "{\"certificate\":\"" + der + "AAAA\"}",
                "{\"certificate\":\"" + der.substring(0, 400) + "\"}",
                "{\"certificate\":" + Json.quoted(issued.pem()) + "}")) {
            Answer answer = client.send(url("revokeCert"), payload);
            assertThat(answer.status()).as("%s: %s", payload, answer).isEqualTo(400);
            answer.isRefused(400, "malformed");
        }
        revoke(client, issued.chain().get(1), "").isRefused(404, "malformed");
        try (World other = World.start()) {
            revoke(client, other.client().issue("www.example.org").leaf(), "").isRefused(404, "malformed");
        }
        assertThat(entry(issued.leaf())).isNull();
        Answer done = revoke(client, issued.leaf(), ",\"unknown\":1").is(200);
        assertThat(done.octets()).isEmpty();
        assertThat(entry(issued.leaf())).isNotNull();
        assertThat(entry(issued.leaf()).getRevocationReason()).isNull();
        revoke(client, issued.leaf(), "").isRefused(400, "alreadyRevoked");
        Client.Issued old = client.issue("old.example.org");
        world.clock.advance(Duration.ofDays(91));
        revoke(client, old.leaf(), "").isRefused(403, "unauthorized");
    }

    @Test
    @Check(
            id = "C-80a",
            section = "RFC 8555 §7.6, RFC 5280 §5.3.1",
            says =
                    "the reasons 0, 1, 3, 4, 5 and 9 are taken, every other is badRevocationReason, 400, or malformed when"
                            + " it is no number")
    void subscribersHaveSomeReasons() throws Exception {
        Client.Issued issued = client.issue("www.example.org");
        for (String reason : List.of("2", "6", "7", "8", "10", "11", "-1", "255", "2147483647")) {
            Answer answer = revoke(client, issued.leaf(), ",\"reason\":" + reason);
            assertThat(answer.json()).as("%s", reason).containsEntry("type", Answer.ERROR + "badRevocationReason");
            answer.isRefused(400, "badRevocationReason");
        }
        for (String reason : List.of("\"1\"", "[]", "{}", "1.5", "true")) {
            revoke(client, issued.leaf(), ",\"reason\":" + reason).isRefused(400, "malformed");
        }
        assertThat(entry(issued.leaf())).isNull();
        Map<Integer, CRLReason> reasons = Map.of(
                1, CRLReason.KEY_COMPROMISE,
                3, CRLReason.AFFILIATION_CHANGED,
                4, CRLReason.SUPERSEDED,
                5, CRLReason.CESSATION_OF_OPERATION,
                9, CRLReason.PRIVILEGE_WITHDRAWN);
        for (Map.Entry<Integer, CRLReason> reason : reasons.entrySet()) {
            Client.Issued another = client.issue("www.example.org");
            revoke(client, another.leaf(), ",\"reason\":" + reason.getKey()).is(200);
            assertThat(entry(another.leaf()).getRevocationReason()).isEqualTo(reason.getValue());
        }
        revoke(client, issued.leaf(), ",\"reason\":0").is(200);
        assertThat(entry(issued.leaf()).getRevocationReason()).isNull();
    }

    @Test
    @Check(
            id = "C-80b",
            section = "RFC 8555 §7.6",
            says =
                    "an account revokes what it ordered, or what it is authorized for in all names: otherwise unauthorized,"
                            + " 403")
    @Check(
            id = "M-75",
            section = "RFC 8555 §7.6",
            says = "the account that ordered a certificate, and one with authorizations for all of its identifiers, can"
                    + " revoke it, and no other account")
    void whoeverHoldsTheNamesRevokes() {
        Client.Issued issued = client.issue("a.example.org", "*.example.org");
        Client other = world.client();
        revoke(other, issued.leaf(), "").isRefused(403, "unauthorized");
        other.ready("a.example.org");
        revoke(other, issued.leaf(), "").isRefused(403, "unauthorized");
        other.ready("example.org");
        revoke(other, issued.leaf(), "").isRefused(403, "unauthorized");
        Client.Placed wildcard = other.ready("*.example.org");
        other.send(wildcard.authorization(), "{\"status\":\"deactivated\"}").is(200);
        revoke(other, issued.leaf(), "").isRefused(403, "unauthorized");
        other.ready("*.example.org");
        revoke(other, issued.leaf(), "").is(200);
        revoke(client, issued.leaf(), "").isRefused(400, "alreadyRevoked");
    }

    @Test
    @Check(
            id = "C-80d",
            section = "RFC 8555 §7.6",
            says = "an authorization that ends at this moment gives no right to revoke: unauthorized, 403")
    void anAuthorizationThatEndsAtThisMomentGivesNoRightToRevoke() {
        Client.Issued issued = client.issue("a.example.org");
        Client other = world.client();
        other.ready("a.example.org");
        world.clock.advance(Duration.ofDays(30));
        revoke(other, issued.leaf(), "").isRefused(403, "unauthorized");
    }

    @Test
    @Check(
            id = "C-80c",
            section = "RFC 8555 §7.6",
            says =
                    "the key of a certificate revokes it, always as compromised, and with it what else has the key; another"
                            + " key is unauthorized, 403; a reason less grave gives way")
    @Check(
            id = "M-76",
            section = "RFC 8555 §7.6",
            says = "a revocation by jwk is accepted only when that is the key of the certificate")
    void theKeyRevokes() throws Exception {
        ClientKey key = ClientKey.es256();
        Client.Issued one = client.issue(key, "a.example.org");
        Client.Issued two = client.issue(key, "b.example.org");
        revokeByKey(ClientKey.es256(), one.leaf(), "").isRefused(403, "unauthorized");
        revokeByKey(client.key, one.leaf(), "").isRefused(403, "unauthorized");
        revoke(client, one.leaf(), ",\"reason\":4").is(200);
        revokeByKey(key, one.leaf(), ",\"reason\":5").is(200);
        for (Client.Issued issued : List.of(one, two)) {
            assertThat(entry(issued.leaf()).getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
        }
        revokeByKey(key, two.leaf(), "").isRefused(400, "alreadyRevoked");
        revokeByKey(key, one.leaf(), ",\"reason\":99").isRefused(400, "badRevocationReason");
    }
}
