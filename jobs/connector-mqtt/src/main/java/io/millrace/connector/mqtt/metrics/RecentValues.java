package io.millrace.connector.mqtt.metrics;

import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** A histogram of the newest values. Usable from any thread. */
public final class RecentValues implements Histogram {

    private static final int SIZE = 1_024;

    private final long[] ring = new long[SIZE];
    private long count;

    @Override
    public synchronized void update(long value) {
        ring[(int) (count++ % SIZE)] = value;
    }

    @Override
    public synchronized long getCount() {
        return count;
    }

    @Override
    public synchronized HistogramStatistics getStatistics() {
        long[] values = Arrays.copyOf(ring, (int) Math.min(count, SIZE));
        Arrays.sort(values);
        return new Sorted(values);
    }

    private static final class Sorted extends HistogramStatistics {

        private final long[] values;

        private Sorted(long[] values) {
            this.values = values;
        }

        /** The smallest value that is not below this share of all; 0 without values. */
        @Override
        public double getQuantile(double quantile) {
            int rank = (int) Math.ceil(quantile * values.length) - 1;
            return values.length == 0 ? 0 : values[Math.min(Math.max(rank, 0), values.length - 1)];
        }

        @Override
        public long[] getValues() {
            return values.clone();
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double getMean() {
            return Arrays.stream(values).average().orElse(0);
        }

        @Override
        public double getStdDev() {
            double mean = getMean();
            return Math.sqrt(
                    Arrays.stream(values)
                            .mapToDouble(v -> (v - mean) * (v - mean))
                            .average()
                            .orElse(0));
        }

        @Override
        public long getMax() {
            return values.length == 0 ? 0 : values[values.length - 1];
        }

        @Override
        public long getMin() {
            return values.length == 0 ? 0 : values[0];
        }
    }
}
