package dev.akme.cli.state;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the CA wants a certificate renewed (RFC 9773), as it said last.
 *
 * @param certificate the certificate's identifier
 * @param start the start of the window; empty when the CA suggested none
 * @param end the end of the window; empty likewise
 * @param askAgain when to ask again
 */
public record RenewalAdvice(String certificate, Optional<Instant> start, Optional<Instant> end, Instant askAgain) {

    JsonObject toJson() {
        Map<String, JsonString> members = new LinkedHashMap<>();
        members.put("certificate", new JsonString(certificate));
        start.ifPresent(time -> members.put("start", new JsonString(time.toString())));
        end.ifPresent(time -> members.put("end", new JsonString(time.toString())));
        members.put("askAgain", new JsonString(askAgain.toString()));
        return JsonObject.of(members);
    }

    static RenewalAdvice read(StoredObject stored) throws IOException {
        return new RenewalAdvice(
                stored.require("certificate"),
                stored.text("start").isEmpty() ? Optional.empty() : Optional.of(stored.instant("start")),
                stored.text("end").isEmpty() ? Optional.empty() : Optional.of(stored.instant("end")),
                stored.instant("askAgain"));
    }
}
