package io.millrace.bench.features.job;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** What can be measured. */
public enum Rival {
    /** One sum over one window. */
    MILLRACE("Millrace, exact", Answer.EVENT) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.sums(FeatureJob.sum(events, setting, false), 3);
        }
    },
    /** The same with a coarser tail. */
    MILLRACE_HOP("Millrace, hop 1 min", Answer.EVENT_HOP) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.sums(FeatureJob.sum(events, setting, true), 3);
        }
    },
    /** SlidingEventTimeWindows. */
    SLIDING("Flink sliding windows", Answer.MINUTE) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.sums(SlidingJob.sum(events, setting), 2);
        }
    },
    /** Flink SQL. */
    OVER("Flink SQL OVER", Answer.EVENT_CLOSED) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.sums(SqlJob.over(events, setting), 2);
        }
    },
    /** Flink SQL. */
    HOP("Flink SQL HOP", Answer.MINUTE) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.sums(SqlJob.hop(events, setting), 2);
        }
    },
    /** Stream slicing; only where its adapter was compiled. */
    SCOTTY("Scotty", Answer.MINUTE_ROUGHLY) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Peer scotty = peer().orElseThrow(Rival::notCompiled);
            Meter.sums(scotty.sum(events, setting), 0);
        }
    },
    /** What is around a rival. */
    FLOOR("source and keyBy alone", Answer.VALUE) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.sums(
                    events.keyBy(new EventKey())
                            .process(new PassOn())
                            .returns(events.getType())
                            .uid("pass-on"),
                    2);
        }
    },
    /** Many features over several windows. */
    LOAD("Millrace, real load", Answer.SPOT, RealLoad.COLUMNS, RealLoad.LATE) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.features(FeatureJob.load(events, setting), RealLoad.COLUMNS);
        }
    },
    /** The way into the stage alone. */
    ENTITY_ROWS("Millrace's rows", Answer.COUNT, ExchangeJob.COLUMNS, 0) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.rows(ExchangeJob.entityRows(events, setting));
        }
    },
    /** The same rows, sent nowhere. */
    WIDE_FLOOR("source alone", Answer.COUNT, ExchangeJob.COLUMNS, 0) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.rows(events);
        }
    },
    /** A class with a map, its type declared. */
    POJO("POJO with a declared map", Answer.COUNT, ExchangeJob.COLUMNS, 0) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.rows(ExchangeJob.pojos(events, true));
        }
    },
    /** The same as Flink takes it by itself. */
    POJO_KRYO("POJO with a map, by Kryo", Answer.COUNT, ExchangeJob.COLUMNS, 0) {
        @Override
        void build(DataStream<RowData> events, Setting setting) {
            Meter.rows(ExchangeJob.pojos(events, false));
        }
    };

    private final String title;
    private final Answer answer;
    private final int columns;
    private final int late;

    Rival(String title, Answer answer) {
        this(title, answer, 1, 0);
    }

    Rival(String title, Answer answer, int columns, int late) {
        this.title = title;
        this.answer = answer;
        this.columns = columns;
        this.late = late;
    }

    /** All that are asked for one sum over one window. */
    public static List<Rival> ofSum() {
        return peer().isPresent()
                ? List.of(MILLRACE, MILLRACE_HOP, SLIDING, OVER, HOP, SCOTTY, FLOOR)
                : List.of(MILLRACE, MILLRACE_HOP, SLIDING, OVER, HOP, FLOOR);
    }

    private static Optional<Peer> peer() {
        return ServiceLoader.load(Peer.class).findFirst();
    }

    private static IllegalStateException notCompiled() {
        return new IllegalStateException(
                "the adapter of Scotty was not compiled: FEATURES.md says how to get it");
    }

    /** All that only send rows through keyBy. */
    public static List<Rival> ofExchange() {
        return List.of(ENTITY_ROWS, POJO, POJO_KRYO, WIDE_FLOOR);
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** What its results say. */
    public Answer answer() {
        return answer;
    }

    /** Values of an event. */
    int columns() {
        return columns;
    }

    /** See {@link io.millrace.bench.features.feed.Events#late()}. */
    int late() {
        return late;
    }

    /** Adds the job, meter included, to the events' environment. */
    abstract void build(DataStream<RowData> events, Setting setting);
}
