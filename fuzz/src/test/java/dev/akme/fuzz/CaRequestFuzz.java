package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.ca.store.MemoryStore;
import dev.akme.fuzz.FuzzedCa.Answer;
import dev.akme.messages.Authorization;
import dev.akme.messages.Order;
import dev.akme.messages.ResourceType;
import dev.akme.testkit.MutableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CA as a function of octets. An input that begins with S is a target and, behind the end of the line, a payload, which is
 * signed for an account that is there; every other is method and target, header lines, an empty line and a body.
 *
 * <p>In targets and payloads {@code $A} is the URL of the account, {@code $O} of its order, {@code $Z} of an authorization,
 * {@code $C} of a challenge, and {@code $B} the beginning of all.
 */
final class CaRequestFuzz {

    private static final Path KEYS = FuzzedCa.folderForAll();

    @FuzzTest
    void answers(byte[] input) {
        try (FuzzedCa ca = new FuzzedCa(
                MutableClock.at(FuzzedCa.START),
                new FuzzedCa.Dns(),
                builder -> builder.keys(KEYS).store(new MemoryStore()))) {
            Map<String, String> names = prepare(ca);
            // A character for each octet, and the same octets again.
            String text = new String(input, StandardCharsets.ISO_8859_1);
            for (Map.Entry<String, String> name : names.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
            }
            if (text.startsWith("S")) {
                signed(ca, names.get("$A"), text.substring(1));
            } else {
                plain(ca, text);
            }
            Expect.same(ca.send("GET", "/acme/dir", Map.of(), new byte[0]).status(), 200, "the CA goes on");
        }
    }

    private static Map<String, String> prepare(FuzzedCa ca) {
        String account = ca.post(Keys.ACCOUNT, "", ca.url(ResourceType.NEW_ACCOUNT), octets("{}"))
                .header("Location");
        Answer order = ca.post(
                Keys.ACCOUNT,
                account,
                ca.url(ResourceType.NEW_ORDER),
                octets("{\"identifiers\":[{\"type\":\"dns\",\"value\":\"www.example.org\"}]}"));
        URI authorization = Order.TYPE.readStrict(order.body()).authorizations().get(0);
        Authorization found = Authorization.TYPE.readStrict(
                ca.post(Keys.ACCOUNT, account, authorization, new byte[0]).body());
        Map<String, String> names = new TreeMap<>();
        names.put("$A", account);
        names.put("$O", order.header("Location"));
        names.put("$Z", authorization.toString());
        names.put("$C", found.challenges().get(0).url().toString());
        names.put("$B", FuzzedCa.BASE);
        return names;
    }

    private static void signed(FuzzedCa ca, String account, String text) {
        int end = text.indexOf('\n');
        URI url;
        try {
            url = URI.create(end < 0 ? text : text.substring(0, end));
        } catch (IllegalArgumentException e) {
            return;
        }
        if (!url.toString().startsWith(FuzzedCa.BASE)) {
            return;
        }
        byte[] payload = end < 0 ? new byte[0] : octets(text.substring(end + 1));
        ca.post(Keys.ACCOUNT, account, url, payload);
        ca.post(Keys.OTHER, "", url, payload);
    }

    private static void plain(FuzzedCa ca, String text) {
        int end = text.indexOf("\n\n");
        List<String> head = Arrays.asList((end < 0 ? text : text.substring(0, end)).split("\n", -1));
        String[] first = head.get(0).split(" ", 2);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        ca.send(
                first[0],
                first.length > 1 ? first[1] : "",
                headers,
                end < 0 ? new byte[0] : octets(text.substring(end + 2)));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
