package io.millrace.scoring.spec;

import io.millrace.features.aggregate.FunctionCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * Reads the {@code functions} of an aggregation: a name, or a mapping of the name to its
 * parameters, with {@code as} beside it for another name in features' names.
 *
 * <pre>
 * functions: [mean, { quantile: 0.99 }, { histogram: [0, 10, 50], as: sizes }, count as all]
 * </pre>
 */
final class FunctionReader {

    private static final String ALIAS = "as";
    private static final String EXAMPLE = "{ quantile: 0.99 } or { last_k: 5, as: newest }";

    private FunctionReader() {}

    /** The calls as {@link FunctionCall} reads them, each once. */
    static List<String> functions(Value value) {
        if (value.isNull() || (value.isList() && value.items().isEmpty())) {
            value.problem("is empty; name at least one function");
        }
        Set<String> seen = new HashSet<>();
        List<String> calls = new ArrayList<>();
        for (Value item : items(value)) {
            Optional<String> call = item.isMapping() ? mapping(item) : name(item);
            call.ifPresent(
                    text -> {
                        if (seen.add(text)) {
                            calls.add(text);
                        } else {
                            item.problem(quoted(item) + " is listed twice; leave one out");
                        }
                    });
        }
        return calls;
    }

    private static List<Value> items(Value value) {
        if (!value.isMapping()) {
            return value.items();
        }
        String path = value.path() + "[0]";
        return List.of(new Value(value.reading(), value.node(), value.line(), path));
    }

    private static Optional<String> name(Value item) {
        String text = item.text();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> mapping(Value item) {
        Map<String, Value> entries = item.entries();
        List<String> names = entries.keySet().stream().filter(key -> !key.equals(ALIAS)).toList();
        if (names.size() != 1) {
            item.problem("names %d functions; write %s".formatted(names.size(), EXAMPLE));
            return Optional.empty();
        }
        String name = names.get(0);
        if (!Value.fitsInColumnNames(name)) {
            item.problem('"' + name + "\" is no function's name; write " + EXAMPLE);
            return Optional.empty();
        }
        return call(item, name, entries.get(name), entries.get(ALIAS));
    }

    private static Optional<String> call(
            Value item, String name, Value parameters, @Nullable Value alias) {
        List<Value> items = parameters.items();
        List<String> texts = new ArrayList<>();
        for (Value each : items) {
            each.scalar().ifPresent(texts::add);
        }
        String as = alias == null ? null : alias.name();
        if (texts.size() < items.size() || "".equals(as)) {
            return Optional.empty();
        }
        Positions positions = item.reading().positions();
        List<String> written = items.stream().map(each -> written(positions, each)).toList();
        String writtenAs = alias == null ? null : written(positions, alias);
        positions.describe(item.path(), new FunctionCall(name, written, writtenAs).toString());
        String call = new FunctionCall(name, texts, as).toString();
        positions.putValue(item.path(), call);
        return Optional.of(call);
    }

    private static String written(Positions positions, Value scalar) {
        return positions.written(scalar.path()).orElse("");
    }

    private static String quoted(Value item) {
        return '"' + written(item.reading().positions(), item) + '"';
    }
}
