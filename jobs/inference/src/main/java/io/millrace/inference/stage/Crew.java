package io.millrace.inference.stage;

import io.millrace.inference.lineup.Cast;
import java.util.List;
import javax.annotation.Nullable;

/** A cast, with the models that play it. */
final class Crew {

    private final Lane champion;
    private final Lane[] canaries;

    /** Of each canary the first bucket that is no longer its own. */
    private final int[] ends;

    private final Lane[] challengers;

    /** {@code shadows} false: challengers do nothing. */
    Crew(Cast cast, Lanes lanes, boolean shadows) {
        this.champion = lanes.get(cast.champion());
        List<Cast.Canary> shares = cast.canaries();
        this.canaries = new Lane[shares.size()];
        this.ends = new int[shares.size()];
        int end = 0;
        for (int i = 0; i < canaries.length; i++) {
            end += shares.get(i).share();
            canaries[i] = lanes.get(shares.get(i).version());
            ends[i] = end;
        }
        this.challengers =
                shadows
                        ? cast.challengers().stream().map(lanes::get).toArray(Lane[]::new)
                        : new Lane[0];
    }

    Lane champion() {
        return champion;
    }

    boolean hasCanaries() {
        return canaries.length > 0;
    }

    /** Who scores the keys of this bucket; null: the champion. */
    @Nullable
    Lane canary(int bucket) {
        for (int i = 0; i < ends.length; i++) {
            if (bucket < ends[i]) {
                return canaries[i];
            }
        }
        return null;
    }

    Lane[] challengers() {
        return challengers;
    }
}
