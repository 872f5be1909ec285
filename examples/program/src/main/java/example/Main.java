package example;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.NewAccount;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Map;

/** A CA in memory, and a client that gets a certificate from it. */
public final class Main {

    private Main() {}

    /** Prints whom the certificate is for, and who issued it. */
    public static void main(String[] arguments) throws InterruptedException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (Http01Server solver =
                        Http01Server.builder().address(here).port(0).build();
                AcmeCa ca = AcmeCa.forTests()
                        .resolver(DnsResolvers.fixed(Map.of("*", here), DnsResolvers.none()))
                        .network((address, timeout) ->
                                new Socket(here, solver.address().orElseThrow().getPort()))
                        .start()) {
            AcmeClient client =
                    AcmeClient.builder(ca.directoryUrl()).trust(ca.roots()).build();
            X509Certificate leaf = certificate(client, solver);
            System.out.println(leaf.getSubjectX500Principal() + " by " + leaf.getIssuerX500Principal());
        }
    }

    /** What the program does with whichever CA. */
    static X509Certificate certificate(AcmeClient client, ChallengeSolver solver) throws InterruptedException {
        AcmeAccount account = client.register(
                SigningKey.generate(KeyType.P256),
                NewAccount.builder().termsOfServiceAgreed(true).build());
        return account.obtain(ObtainRequest.of("www.example.org"), solver).chain().leaf();
    }
}
