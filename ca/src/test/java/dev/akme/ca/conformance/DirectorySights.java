package dev.akme.ca.conformance;

import dev.akme.ca.Deviation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is seen of directories of other servers. */
final class DirectorySights {

    private DirectorySights() {}

    static void addTo(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.DIRECTORY_WITH_MORE,
                ca -> ca.directory().text().contains("\"newThings\":{\"a\":[1]}")
                        && !ca.directory().text().equals(ca.directory().text()));
        sights.put(
                Deviation.DIRECTORY_WITHOUT_META, ca -> !ca.directory().text().contains("\"meta\""));
        sights.put(Deviation.META_NULL, ca -> ca.directory().text().contains("\"meta\":null"));
        sights.put(Deviation.META_EMPTY, ca -> ca.directory().text().contains("\"meta\":{}"));
        sights.put(Deviation.TERMS_BLANK, ca -> ca.directory().text().contains("\"termsOfService\":\"\""));
        sights.put(
                Deviation.TERMS_AS_DATA,
                ca -> ca.directory().text().contains("\"termsOfService\":\"data:text/plain,Do%20what"));
        sights.put(
                Deviation.DIRECTORY_SHORT,
                ca -> ca.directory().json().keySet().equals(Set.of("newNonce", "newAccount", "newOrder", "meta")));
        sights.put(
                Deviation.BINDING_UNDECLARED,
                ca -> ca.directory().text().contains("\"externalAccountRequired\":false"));
        sights.put(Deviation.DIRECTORY_WITH_NONCE, ca -> {
            List<String> nonces = ca.directory().all("Replay-Nonce");
            return nonces.size() == 1
                    && ca.client
                                    .post(ca.client.kid, "")
                                    .header("nonce", Json.quoted(nonces.get(0)))
                                    .send()
                                    .status()
                            == 200;
        });
        sights.put(Deviation.DIRECTORY_REDIRECTED, ca -> {
            Answer answer = ca.directory();
            return answer.status() == 302
                    && ca.world.get(answer.location()).is(200).json().containsKey("newOrder");
        });
        sights.put(
                Deviation.RENEWAL_INFO_SLASH,
                ca -> String.valueOf(ca.directory().string("renewalInfo")).endsWith("/renewal-info/"));
        sights.put(
                Deviation.RENEWAL_INFO_UNAUTHORIZED,
                ca -> ca.world
                                .get(ca.world.url("renewalInfo") + "/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE")
                                .status()
                        == 401);
    }
}
