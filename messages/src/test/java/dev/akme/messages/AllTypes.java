package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every declaration there is: the types of {@link Messages}, the families they stand for, and all inside them. */
final class AllTypes {

    private AllTypes() {}

    static List<Schema<?>> schemas() {
        Set<Schema<?>> all = new LinkedHashSet<>();
        Messages.types().forEach(type -> add(type, all));
        for (ChallengeType type : ChallengeType.known()) {
            add(challenge(type), all);
        }
        for (ChallengeType type : ChallengeType.known()) {
            add(ChallengeResponse.type(type), all);
        }
        return new ArrayList<>(all);
    }

    private static MessageType<?> challenge(ChallengeType type) {
        return Challenge.TYPE.read("{\"type\":\"" + type + "\"}").messageType();
    }

    private static void add(MessageType<?> type, Set<Schema<?>> all) {
        if (all.add((Schema<?>) type)) {
            for (Field<?> field : ((Schema<?>) type).fields()) {
                Codec<?> codec = field.codec();
                codec.schemas().forEach(inner -> add(inner, all));
            }
        }
    }
}
