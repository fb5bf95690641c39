package io.millrace.scoring.topology;

import io.millrace.scoring.spec.LateSpine;
import io.millrace.scoring.spec.SpineSpec;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/** What happens to the rows of the spine before and after the entities see them. */
final class SpineStage {

    private final SpineSpec spec;
    private final Rejections rejections;

    SpineStage(SpineSpec spec, Rejections rejections) {
        this.spec = spec;
        this.rejections = rejections;
    }

    /** Late rows are scored, unless the user would rather see them rejected. */
    Flow inTime(Flow spine) {
        if (spec.late() == LateSpine.SCORE) {
            return spine;
        }
        LateSplit split = new LateSplit(spine.source());
        SingleOutputStreamOperator<RowData> rows =
                spine.rows()
                        .process(split)
                        .returns(InternalTypeInfo.of(spine.type()))
                        .uid("spine-late")
                        .name("spine: late rows");
        rejections.add(
                "spine",
                spec.table(),
                Rejection.type(spine.type()),
                rows.getSideOutput(split.rejected()));
        return spine.then(spine.type(), rows);
    }

    /**
     * Of a change log, the rows to be scored. Not before the entities: corrections and deletions
     * must reach the views over the spine's own table.
     */
    Flow toScore(Flow flow) {
        if (!flow.source().changelog()) {
            return flow;
        }
        return flow.then(
                flow.type(),
                flow.rows()
                        .flatMap(new SpineRows(spec.scoreUpdates()))
                        .returns(InternalTypeInfo.of(flow.type()))
                        .uid("spine-inserts")
                        .name("spine: rows to score"));
    }
}
