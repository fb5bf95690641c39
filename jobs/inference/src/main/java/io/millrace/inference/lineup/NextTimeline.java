package io.millrace.inference.lineup;

import io.millrace.inference.lineup.Timeline.Office;
import io.millrace.inference.lineup.Timeline.Reign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** The step from one timeline to the next. */
final class NextTimeline {

    private final Timeline before;
    private final Map<String, LineupEntry> entries;
    private final long now;
    private final Map<String, Office> offices;

    NextTimeline(Timeline before, Lineup lineup, long now) {
        this.before = before;
        this.entries = lineup.byVersion();
        this.now = now;
        this.offices = offices();
    }

    /**
     * Champions by when they took office, or will. A decision that was known before keeps its rank;
     * a new one comes after all that are in office, whatever the clock says.
     */
    private Map<String, Office> offices() {
        long latest =
                before.offices().entrySet().stream()
                        .filter(office -> isKnown(office.getKey()))
                        .mapToLong(office -> office.getValue().rank())
                        .filter(rank -> rank <= now)
                        .max()
                        .orElse(Long.MIN_VALUE);
        Map<String, Office> offices = new LinkedHashMap<>();
        for (LineupEntry entry : entries.values()) {
            if (entry.role() == Role.CHAMPION) {
                Office known = before.offices().get(entry.version());
                boolean same = known != null && known.sequence() == entry.sequence();
                long from = entry.inForce(now) ? now : entry.effectiveAt();
                Office fresh = new Office(entry.sequence(), Math.max(from, latest));
                offices.put(entry.version(), same ? known : fresh);
            }
        }
        return offices;
    }

    private boolean isKnown(String version) {
        return entries.containsKey(version);
    }

    Timeline build() {
        Cast current = before.at(now);
        Cast cast = cast(current, now);
        List<Reign> reigns = new ArrayList<>();
        if (cast.equals(current)) {
            before.reigns().stream().filter(reign -> reign.from() <= now).forEach(reigns::add);
        }
        if (reigns.isEmpty()) {
            reigns.add(new Reign(Long.MIN_VALUE, cast));
        }
        for (long time : timesToCome()) {
            Cast then = cast(cast, time);
            if (!then.equals(cast)) {
                reigns.add(new Reign(time, then));
            }
            cast = then;
        }
        List<ModelVersion> models = new ArrayList<>(before.models().values());
        entries.values().forEach(entry -> models.add(entry.model()));
        return Timeline.of(reigns, models, offices);
    }

    private Iterable<Long> timesToCome() {
        TreeSet<Long> times = new TreeSet<>();
        entries.values().stream()
                .map(LineupEntry::effectiveAt)
                .filter(Objects::nonNull)
                .filter(time -> time > now)
                .forEach(times::add);
        return times;
    }

    /**
     * The cast at a time. A version whose entry does not count yet goes on with what it did;
     * without any champion, whoever was champion goes on.
     */
    private Cast cast(Cast earlier, long time) {
        String champion = champion(time).orElse(earlier.champion());
        Map<String, Integer> shares = new LinkedHashMap<>();
        earlier.canaries().forEach(canary -> shares.put(canary.version(), canary.share()));
        List<Cast.Canary> canaries = new ArrayList<>();
        List<String> challengers = new ArrayList<>();
        entries.values().stream()
                .filter(entry -> !entry.version().equals(champion))
                .sorted(Comparator.comparing(LineupEntry::version))
                .forEach(
                        entry -> {
                            String version = entry.version();
                            boolean counts = entry.inForce(time);
                            Integer share = counts ? share(entry) : shares.get(version);
                            boolean challenges =
                                    counts
                                            ? entry.role() == Role.CHALLENGER
                                            : earlier.challengers().contains(version);
                            if (share != null) {
                                canaries.add(new Cast.Canary(version, share));
                            } else if (challenges) {
                                challengers.add(version);
                            }
                        });
        return new Cast(champion, canaries, challengers);
    }

    private static Integer share(LineupEntry entry) {
        return entry.role() == Role.CANARY ? entry.share() : null;
    }

    private Optional<String> champion(long time) {
        return entries.values().stream()
                .filter(entry -> entry.role() == Role.CHAMPION && entry.inForce(time))
                .max(
                        Comparator.<LineupEntry>comparingLong(
                                        entry -> offices.get(entry.version()).rank())
                                .thenComparingLong(LineupEntry::sequence))
                .map(LineupEntry::version);
    }
}
