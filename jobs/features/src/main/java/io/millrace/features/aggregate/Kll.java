package io.millrace.features.aggregate;

import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A KLL sketch of doubles (Karnin, Lang, Liberty: Optimal quantile approximation in streams, 2016):
 * values in levels, where one of level h stands for 2^h. Up to {@link #K} values there is one
 * level, and it is exact; when the levels are full, the lowest full one hands every other value up.
 *
 * <p>Which half goes up is a coin toss in the paper and in Apache DataSketches, whose source of
 * coins cannot be replaced. Here it is a hash of what the level holds: the same rows merged in the
 * same shape give the same sketch, live and in a training set.
 */
final class Kll implements Partial {
    /** Capacity of the highest level. */
    static final int K = 1024;

    /** Each level has two thirds of the capacity of the one above, but not less than this. */
    private static final int LEAST = 8;

    private final double[][] levels;

    private Kll(double[][] levels) {
        this.levels = levels;
    }

    static Kll of(double value) {
        return new Kll(new double[][] {{value}});
    }

    Kll merge(Kll other) {
        double[][] merged = new double[Math.max(levels.length, other.levels.length)][];
        for (int level = 0; level < merged.length; level++) {
            merged[level] = merge(level(level), other.level(level));
        }
        return new Kll(compressed(merged));
    }

    double[] level(int level) {
        return level < levels.length ? levels[level] : new double[0];
    }

    int depth() {
        return levels.length;
    }

    private static double[] merge(double[] left, double[] right) {
        if (left.length == 0 || right.length == 0) {
            return left.length == 0 ? right : left;
        }
        double[] merged = new double[left.length + right.length];
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            boolean isLeft = left[i] <= right[j];
            merged[i + j] = isLeft ? left[i] : right[j];
            i += isLeft ? 1 : 0;
            j += isLeft ? 0 : 1;
        }
        System.arraycopy(left, i, merged, i + j, left.length - i);
        System.arraycopy(right, j, merged, i + j, right.length - j);
        return merged;
    }

    private static double[][] compressed(double[][] full) {
        double[][] levels = full;
        while (isOver(levels)) {
            int level = 0;
            while (levels[level].length < capacity(level, levels.length)) {
                level++;
            }
            if (level == levels.length - 1) {
                levels = Arrays.copyOf(levels, levels.length + 1);
                levels[level + 1] = new double[0];
            }
            compact(levels, level);
        }
        return levels;
    }

    private static boolean isOver(double[][] levels) {
        int values = 0;
        int capacity = 0;
        for (int level = 0; level < levels.length; level++) {
            values += levels[level].length;
            capacity += capacity(level, levels.length);
        }
        return values > capacity;
    }

    private static int capacity(int level, int depth) {
        int capacity = K;
        for (int above = depth - 1; above > level && capacity > LEAST; above--) {
            capacity = Math.max(LEAST, (2 * capacity + 2) / 3);
        }
        return capacity;
    }

    /** Of an odd number of values the smallest stays where it is. */
    private static void compact(double[][] levels, int level) {
        double[] values = levels[level];
        int kept = values.length & 1;
        double[] half = new double[values.length / 2];
        int offset = kept + coin(values, level);
        for (int i = 0; i < half.length; i++) {
            half[i] = values[offset + 2 * i];
        }
        levels[level] = Arrays.copyOf(values, kept);
        levels[level + 1] = merge(levels[level + 1], half);
    }

    /** 0 or 1, of all values: SplitMix64's finalizer over a polynomial hash of their bits. */
    private static int coin(double[] values, int level) {
        long hash = level + 1L;
        for (double value : values) {
            hash = hash * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(value);
        }
        hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return (int) ((hash ^ hash >>> 31) & 1);
    }

    /** Number of levels, then the number of values of each and the values. */
    @Override
    public byte[] bytes() {
        return PartialBytes.of(
                out -> {
                    out.writeInt(levels.length);
                    for (double[] values : levels) {
                        out.writeInt(values.length);
                        for (double value : values) {
                            out.writeDouble(value);
                        }
                    }
                });
    }

    static Kll read(DataInput in) throws IOException {
        double[][] levels = new double[in.readInt()][];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = new double[in.readInt()];
            for (int i = 0; i < levels[level].length; i++) {
                levels[level][i] = in.readDouble();
            }
        }
        return new Kll(levels);
    }
}
