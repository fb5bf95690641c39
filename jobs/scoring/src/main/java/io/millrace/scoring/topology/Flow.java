package io.millrace.scoring.topology;

import io.millrace.features.plan.BoundSource;
import io.millrace.scoring.sql.TableStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * The spine's rows on their way through the stages: each stage appends its columns.
 *
 * @param spine the spine as it was read; its columns come first in {@code type}
 */
record Flow(SourceTables.Bound spine, RowType type, DataStream<RowData> rows) {

    static Flow of(SourceTables.Bound spine) {
        return new Flow(spine, spine.table().type(), spine.table().rows());
    }

    Flow then(RowType type, DataStream<RowData> rows) {
        return new Flow(spine, type, rows);
    }

    /** The spine as the next stage sees it. */
    BoundSource source() {
        BoundSource read = spine.source();
        return new BoundSource(
                read.table(),
                type,
                read.timeIndex(),
                read.knownIndex(),
                read.changelog(),
                read.conditions());
    }

    /** The event time's column. */
    String time() {
        return type.getFieldNames().get(spine.source().timeIndex());
    }

    /** Without the columns that only the views needed. */
    Flow withoutConditions() {
        List<Integer> kept = new ArrayList<>();
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            if (!SourceTables.isCondition(type.getFieldNames().get(i))) {
                kept.add(i);
                fields.add(type.getFields().get(i));
            }
        }
        if (kept.size() == type.getFieldCount()) {
            return this;
        }
        RowType projected = new RowType(false, fields);
        return then(
                projected,
                rows.map(new KeptColumns(kept))
                        .returns(InternalTypeInfo.of(projected))
                        .uid("features-columns")
                        .name("features without conditions"));
    }

    TableStream table(String name) {
        return TableStream.of(name, type, rows, time());
    }
}
