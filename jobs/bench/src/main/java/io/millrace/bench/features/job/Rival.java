package io.millrace.bench.features.job;

import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** What can be measured. */
public enum Rival {
    MILLRACE("Millrace, exact", Answer.EVENT, 3) {
        @Override
        DataStream<RowData> build(DataStream<RowData> events, Setting setting) {
            return FeatureJob.sum(events, setting, false);
        }
    },
    MILLRACE_HOP("Millrace, hop 1 min", Answer.EVENT_HOP, 3) {
        @Override
        DataStream<RowData> build(DataStream<RowData> events, Setting setting) {
            return FeatureJob.sum(events, setting, true);
        }
    },
    SLIDING("Flink sliding windows", Answer.MINUTE, 2) {
        @Override
        DataStream<RowData> build(DataStream<RowData> events, Setting setting) {
            return SlidingJob.sum(events, setting);
        }
    },
    OVER("Flink SQL OVER", Answer.EVENT_CLOSED, 2) {
        @Override
        DataStream<RowData> build(DataStream<RowData> events, Setting setting) {
            return SqlJob.over(events, setting);
        }
    },
    HOP("Flink SQL HOP", Answer.MINUTE, 2) {
        @Override
        DataStream<RowData> build(DataStream<RowData> events, Setting setting) {
            return SqlJob.hop(events, setting);
        }
    },
    FLOOR("source and keyBy alone", Answer.NOTHING, 2) {
        @Override
        DataStream<RowData> build(DataStream<RowData> events, Setting setting) {
            return events.keyBy(new EventKey())
                    .process(new PassOn())
                    .returns(events.getType())
                    .uid("pass-on");
        }
    };

    private final String title;
    private final Answer answer;
    private final int sumColumn;

    Rival(String title, Answer answer, int sumColumn) {
        this.title = title;
        this.answer = answer;
        this.sumColumn = sumColumn;
    }

    /** All that are asked for one sum over one window. */
    public static List<Rival> ofSum() {
        return List.of(MILLRACE, MILLRACE_HOP, SLIDING, OVER, HOP, FLOOR);
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** What its results say. */
    public Answer answer() {
        return answer;
    }

    /** The column of a result that holds the sum. */
    int sumColumn() {
        return sumColumn;
    }

    int columns() {
        return 1;
    }

    int late() {
        return 0;
    }

    abstract DataStream<RowData> build(DataStream<RowData> events, Setting setting);
}
