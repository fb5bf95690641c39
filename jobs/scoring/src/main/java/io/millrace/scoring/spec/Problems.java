package io.millrace.scoring.spec;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects problems, so that a user sees all of them in one run. Several readers can report into
 * one collector; saying the same thing twice counts once.
 */
public final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();

    public void add(Path file, int line, String message) {
        add(new Problem(file, line, message));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public void addAll(Collection<Problem> problems) {
        found.addAll(problems);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems, by file in the order in which files first had one, then by line. */
    public List<Problem> list() {
        List<Path> files = found.stream().map(Problem::file).distinct().toList();
        return found.stream()
                .sorted(
                        Comparator.comparingInt((Problem problem) -> files.indexOf(problem.file()))
                                .thenComparingInt(Problem::line))
                .toList();
    }

    /**
     * Runs one reader and keeps its problems instead of failing, so that the next reader gets its
     * turn.
     *
     * @return what the reader returned; empty when it failed
     */
    public <T> Optional<T> attempt(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (SpecException e) {
            addAll(e.problems());
            return Optional.empty();
        }
    }

    /**
     * Ends the run if anything was found.
     *
     * @throws SpecException with everything that was collected
     */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new SpecException(list());
        }
    }
}
