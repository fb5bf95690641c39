package io.millrace.scoring.spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What one run of the reader has in hand: the environment given, problems and positions found. */
final class Reading {

    private final Path file;
    private final Map<String, String> environment;
    private final Problems problems;
    private final Positions positions;
    private final Masking masking = new Masking();

    Reading(Path file, Map<String, String> environment, Problems problems) {
        this.file = file;
        this.environment = environment;
        this.problems = problems;
        this.positions = new Positions(file);
    }

    Positions positions() {
        return positions;
    }

    Masking masking() {
        return masking;
    }

    /** A text for a message that may quote something else than the place at fault. */
    String mask(String text) {
        return masking.mask(text);
    }

    /** {@code path} is empty for the document itself. */
    void problem(int line, String path, String message) {
        problems.add(file, line, path.isEmpty() ? message : path + ": " + message);
    }

    /** A problem with something already read, at the place where it stands. */
    void problem(String path, String message) {
        problem(positions.at(path).line(), path, message);
    }

    /**
     * The scalar with the environment's values in it.
     *
     * @return empty when a variable is not set, which has then been reported
     */
    Optional<String> substitute(ScalarNode node, int line, String path) {
        String written = node.getValue();
        StringBuilder text = new StringBuilder();
        boolean complete = true;
        int from = 0;
        for (Placeholder placeholder : Placeholder.in(written)) {
            text.append(written, from, placeholder.start());
            Optional<String> value = placeholder.resolve(environment);
            if (value.isEmpty()) {
                problem(line, path, placeholder.complaint());
                complete = false;
            } else {
                text.append(value.get());
                remember(placeholder, value.get());
            }
            from = placeholder.end();
        }
        text.append(written, from, written.length());
        return complete ? Optional.of(text.toString()) : Optional.empty();
    }

    private void remember(Placeholder placeholder, String value) {
        if (value.equals(environment.get(placeholder.name()))) {
            masking.add(placeholder.name(), value);
        }
    }
}
