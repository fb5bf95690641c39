package io.millrace.scoring.spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Where each part of {@code features.yaml} stands, by path: {@code
 * views.telemetry.aggregations[0].columns[2]}.
 */
public final class Positions {

    /**
     * @param written the scalar as it stands in the file, {@code ${NAME}} not replaced; null for
     *     lists and for mappings that have no short form
     */
    private record Place(int line, @Nullable String written) {}

    private final Path file;
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** Scalars with the environment's values in them; for comparing, not for showing. */
    private final Map<String, String> values = new LinkedHashMap<>();

    Positions(Path file) {
        this.file = file;
    }

    void put(String path, int line, @Nullable String written) {
        places.putIfAbsent(path, new Place(line, written));
    }

    void putValue(String path, String value) {
        values.putIfAbsent(path, value);
    }

    /** Says in one text what a mapping at a path means, {@code ${NAME}} not replaced. */
    void describe(String path, String written) {
        places.computeIfPresent(path, (key, place) -> new Place(place.line(), written));
    }

    /** Another name for a path that was put: the long form of what the user wrote in short. */
    void alias(String path, String existing) {
        places.putIfAbsent(path, places.get(existing));
        values.computeIfAbsent(path, added -> values.get(existing));
    }

    /** The line of a path, or of the nearest part around it that the user wrote. */
    public Position at(String path) {
        String part = path;
        while (!places.containsKey(part) && !part.isEmpty()) {
            part = parent(part);
        }
        Place place = places.get(part);
        return new Position(file, place == null ? 0 : place.line());
    }

    /**
     * The first place under a path where a name is written, such as a column that turned out not to
     * exist; the path's own position when there is none.
     */
    public Position find(String under, String name) {
        return at(pathOf(under, name));
    }

    /** The first path under a path where a value is written; otherwise the path itself. */
    String pathOf(String under, String value) {
        return values.entrySet().stream()
                .filter(entry -> isWithin(entry.getKey(), under))
                .filter(entry -> value.equals(entry.getValue()))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(under);
    }

    /** The scalar at a path as it stands in the file; empty when the user did not write it. */
    public Optional<String> written(String path) {
        return Optional.ofNullable(places.get(path)).map(Place::written);
    }

    boolean contains(String path) {
        return places.containsKey(path);
    }

    private static boolean isWithin(String path, String under) {
        return path.startsWith(under)
                && (under.isEmpty()
                        || path.length() == under.length()
                        || ".[".indexOf(path.charAt(under.length())) >= 0);
    }

    private static String parent(String path) {
        int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return cut < 0 ? "" : path.substring(0, cut);
    }
}
