package dev.akme.ca;

import java.util.EnumMap;
import java.util.Map;

/** What each {@link Deviation} does. */
final class Effects {

    private static final Map<Deviation, Effect> ALL = all();

    private Effects() {}

    static Effect of(Deviation deviation) {
        Effect effect = ALL.get(deviation);
        if (effect == null) {
            throw new IllegalStateException("nobody knows what " + deviation + " does");
        }
        return effect;
    }

    private static Map<Deviation, Effect> all() {
        Map<Deviation, Effect> all = new EnumMap<>(Deviation.class);
        HttpEffects.addTo(all);
        DirectoryEffects.addTo(all);
        AccountEffects.addTo(all);
        ProblemEffects.addTo(all);
        OrderEffects.addTo(all);
        AuthorizationEffects.addTo(all);
        return all;
    }
}
