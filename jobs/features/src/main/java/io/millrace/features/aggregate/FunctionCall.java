package io.millrace.features.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/**
 * An aggregation as a definition names it: {@code mean}, {@code quantile(0.99)}, {@code
 * histogram(0, 10, 50) as sizes}.
 *
 * @param name of the function
 * @param parameters none for a function without
 * @param alias takes the place of the function in features' names; null: the function's own label
 */
public record FunctionCall(String name, List<String> parameters, @Nullable String alias) {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*([A-Za-z_]\\w*)\\s*(?:\\(([^()]*)\\))?(?:\\s*\\bas\\s+([A-Za-z_]\\w*))?\\s*");

    public FunctionCall {
        parameters = List.copyOf(parameters);
    }

    /** A function for one column of features, and what names it there. */
    public record Column(String label, AggregateFunction function) {}

    /** Reads a call; what has not its form is taken as a name, which no function has. */
    public static FunctionCall parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new FunctionCall(text, List.of(), null);
        }
        String list = form.group(2);
        List<String> parameters =
                list == null || list.isBlank()
                        ? List.of()
                        : Arrays.stream(list.split(",", -1)).map(String::strip).toList();
        return new FunctionCall(form.group(1), parameters, form.group(3));
    }

    /** The function without its parameters; empty when no function has the name. */
    public Optional<AggregateFunction> function() {
        return AggregateFunctions.named(name);
    }

    /**
     * The function with its parameters, once for each column of features.
     *
     * @throws IllegalArgumentException when there is no such function, or it does not take the
     *     parameters; the message says what it takes
     */
    public List<Column> columns() {
        AggregateFunction function =
                function().orElseThrow(() -> new IllegalArgumentException("no function " + name));
        List<AggregateFunction> functions;
        try {
            functions = function.with(parameters);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
        List<Column> columns = new ArrayList<>();
        for (AggregateFunction each : functions) {
            String own = alias == null ? each.label() : alias;
            boolean numbered = alias != null && functions.size() > 1;
            columns.add(new Column(numbered ? own + "_" + (columns.size() + 1) : own, each));
        }
        return columns;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String list = parameters.isEmpty() ? "" : "(" + String.join(", ", parameters) + ")";
        return name + list + (alias == null ? "" : " as " + alias);
    }
}
