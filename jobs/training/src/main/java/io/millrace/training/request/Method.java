package io.millrace.training.request;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the model is fitted.
 *
 * @param parameters of the algorithm, as written by the user; what is left out has its default
 * @param seed the same seed and rows give the same bytes
 */
public record Method(Task task, Algorithm algorithm, Map<String, String> parameters, long seed) {
    public Method {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(algorithm, "algorithm");
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
