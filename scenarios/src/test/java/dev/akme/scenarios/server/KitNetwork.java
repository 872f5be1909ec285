package dev.akme.scenarios.server;

import dev.akme.testkit.AcmeTestKit;
import dev.akme.testkit.FakeDns;
import java.util.List;

/**
 * The network of a test kit.
 *
 * @param dns its DNS
 * @param httpPort the port at which http-01 is looked for
 * @param tlsPort the port at which tls-alpn-01 is looked for
 */
public record KitNetwork(FakeDns dns, int httpPort, int tlsPort) implements Network {

    /** That of a whole kit. */
    public static KitNetwork of(AcmeTestKit kit) {
        return new KitNetwork(kit.dns(), kit.httpPort(), kit.tlsPort());
    }

    @Override
    public String resolver() {
        return "127.0.0.1:" + dns.address().getPort();
    }

    @Override
    public void add(String name, String value) {
        dns.add(name, value);
    }

    @Override
    public void remove(String name, String value) {
        dns.remove(name, value);
    }

    @Override
    public void alias(String name, String target) {
        dns.cname(name, target);
    }

    /** {@return the names that have TXT records now} */
    public List<String> namesWithTexts() {
        return dns.namesWithTexts();
    }
}
