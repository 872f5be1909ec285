package dev.akme.client;

import dev.akme.jose.VerificationKey;
import dev.akme.messages.AccountUpdate;
import java.util.List;
import java.util.stream.Collectors;

/** An account at {@link FakeCa}. */
final class FakeAccount {

    final String url;
    VerificationKey key;
    String status = "valid";
    List<String> contact = List.of();

    FakeAccount(String url, VerificationKey key) {
        this.url = url;
        this.key = key;
    }

    FakeAccount update(AccountUpdate update) {
        contact = update.contact().orElse(contact);
        if (update.status().isPresent()) {
            status = "deactivated";
        }
        return this;
    }

    Reply reply(int httpStatus, boolean hasOrders) {
        String contacts = contact.stream().map(c -> "\"" + c + "\"").collect(Collectors.joining(","));
        String orders = hasOrders ? ",\"orders\":\"" + url + "/orders\"" : "";
        return Reply.json(
                httpStatus,
                "{\"status\":\"" + status + "\",\"contact\":[" + contacts + "],\"delegations\":\"" + url
                        + "/delegations\"" + orders + "}");
    }
}
