package io.millrace.inference.registry;

import io.millrace.inference.stage.ScoringStage;
import io.millrace.inference.stage.SwitchingOutput;
import io.millrace.inference.stage.SwitchingPlan;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/**
 * Puts a model with a registry into a stream.
 *
 * <pre>
 *   registry ──▶ verifier (1) ══ lineups to all ══▶ model ──▶ scored, shadow, rejected
 *                    └──▶ refused                     ▲
 *   rows ─────────────────────────────────────────────┘
 * </pre>
 */
public final class RegistryStage {

    /** Enough for some hundred megabytes from an object store. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

    private RegistryStage() {}

    /**
     * What the stage emits.
     *
     * @param refused of {@link RegistryTable#refusedType}: rows of the registry that are not
     *     followed, with the reason
     */
    public record Output(SwitchingOutput scored, DataStream<RowData> refused) {}

    /** The verifier's uid: {@code model-<name>-registry}. The scoring operator's is its own. */
    public static String uid(SwitchingPlan plan) {
        return ScoringStage.uid(plan.folder()) + "-registry";
    }

    /**
     * Scores a stream of rows as a registry says.
     *
     * @param type of the rows
     * @param registry the table's rows; a change log's carry their kind, and without keys an insert
     *     replaces the version that it repeats
     * @param limit of one model's verification, its download included
     * @throws IllegalArgumentException with all that is wrong with the rows' columns
     */
    public static Output apply(
            SwitchingPlan plan,
            DataStream<RowData> rows,
            RowType type,
            RegistryTable table,
            DataStream<RowData> registry,
            Duration limit) {
        OutputTag<RowData> refused =
                new OutputTag<>("refused", InternalTypeInfo.of(RegistryTable.refusedType()));
        RegistryPlan verifier =
                new RegistryPlan(table, plan.folder(), type, plan.canaryKey() != null, limit);
        SingleOutputStreamOperator<RowData> lineups =
                registry.transform(
                                "Verify versions of " + plan.folder().card().name(),
                                InternalTypeInfo.of(ScoringStage.LINEUPS),
                                new VerifierOperatorFactory(verifier, refused))
                        .uid(uid(plan))
                        .forceNonParallel();
        return new Output(
                ScoringStage.apply(plan, rows, type, lineups), lineups.getSideOutput(refused));
    }
}
