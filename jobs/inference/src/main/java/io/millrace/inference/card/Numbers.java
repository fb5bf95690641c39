package io.millrace.inference.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Numbers by their text and not by YAML's own rules, which take {@code 010} for 8, {@code 1:30} for
 * 90 and {@code 1e-5} for a text.
 */
final class Numbers {

    private Numbers() {}

    static Optional<Double> parse(String text) {
        return switch (text) {
            case ".nan", ".NaN", ".NAN", "NaN", "null", "~", "" -> Optional.of(Double.NaN);
            case ".inf", "+.inf", ".Inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-.inf", "-.Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "true" -> Optional.of(1.0);
            case "false" -> Optional.of(0.0);
            default -> decimal(text);
        };
    }

    private static Optional<Double> decimal(String text) {
        try {
            // Java alone takes "1f" and "1d" for numbers
            char last = text.charAt(text.length() - 1);
            return Character.isLetter(last) ? Optional.empty() : Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Double> rate(String text) {
        return decimal(text).filter(rate -> rate >= 0 && rate <= 1);
    }

    static Optional<Double> tolerance(String text) {
        return decimal(text).filter(tolerance -> tolerance >= 0);
    }

    static List<Double> list(List<Node> nodes, String what, Problems problems) {
        List<Double> numbers = new ArrayList<>();
        for (Node node : nodes) {
            Optional<Double> number =
                    node instanceof ScalarNode scalar ? parse(scalar.getValue()) : Optional.empty();
            number.ifPresentOrElse(
                    numbers::add, () -> problems.at(node, what + " must be a list of numbers"));
        }
        return numbers;
    }
}
