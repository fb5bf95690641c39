package io.millrace.inference.lineup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Casts by the event time from which they score: what one subtask has done, does, and is going to
 * do. Immutable.
 *
 * <pre>
 *   event time ──────────────────┬──────────────────┬─────────▶
 *     from the beginning: cast 1 │ from T1: cast 2  │ from T2: cast 3
 * </pre>
 *
 * A change whose time has passed, or that has none, replaces everything up to now: rows that come
 * after it are scored by the new cast whatever their event time. A change whose time is to come
 * begins a cast of its own at exactly that time; the cast before it stays known for rows that are
 * late, for {@link #GRACE}.
 *
 * @param reigns at least one, by ascending time; the first from {@link Long#MIN_VALUE}
 * @param models of all casts, by version
 * @param offices when champions took office, by version: the later one rules
 */
public record Timeline(
        List<Reign> reigns, Map<String, ModelVersion> models, Map<String, Office> offices) {

    /** How late a row may be and still find the cast of its time. */
    public static final Duration GRACE = Duration.ofHours(1);

    /** A cast, from an event time in epoch milliseconds on. */
    public record Reign(long from, Cast cast) {}

    /**
     * When a decision to make a version champion counts from.
     *
     * @param rank event time, for comparing only
     */
    public record Office(long sequence, long rank) {}

    public Timeline {
        reigns = List.copyOf(reigns);
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        offices = Collections.unmodifiableMap(new LinkedHashMap<>(offices));
    }

    /** One model for all rows. */
    public static Timeline of(ModelVersion only) {
        Reign reign = new Reign(Long.MIN_VALUE, Cast.of(only.version()));
        return new Timeline(List.of(reign), Map.of(only.version(), only), Map.of());
    }

    /** The cast for a row of this event time. */
    public Cast at(long time) {
        int i = reigns.size() - 1;
        while (i > 0 && reigns.get(i).from() > time) {
            i--;
        }
        return reigns.get(i).cast();
    }

    /**
     * What becomes of this when the registry wants a lineup.
     *
     * @param now event time in epoch milliseconds up to which rows have been scored; {@link
     *     Long#MIN_VALUE} before the first
     */
    public Timeline next(Lineup lineup, long now) {
        return new NextTimeline(this, lineup, now).build();
    }

    /** Without the casts that only rows later than {@link #GRACE} would need. */
    public Timeline forget(long now) {
        int first = 0;
        while (first + 1 < reigns.size()
                && reigns.get(first + 1).from() <= now - GRACE.toMillis()
                && now > Long.MIN_VALUE + GRACE.toMillis()) {
            first++;
        }
        if (first == 0) {
            return this;
        }
        List<Reign> kept = new ArrayList<>(reigns.subList(first, reigns.size()));
        kept.set(0, new Reign(Long.MIN_VALUE, kept.get(0).cast()));
        return of(kept, models.values(), offices);
    }

    /**
     * With another model in the folder: it does what the folder's model did before.
     *
     * @param folder the model that the job was started with now
     */
    public Timeline withFolder(ModelVersion folder) {
        List<String> before =
                models.values().stream()
                        .filter(ModelVersion::folder)
                        .map(ModelVersion::version)
                        .toList();
        if (before.isEmpty()) {
            return this;
        }
        Map<String, ModelVersion> all = new LinkedHashMap<>(models);
        before.forEach(all::remove);
        all.putIfAbsent(folder.version(), folder);
        List<Reign> renamed =
                reigns.stream()
                        .map(
                                reign ->
                                        new Reign(
                                                reign.from(),
                                                renamed(reign.cast(), before, folder.version())))
                        .toList();
        return of(renamed, all.values(), offices);
    }

    private static Cast renamed(Cast cast, Collection<String> before, String now) {
        return before.contains(cast.champion())
                ? new Cast(now, cast.canaries(), without(cast.challengers(), now))
                : cast;
    }

    private static List<String> without(List<String> versions, String version) {
        return versions.stream().filter(other -> !other.equals(version)).toList();
    }

    /** Keeps of the models those that somebody needs. */
    static Timeline of(
            List<Reign> reigns, Collection<ModelVersion> models, Map<String, Office> offices) {
        Set<String> needed =
                reigns.stream()
                        .flatMap(reign -> reign.cast().versions().stream())
                        .collect(Collectors.toCollection(HashSet::new));
        Map<String, ModelVersion> kept = new LinkedHashMap<>();
        models.stream()
                .filter(model -> needed.contains(model.version()))
                .forEach(model -> kept.put(model.version(), model));
        return new Timeline(reigns, kept, offices);
    }
}
