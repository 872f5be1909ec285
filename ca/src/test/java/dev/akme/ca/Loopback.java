package dev.akme.ca;

import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.ca.validation.Network;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.NewAccount;
import java.net.ConnectException;
import java.net.InetAddress;
import java.util.Map;

/** A CA whose network is one server for http-01, whatever the name and the port. */
final class Loopback {

    /** Every name is this machine. */
    static final DnsResolver DNS =
            DnsResolvers.fixed(Map.of("*", InetAddress.getLoopbackAddress()), DnsResolvers.none());

    private Loopback() {}

    static Http01Server solver() {
        return Http01Server.builder().port(0).build();
    }

    static AcmeCaBuilder ca(Http01Server solver) {
        return AcmeCa.forTests()
                .resolver(DNS)
                .network((address, timeout) -> Network.direct()
                        .connect(solver.address().orElseThrow(() -> new ConnectException("nobody listens")), timeout));
    }

    static AcmeClient client(AcmeCa ca) {
        return AcmeClient.builder(ca.directoryUrl()).trust(ca.roots()).build();
    }

    static AcmeAccount account(AcmeCa ca) throws InterruptedException {
        return client(ca)
                .register(
                        SigningKey.generate(KeyType.P256), NewAccount.builder().build());
    }
}
