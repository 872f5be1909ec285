package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.Deviation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is seen of orders and certificates of other servers. */
final class OrderSights {

    private OrderSights() {}

    static void addTo(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.ORDER_WITH_TIMES,
                ca -> ca.order("a.example.org").text().matches(".*\"id\":\"7\".*\"notBefore\":.*\"notAfter\":.*"));
        sights.put(
                Deviation.TIMES_REFUSED,
                ca -> ca.isRefused(
                        ca.client.send(
                                ca.world.url("newOrder"),
                                "{" + Client.identifiers("a.example.org") + ",\"notAfter\":\"2031-03-05T00:00:00Z\"}"),
                        400,
                        "malformed"));
        sights.put(Deviation.ORDER_ERROR_AS_TEXT, ca -> ca.failedOrder().text().contains("\"error\":\"not everything"));
        sights.put(
                Deviation.ORDER_WITH_MORE,
                ca -> ca.order("a.example.org").text().contains("\"resource\":\"order\""));
        sights.put(
                Deviation.IDENTIFIERS_IN_CAPITALS,
                ca -> ca.order("a.example.org").text().contains("A.EXAMPLE.ORG"));
        sights.put(Deviation.IDENTIFIERS_SHUFFLED, ca -> {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                Answer order = ca.order("a.example.org", "b.example.org", "c.example.org");
                seen.add(order.objects("identifiers").toString());
            }
            return seen.size() > 1;
        });
        sights.put(
                Deviation.WILDCARDS_STRIPPED,
                ca -> !ca.order("*.example.org").text().contains("*"));
        sights.put(
                Deviation.SAME_ORDER,
                ca -> ca.order("same.example.org")
                        .location()
                        .equals(ca.order("same.example.org").location()));
        sights.put(
                Deviation.ONLY_PENDING_AUTHORIZATIONS,
                ca -> ca.client
                        .read(ca.authorized().url())
                        .strings("authorizations")
                        .isEmpty());
        sights.put(Deviation.ORDER_STAYS_PENDING, ca -> {
            Client.Placed order = ca.authorized();
            Answer early = ca.client.finish(
                    order, Csr.of(ClientKey.es256()).names("a.example.org").der());
            if (early.status() == 200) {
                return false;
            }
            for (int i = 0; i < 3; i++) {
                assertThat(ca.client.reread(order).status()).isEqualTo("pending");
            }
            assertThat(ca.client.reread(order).status()).isEqualTo("ready");
            assertThat(ca.client
                            .finish(
                                    order,
                                    Csr.of(ClientKey.es256())
                                            .names("a.example.org")
                                            .der())
                            .status())
                    .isEqualTo(200);
            return ca.isRefused(early, 403, "orderNotReady");
        });
        sights.put(Deviation.ORDER_WITHOUT_LOCATION, ca -> {
            Answer order = ca.order("a.example.org");
            return ca.client.read(order.location()).all("Location").isEmpty();
        });
        sights.put(Deviation.CHAIN_WITH_CRLF, ca -> ca.chain().contains("-----\r\n"));
        sights.put(
                Deviation.CHAIN_WITH_BLANK_LINES,
                ca -> ca.chain().contains("-----\n\n\n-----BEGIN") && ca.chain().endsWith("-----"));
        sights.put(Deviation.CHAIN_WITH_TEXT, ca -> ca.chain().startsWith("subject=CN = example\n-----BEGIN"));
        sights.put(Deviation.LEAF_ALONE, ca -> ca.chain().split("-----BEGIN", -1).length == 2);
        sights.put(Deviation.HUGE_CHAIN, ca -> ca.chain().length() > 2_000_000);
    }
}
