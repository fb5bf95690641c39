package io.millrace.features.plan;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Checks the durations of one view. */
final class WindowLengths {
    /** Far more than any history, far from where arithmetic in milliseconds overflows. */
    private static final Duration LONGEST = Duration.ofDays(100 * 366L);

    private final ViewDefinition view;
    private final BoundSource source;
    private final Problems problems;
    private final String place;

    WindowLengths(ViewDefinition view, BoundSource source, Problems problems) {
        this.view = view;
        this.source = source;
        this.problems = problems;
        this.place = "view " + view.name();
    }

    /** Distinct lengths of all good windows in milliseconds. */
    List<Long> ascending() {
        checkLateness();
        boolean hop = checkHop();
        TreeSet<Long> lengths = new TreeSet<>();
        for (AggregationDefinition aggregation : view.aggregations()) {
            if (aggregation.windows().isEmpty()) {
                problems.add(place, "an aggregation names no window, such as 1h");
            }
            for (Window window : aggregation.windows()) {
                if (check(window, hop)) {
                    lengths.add(millis(window));
                }
            }
        }
        return List.copyOf(lengths);
    }

    static long millis(Window window) {
        return window.length().compareTo(LONGEST) > 0 ? -1 : window.length().toMillis();
    }

    private boolean check(Window window, boolean hop) {
        String label = "window " + window.label();
        Duration length = window.length();
        if (length.isNegative() || length.isZero()) {
            problems.add(place, label + " must be longer than 0");
            return false;
        }
        if (length.compareTo(LONGEST) > 0) {
            problems.add(place, label + " is longer than 100 years");
            return false;
        }
        if (!Duration.ofMillis(length.toMillis()).equals(length)) {
            problems.add(place, label + " is not a whole number of milliseconds");
            return false;
        }
        if (hop && length.toMillis() % view.hop().toMillis() != 0) {
            problems.add(
                    place,
                    label
                            + " is not a multiple of the hop of "
                            + view.hop().toMillis()
                            + " ms; choose a hop that divides every window");
        }
        return true;
    }

    private void checkLateness() {
        if (view.lateness().isNegative() || view.lateness().compareTo(LONGEST) > 0) {
            problems.add(place, "lateness " + view.lateness() + " must be from 0 to 100 years");
        }
    }

    /** Whether there is a hop to divide windows by. */
    private boolean checkHop() {
        if (view.hop() == null) {
            return false;
        }
        if (view.hop().isNegative() || view.hop().toMillis() == 0) {
            problems.add(place, "hop " + view.hop() + " must be at least a millisecond");
            return false;
        }
        if (!view.latest().isEmpty()) {
            problems.add(place, "hop has no meaning for latest columns");
        }
        if (source.changelog()) {
            problems.add(
                    place,
                    "hop cannot follow the updates and deletes of "
                            + source.table()
                            + ", because tiles do not keep rows; leave it out");
        }
        return true;
    }
}
