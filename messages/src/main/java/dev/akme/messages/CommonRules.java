package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.internal.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules that several messages have, each under its own name. */
final class CommonRules {

    private CommonRules() {}

    /** Members that servers are known to add, though no specification has them. */
    static <T extends AcmeObject> void extraMembers(Rules<T> rules, String section, List<String> names) {
        rules.rule(
                Severity.INFO,
                rules.object() + "/extra-member",
                section,
                "a member that some servers add, and that no specification has",
                "ignore it; Akme keeps it",
                o -> names.stream()
                        .filter(o.extensions()::containsKey)
                        .map(name -> "/" + name)
                        .toList());
    }

    /** URLs of resources, which requests go to; members that hold one or a list of them. */
    static <T extends AcmeObject> void encrypted(Rules<T> rules, List<String> members) {
        rules.rule(
                Severity.WARNING,
                rules.object() + "/plain-http",
                "RFC 8555 §6.1",
                "the URL of a resource is not one of HTTPS",
                "send https URLs; a server behind a proxy must know its public name",
                o -> plainUrls(o, members));
    }

    private static List<String> plainUrls(AcmeObject object, List<String> members) {
        List<String> places = new ArrayList<>();
        for (String member : members) {
            JsonValue value = object.member(member).orElse(null);
            if (isPlain(value)) {
                places.add("/" + member);
            } else if (value instanceof JsonArray array) {
                for (int i = 0; i < array.items().size(); i++) {
                    if (isPlain(array.items().get(i))) {
                        places.add("/" + member + "/" + i);
                    }
                }
            }
        }
        return places;
    }

    private static boolean isPlain(@Nullable JsonValue value) {
        return value instanceof JsonString s
                && s.text().toLowerCase(Locale.ROOT).startsWith("http:");
    }
}
