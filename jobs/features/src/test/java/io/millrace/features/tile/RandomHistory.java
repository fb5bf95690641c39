package io.millrace.features.tile;

import io.millrace.features.tile.Histories.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of one key from a seed: dense, sparse, in gaps, at the ends of time; ties, nulls, NaN. */
final class RandomHistory {
    private static final double[] ODD = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0
    };

    final Random random;
    final List<Sample> samples = new ArrayList<>();
    final long window;
    private final long origin;
    private final long span;
    private final boolean odd;
    private final double offset;

    RandomHistory(long seed) {
        random = new Random(seed);
        int regime = random.nextInt(6);
        odd = random.nextInt(4) == 0;
        offset = random.nextInt(3) == 0 ? 1e9 : 0;
        span = new long[] {3, 50, 5_000, 10_000_000_000L, 400, 100_000}[regime];
        origin =
                switch (random.nextInt(5)) {
                    case 0 -> Long.MIN_VALUE;
                    case 1 -> Long.MAX_VALUE - span;
                    case 2 -> -span / 2;
                    default -> 1_767_600_000_000L;
                };
        window = 1 + (long) (random.nextDouble() * span * 1.2);
        int rows = 1 + random.nextInt(random.nextInt(8) == 0 ? 400 : 90);
        for (int i = 0; i < rows; i++) {
            samples.add(sample(i));
        }
    }

    private Sample sample(long sequence) {
        return new Sample(
                time(),
                sequence,
                random.nextInt(7) == 0 ? null : integer(),
                random.nextInt(7) == 0 ? null : number(),
                random.nextInt(7) == 0 ? null : text(),
                random.nextInt(7) == 0 ? null : random.nextBoolean());
    }

    /** A time in the span of the rows, in two heaps with a gap between them. */
    long time() {
        long part = (long) (random.nextDouble() * span / 3);
        return origin + (random.nextBoolean() ? part : span - part);
    }

    private Long integer() {
        return random.nextInt(20) == 0 ? random.nextLong() : random.nextInt(1000) - 500L;
    }

    private String text() {
        int kind = random.nextInt(100);
        return kind == 0 ? "" : "text " + kind + " \u00e9";
    }

    private Double number() {
        return odd && random.nextInt(15) == 0
                ? ODD[random.nextInt(ODD.length)]
                : offset + random.nextGaussian() * 10;
    }
}
