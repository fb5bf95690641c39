package io.millrace.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.training.request.Split;
import io.millrace.training.request.Split.By;
import io.millrace.training.request.Task;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitterTest {

    private static final long MINUTE = 60_000;

    @Test
    void shouldTestOnTheNewestRowsAndValidateOnThoseBefore() {
        Parts parts = split(rows(10, i -> i * MINUTE), Split.BY_TIME);

        assertThat(parts.train().column(0)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(parts.validation().column(0)).containsExactly(7);
        assertThat(parts.test().column(0)).containsExactly(8, 9);
        assertThat(parts.dropped()).isZero();
    }

    @Test
    void shouldLeaveOutRowsWhoseLabelsLookIntoTheNextPart() {
        Split split = new Split(By.TIME, 0.25, 0.25, Duration.ofMinutes(2));

        Parts parts = split(rows(20, i -> i * MINUTE), split);

        // validation begins with row 10, test with row 15: a label two minutes ahead may touch them
        assertThat(parts.train().column(0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(parts.validation().column(0)).containsExactly(10, 11, 12, 13);
        assertThat(parts.test().column(0)).containsExactly(15, 16, 17, 18, 19);
        assertThat(parts.dropped()).isEqualTo(2);
    }

    @Test
    void shouldNeverPartRowsOfOneTime() {
        Parts parts =
                split(rows(10, i -> i / 5 * MINUTE), new Split(By.TIME, 0.2, 0, Duration.ZERO));

        assertThat(parts.train().column(0)).containsExactly(0, 1, 2, 3, 4);
        assertThat(parts.test().column(0)).containsExactly(5, 6, 7, 8, 9);
    }

    @Test
    void shouldKeepGroupsTogether() {
        TrainingSet set = rows(100, i -> i * MINUTE);

        Parts parts = split(set, new Split(By.GROUP, 0.2, 0.1, Duration.ofDays(9)));

        assertThat(groups(parts.train())).hasSize(7);
        assertThat(groups(parts.validation())).hasSize(1);
        assertThat(groups(parts.test()))
                .hasSize(2)
                .doesNotContainAnyElementsOf(groups(parts.train()));
        assertThat(parts.train().rows() + parts.validation().rows() + parts.test().rows())
                .isEqualTo(100);
    }

    @Test
    void shouldRefuseAHorizonThatLeavesNothing() {
        Split split = Split.BY_TIME.withHorizon(Duration.ofHours(1));

        assertThatThrownBy(() -> split(rows(10, i -> i * MINUTE), split))
                .hasMessageContaining("no row is left for the training part")
                .hasMessageContaining("1970-01-01T00:00:00Z to 1970-01-01T00:09:00Z")
                .hasMessageContaining("PT1H");
    }

    @Test
    void shouldRefuseTooFewGroups() {
        TrainingSet set = rows(10, i -> i * MINUTE, i -> i % 2, i -> i % 2);

        assertThatThrownBy(() -> split(set, new Split(By.GROUP, 0.2, 0.1, Duration.ZERO)))
                .hasMessageContaining("there are 2 groups, too few");
    }

    @Test
    void shouldRefuseASingleClass() {
        TrainingSet zeros = rows(10, i -> i * MINUTE, i -> i, i -> 0);
        assertThatThrownBy(() -> split(zeros, Split.BY_TIME))
                .hasMessageContaining("every label in the training set is 0");

        TrainingSet earlyOnes = rows(10, i -> i * MINUTE, i -> i, i -> i < 4 ? 1 : 0);
        assertThatThrownBy(() -> split(earlyOnes, Split.BY_TIME))
                .hasMessageContaining("every label in the test part (2 rows, 1970-01-01T00:08:00Z");
    }

    private static Parts split(TrainingSet set, Split split) {
        return Splitter.split(set, split, Task.CLASSIFICATION);
    }

    private static List<Float> groups(Part part) {
        float[] numbers = part.column(0);
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> numbers[i] % 10)
                .distinct()
                .toList();
    }

    private static TrainingSet rows(int rows, IntToLongFunction time) {
        return rows(rows, time, i -> i % 10, i -> i % 2);
    }

    /** The only feature is the row's number. */
    private static TrainingSet rows(
            int rows, IntToLongFunction time, IntUnaryOperator group, IntUnaryOperator label) {
        float[] numbers = new float[rows];
        float[] labels = new float[rows];
        long[] times = new long[rows];
        long[] groups = new long[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = i;
            labels[i] = label.applyAsInt(i);
            times[i] = time.applyAsLong(i);
            groups[i] = Fingerprint.of(Integer.toString(group.applyAsInt(i)));
        }
        return new TrainingSet(List.of("number"), new float[][] {numbers}, labels, times, groups);
    }
}
