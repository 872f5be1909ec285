package dev.akme.ca.conformance;

import dev.akme.ca.Deviation;
import java.util.Map;

/** What is seen of accounts of other servers. */
final class AccountSights {

    private AccountSights() {}

    static void addTo(Map<Deviation, Sight> sights) {
        sights.put(Deviation.ACCOUNT_WITHOUT_ORDERS, ca -> !ca.account().text().contains("\"orders\""));
        sights.put(Deviation.ACCOUNT_WITH_MORE, ca -> ca.account().text().contains("\"initialIp\":\"192.0.2.1\""));
        sights.put(Deviation.ACCOUNT_WITHOUT_CONTACT, ca -> !ca.account().text().contains("contact"));
        sights.put(
                Deviation.ACCOUNT_WITH_EMPTY_CONTACT, ca -> ca.account().text().contains("\"contact\":[]"));
        sights.put(Deviation.ORDERS_AS_ARRAY, ca -> ca.ordersList().text().startsWith("[\"https://"));
        sights.put(Deviation.ORDERS_NOT_FOUND, ca -> ca.ordersList().status() == 404);
        sights.put(Deviation.ORDERS_NULL, ca -> ca.ordersList().text().equals("{\"orders\":null}"));
        sights.put(
                Deviation.KEY_CHANGE_NOT_IMPLEMENTED,
                ca -> ca.isRefused(ca.client.send(ca.world.url("keyChange"), "{}"), 501, "rejectedIdentifier"));
        sights.put(
                Deviation.KEY_CHANGE_NOT_FOUND,
                ca -> ca.isRefused(ca.client.send(ca.world.url("keyChange"), "{}"), 404, "malformed"));
        sights.put(Deviation.CONTACT_REQUIRED, ca -> ca.isRefused(ca.newAccount("{}"), 400, "invalidContact"));
        sights.put(
                Deviation.EMPTY_MEMBERS_REFUSED,
                ca -> ca.isRefused(ca.newAccount("{\"contact\":[]}"), 400, "malformed"));
        sights.put(
                Deviation.BINDING_HS256,
                ca -> ca.isRefused(ca.bindsWith("HS384"), 400, "malformed")
                        && ca.bindsWith("HS256").status() == 201);
        sights.put(
                Deviation.EDDSA_REFUSED,
                ca -> ca.isRefused(
                        new Client(ca.world, ClientKey.ed25519())
                                .byKey(ca.world.url("newAccount"), "{}")
                                .send(),
                        400,
                        "badSignatureAlgorithm"));
    }
}
