package io.millrace.scoring.topology;

import io.millrace.features.definition.SourceDefinition;
import io.millrace.scoring.Purpose;
import io.millrace.scoring.spec.LookupSpec;
import io.millrace.scoring.spec.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which tables a specification needs, and how. */
final class TableNeeds {

    private TableNeeds() {}

    /** Tables whose rows flow through the job; the caller may add to them. */
    static List<String> read(ModelSpec spec, Purpose purpose) {
        List<String> read = new ArrayList<>();
        spec.sources().forEach(source -> read.add(source.table()));
        if (purpose == Purpose.TRAINING_SET) {
            spec.lookups().forEach(lookup -> read.add(lookup.table()));
        } else {
            read.add(spec.model().input());
            Optional.ofNullable(spec.model().registry()).ifPresent(read::add);
        }
        return read;
    }

    /** Tables that are asked for one key at a time. */
    static List<String> asked(ModelSpec spec, Purpose purpose) {
        return purpose == Purpose.SCORE
                ? spec.lookups().stream().map(LookupSpec::table).toList()
                : List.of();
    }

    /** Tables of which rows that could not be read are set apart. */
    static List<String> split(ModelSpec spec) {
        return spec.sources().stream()
                .filter(source -> source.error() != null)
                .map(SourceDefinition::table)
                .toList();
    }
}
