package io.millrace.inference.batch;

import io.millrace.inference.card.GoldenRow;
import io.millrace.inference.card.GoldenValue;
import io.millrace.inference.card.ModelCard;
import io.millrace.inference.session.ModelSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Finds out whether a row's answer depends on how many others are scored with it. It must not, and
 * for most models it does not; but the runtime's LinearClassifier sums in another order for a
 * single row, some exports are made for one row whatever they declare, and a graph can mix its
 * rows. Such a model is scored a row at a time.
 */
final class BatchProbe {

    private static final int GOLDEN_ROWS = 16;
    private static final int ROWS = 32;
    private static final int[] SIZES = {2, 3, 8, 32, 128};

    /** A large network need not be probed to the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ModelCard card;
    private final Random random = new Random(1);

    /** Rows that the model scores, and what it said of each of them alone. */
    private final List<List<GoldenValue>> rows = new ArrayList<>();

    private final List<List<Object>> answers = new ArrayList<>();

    private BatchProbe(ModelCard card) {
        this.card = card;
    }

    /** The reason to score a row at a time; empty when batches may be of any size. */
    static Optional<String> reasonForSingleRows(
            ModelCard card, ModelSession session, Binding binding) {
        if (binding.fixedBatch() != 0) {
            return Optional.empty();
        }
        BatchProbe probe = new BatchProbe(card);
        try (BatchRunner runner = new BatchRunner(session, binding, SIZES[SIZES.length - 1])) {
            probe.scoreAlone(runner);
            return probe.scoreTogether(runner);
        }
    }

    private void scoreAlone(BatchRunner runner) {
        List<GoldenRow> golden = TrialRun.rows(card);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < ROWS && System.nanoTime() < deadline; i++) {
            List<GoldenValue> known = golden.get(i % golden.size()).inputs();
            boolean asGiven = i < golden.size() && i < GOLDEN_ROWS;
            List<GoldenValue> row = asGiven ? known : near(known);
            if (scored(row, runner)) {
                rows.add(row);
                answers.add(answers(0, runner));
            }
        }
    }

    /** Rows that are made up need not be to the model's liking. */
    private boolean scored(List<GoldenValue> row, BatchRunner runner) {
        try {
            fill(row, 0, runner);
            runner.run(1);
            return true;
        } catch (UnscorableException e) {
            return false;
        }
    }

    private Optional<String> scoreTogether(BatchRunner runner) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int size : SIZES) {
            if (rows.isEmpty() || size > runner.capacity() || System.nanoTime() > deadline) {
                break;
            }
            for (int i = 0; i < size; i++) {
                fill(rows.get(i % rows.size()), i, runner);
            }
            try {
                runner.run(size);
            } catch (UnscorableException e) {
                return Optional.of("it fails with " + size + " rows at once: " + e.getMessage());
            }
            boolean same =
                    IntStream.range(0, size)
                            .allMatch(i -> same(answers(i, runner), answers.get(i % rows.size())));
            if (!same) {
                return Optional.of("with " + size + " rows at once its answers are others");
            }
        }
        return Optional.empty();
    }

    private void fill(List<GoldenValue> row, int batchRow, BatchRunner runner) {
        for (int i = 0; i < row.size(); i++) {
            TrialRun.fill(runner.cell(i), batchRow, row.get(i));
        }
    }

    /** Other numbers nearby for fractions; whole numbers and texts may be codes, and stay. */
    private List<GoldenValue> near(List<GoldenValue> row) {
        List<GoldenValue> near = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            boolean fraction = card.inputs().get(i).type().isFloating();
            near.add(fraction ? near(row.get(i)) : row.get(i));
        }
        return near;
    }

    private GoldenValue near(GoldenValue value) {
        double known = value instanceof GoldenValue.Numeric number ? number.value() : 0;
        double base = Double.isFinite(known) ? known : 0;
        return new GoldenValue.Numeric(base + random.nextGaussian() * (1 + Math.abs(base)));
    }

    private List<Object> answers(int row, BatchRunner runner) {
        return IntStream.range(0, card.outputs().size())
                .mapToObj(i -> runner.column(i).value(row))
                .toList();
    }

    /** To the bit, NaN included. */
    private static boolean same(List<Object> together, List<Object> alone) {
        return IntStream.range(0, alone.size())
                .allMatch(i -> Objects.deepEquals(together.get(i), alone.get(i)));
    }
}
