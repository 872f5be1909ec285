package dev.akme.cli.inspect;

import dev.akme.json.MessageType;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a text is taken for.
 *
 * @param name as it is given to {@code --kind}
 * @param type the type of message; empty when it is no JSON
 */
public record Kind(String name, Optional<MessageType<?>> type) {

    static final String CERTIFICATES = "certificateChain";
    static final String CSR = "csr";
    static final String CAA = "caa";
    static final String DNS_PERSIST = "dnsPersist";
    static final String CERTIFICATE_ID = "certificateIdentifier";
    static final String KEY_AUTHORIZATION = "keyAuthorization";
    static final String HTTP = "http";

    private static final List<Kind> ALL = all();

    /**
     * Finds a kind.
     *
     * @param name its name, upper and lower case alike
     * @return the kind; empty when there is none of that name
     */
    public static Optional<Kind> named(String name) {
        return ALL.stream().filter(kind -> kind.name().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * {@return the names of all kinds}
     */
    public static List<String> names() {
        return ALL.stream().map(Kind::name).toList();
    }

    static Kind of(MessageType<?> type) {
        return new Kind(type.name().replace(' ', '-'), Optional.of(type));
    }

    /** The types of responses to challenges, that of the empty object first. */
    static List<MessageType<?>> responses() {
        Map<String, MessageType<?>> types = new LinkedHashMap<>();
        ChallengeType.known().stream().map(ChallengeResponse::type).forEach(type -> types.put(type.name(), type));
        return List.copyOf(types.values());
    }

    private static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        Messages.types().forEach(type -> kinds.add(of(type)));
        responses().forEach(type -> kinds.add(of(type)));
        for (String name : List.of(CERTIFICATES, CSR, CAA, DNS_PERSIST, CERTIFICATE_ID, KEY_AUTHORIZATION, HTTP)) {
            kinds.add(new Kind(name, Optional.empty()));
        }
        return List.copyOf(kinds);
    }
}
