package io.millrace.features.stage;

import io.millrace.features.definition.AggregationDefinition;
import io.millrace.features.definition.EntityDefinition;
import io.millrace.features.definition.ViewDefinition;
import io.millrace.features.definition.Window;
import io.millrace.features.plan.BoundSource;
import io.millrace.features.plan.EntityPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;

/**
 * The fixture of the stage's tests: readings of machines, their errors as a change log with commit
 * times, and the machines themselves.
 */
final class Plant {
    static final RowType READINGS =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new IntType(),
                        new LocalZonedTimestampType(3),
                        new DoubleType(),
                        new BooleanType(),
                        new VarCharType(VarCharType.MAX_LENGTH)
                    },
                    new String[] {"machine_id", "event_time", "volt", "shaking", "note"});
    static final RowType ERRORS =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new BigIntType(false),
                        new IntType(),
                        new VarCharType(20),
                        new LocalZonedTimestampType(3),
                        new BigIntType()
                    },
                    new String[] {"error_id", "machine_id", "code", "occurred_at", "op_ts"});
    static final RowType MACHINES =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new IntType(false), new VarCharType(20), new IntType(), new BigIntType()
                    },
                    new String[] {"machine_id", "model", "age", "op_ts"});
    static final EntityDefinition MACHINE = new EntityDefinition("machine", List.of("machine_id"));

    private Plant() {}

    static BoundSource readings() {
        return new BoundSource("readings", READINGS, 1, -1, false, Map.of("volt > 200", 3));
    }

    static Map<String, BoundSource> sources() {
        return Map.of(
                "errors", new BoundSource("errors", ERRORS, 3, 4, true, Map.of()),
                "machines", new BoundSource("machines", MACHINES, 3, 3, true, Map.of()));
    }

    static ViewDefinition telemetry() {
        return windowed(
                "telemetry",
                "readings",
                new AggregationDefinition(
                        List.of("volt"),
                        List.of("mean", "stddev", "min", "max", "sum", "last", "slope"),
                        List.of(window("1h"), window("10m")),
                        null),
                new AggregationDefinition(List.of(), List.of("count"), List.of(window("1h")), null),
                new AggregationDefinition(
                        List.of("note"), List.of("last"), List.of(window("1h")), "volt > 200"));
    }

    static ViewDefinition errors() {
        return windowed(
                "errors",
                "errors",
                new AggregationDefinition(
                        List.of(),
                        List.of("count", "time_since_last"),
                        List.of(window("1h")),
                        null),
                new AggregationDefinition(
                        List.of("code"), List.of("last"), List.of(window("1h")), null));
    }

    static ViewDefinition profile() {
        return new ViewDefinition(
                "profile",
                "machine",
                "machines",
                List.of(),
                List.of("model", "age"),
                Duration.ZERO,
                null,
                false,
                List.of());
    }

    static ViewDefinition windowed(
            String name, String source, AggregationDefinition... aggregations) {
        return new ViewDefinition(
                name,
                "machine",
                source,
                List.of(aggregations),
                List.of(),
                Duration.ZERO,
                null,
                false,
                List.of());
    }

    /** Such as 10m or 1h. */
    static Window window(String label) {
        return new Window(label, Duration.parse("PT" + label));
    }

    static EntityPlan plan(ViewDefinition... views) {
        return EntityPlan.of(MACHINE, List.of(views), readings(), sources());
    }

    static RowData reading(Integer machine, Long time, Double volt) {
        return reading(machine, time, volt, null);
    }

    static RowData reading(Integer machine, Long time, Double volt, String note) {
        return GenericRowData.of(
                machine,
                time == null ? null : TimestampData.fromEpochMillis(time),
                volt,
                volt == null ? null : (Object) (volt > 200),
                note == null ? null : StringData.fromString(note));
    }

    static RowData error(
            RowKind kind, long id, Integer machine, String code, long occurred, long known) {
        return GenericRowData.ofKind(
                kind,
                id,
                machine,
                StringData.fromString(code),
                TimestampData.fromEpochMillis(occurred),
                known);
    }

    static RowData machine(RowKind kind, int machine, String model, Integer age, long known) {
        return GenericRowData.ofKind(kind, machine, StringData.fromString(model), age, known);
    }
}
