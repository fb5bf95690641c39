package io.millrace.cli.demo;

import io.millrace.local.Endpoints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A dashboard's view of the database: the newest score of each machine, and the plant's past. */
final class NewestScores implements AutoCloseable {

    /** The job upserts into this table, so it is there before the job. */
    static final String TABLE =
            """
            CREATE TABLE newest_scores (
              machine_id    INT PRIMARY KEY,
              event_time    TIMESTAMP NOT NULL,
              score         DOUBLE PRECISION NOT NULL,
              model_version TEXT NOT NULL,
              sent_at       BIGINT NOT NULL,
              scored_at     TIMESTAMP NOT NULL);
            """;

    private static final String QUERY =
            """
            SELECT machine_id, score,
                   CAST(extract(epoch FROM scored_at) * 1000 AS BIGINT) AS scored_at, sent_at
            FROM newest_scores ORDER BY score DESC, machine_id
            """;

    /** What the example takes from the database by change data capture. */
    private static final String PAST =
            """
            SELECT (SELECT count(*) FROM machines) + (SELECT count(*) FROM errors)
                 + (SELECT count(*) FROM maintenance)
            """;

    private static final int SHOWN = 5;

    /** Rows come in bursts, as the sink flushes; so many looks are shown together. */
    private static final int LOOKS = 5;

    private final Connection database;
    private final PreparedStatement query;
    private final Deque<List<Long>> recent = new ArrayDeque<>();
    private long seen;

    /**
     * One look.
     *
     * @param machines that have a score
     * @param riskiest the five most at risk, the worst first
     * @param latencies in milliseconds, ascending, of the rows that were new in the last looks
     */
    record Look(int machines, List<Risk> riskiest, List<Long> latencies) {

        /** The latency below which this share of the rows lies; NaN when there are none. */
        double latency(double share) {
            return latencies.isEmpty()
                    ? Double.NaN
                    : latencies.get((int) Math.floor(share * (latencies.size() - 1)));
        }
    }

    /** A machine and its newest score. */
    record Risk(int machine, double score) {}

    NewestScores(Endpoints.Postgres postgres) throws SQLException {
        database =
                DriverManager.getConnection(
                        postgres.jdbcUrl(), postgres.user(), postgres.password());
        query = database.prepareStatement(QUERY);
    }

    /** Rows that change data capture finds when it starts. */
    long past() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery(PAST)) {
            count.next();
            return count.getLong(1);
        }
    }

    /** Looks at the table. */
    Look look() throws SQLException {
        int machines = 0;
        long newest = seen;
        List<Risk> riskiest = new ArrayList<>();
        List<Long> latencies = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                machines++;
                if (riskiest.size() < SHOWN) {
                    riskiest.add(new Risk(rows.getInt(1), rows.getDouble(2)));
                }
                long scored = rows.getLong(3);
                if (scored > seen) {
                    latencies.add(scored - rows.getLong(4));
                    newest = Math.max(newest, scored);
                }
            }
        }
        seen = newest;
        recent.addLast(latencies);
        if (recent.size() > LOOKS) {
            recent.removeFirst();
        }
        return new Look(
                machines, riskiest, recent.stream().flatMap(List::stream).sorted().toList());
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
