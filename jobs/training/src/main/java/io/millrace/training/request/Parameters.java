package io.millrace.training.request;

import io.millrace.inference.card.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checked values of an algorithm's settings. */
public final class Parameters {

    private final Map<String, String> values = new TreeMap<>();

    private Parameters() {}

    /**
     * Checks what the user wrote and fills in the rest.
     *
     * @param given values by name, as the user wrote them
     * @param problems gets a line for each name that is not known and each value that cannot be
     */
    public static Parameters of(
            List<Parameter> known, Map<String, String> given, List<String> problems) {
        Parameters parameters = new Parameters();
        List<String> names = known.stream().map(Parameter::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                String way = Suggestion.of(name, names);
                problems.add(
                        "parameters: unknown '%s'%s"
                                .formatted(
                                        name,
                                        way.isEmpty()
                                                ? "; known: " + String.join(", ", names)
                                                : way));
            }
        }
        for (Parameter parameter : known) {
            String value = given.getOrDefault(parameter.name(), parameter.defaultValue());
            String complaint = parameter.complaint(value);
            if (!complaint.isEmpty()) {
                problems.add(
                        "parameters: %s %s, not '%s'"
                                .formatted(parameter.name(), complaint, value));
            }
            parameters.values.put(parameter.name(), value.trim());
        }
        return parameters;
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return value;
    }

    public int whole(String name) {
        return Integer.parseInt(text(name));
    }

    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    /** Of a list of sizes. */
    public int[] sizes(String name) {
        return Arrays.stream(text(name).split(","))
                .mapToInt(s -> Integer.parseInt(s.trim()))
                .toArray();
    }

    /** All of them, defaults included, by name. */
    public Map<String, String> all() {
        return new TreeMap<>(values);
    }
}
