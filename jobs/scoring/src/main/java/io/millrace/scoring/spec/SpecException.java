package io.millrace.scoring.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the user wrote cannot be used. Carries everything that was found, not the first only. */
public final class SpecException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public SpecException(List<Problem> problems) {
        super(render(problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one problem, in the order of the files' lines. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * A line a problem. A variable that is not set is one problem, in however many places it is
     * asked for.
     */
    public List<String> lines() {
        return lines(problems);
    }

    private static List<String> lines(List<Problem> problems) {
        Map<String, List<Problem>> unset = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Problem problem : problems) {
            Placeholder.unset(problem.message())
                    .ifPresent(
                            name ->
                                    unset.computeIfAbsent(name, n -> new ArrayList<>())
                                            .add(problem));
        }
        for (Problem problem : problems) {
            Optional<String> name = Placeholder.unset(problem.message());
            if (name.isEmpty()) {
                lines.add(problem.toString());
            } else if (unset.get(name.get()).get(0).equals(problem)) {
                lines.add(problem + elsewhere(unset.get(name.get())));
            }
        }
        return lines;
    }

    /** The other places: of the same file by line, of others by file too. */
    private static String elsewhere(List<Problem> places) {
        Problem first = places.get(0);
        if (places.size() == 1) {
            return "";
        }
        return places.stream()
                .skip(1)
                .map(
                        place ->
                                place.file().equals(first.file())
                                        ? "line " + place.line()
                                        : new Position(place.file(), place.line()).toString())
                .distinct()
                .collect(Collectors.joining(", ", "; asked for too in ", ""));
    }

    private static String render(List<Problem> problems) {
        List<String> lines = lines(problems);
        if (lines.size() == 1) {
            return lines.get(0);
        }
        return lines.stream()
                .map(line -> "\n  " + line)
                .collect(Collectors.joining("", lines.size() + " problems:", ""));
    }
}
