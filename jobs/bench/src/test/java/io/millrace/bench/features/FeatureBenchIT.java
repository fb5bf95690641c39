package io.millrace.bench.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.features.job.Rival;
import io.millrace.bench.features.job.Setting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That jobs run in JVMs of their own and are judged by their results: no figures. */
class FeatureBenchIT {

    private static final Effort EFFORT = new Effort(2, 0.01, 0, 0.05);

    @ParameterizedTest
    @EnumSource(Rival.class)
    void shouldAnswerAsTheNaiveSumDoes(Rival rival) throws Exception {
        Setting setting = new Setting(rival, "hashmap", 50, 60, 3, 0);
        Course course = run(setting).get(0);
        assertThat(course.results()).isPositive();
        assertThat(course.right()).as("%s", course.setting().rival().title()).isTrue();
    }

    @Test
    void shouldFindThatAWindowIsTooLong() throws Exception {
        Setting setting = new Setting(Rival.MILLRACE, "rocksdb", 50, 60, 3, 1);
        Contestant contestant = Contestant.start(setting);
        try (contestant) {
            Slice slice = contestant.run(5);
            assertThat(Expected.agrees(setting, slice)).isTrue();
            Setting other = new Setting(Rival.MILLRACE, "rocksdb", 50, 60, 4, 1);
            assertThat(Expected.agrees(other, slice)).isFalse();
        }
    }

    @Test
    void shouldRunRoundsByTurns() throws Exception {
        List<String> progress = new ArrayList<>();
        try (Contest contest = new Contest(EFFORT, progress::add)) {
            List<Course> courses =
                    contest.run(
                            SumReport.settings(
                                    List.of(Rival.MILLRACE, Rival.FLOOR), "hashmap", 50, 60, 3, 0));
            assertThat(progress).hasSize(6).element(2).asString().contains("Millrace, exact");
            assertThat(SumReport.right(courses)).isTrue();
            assertThat(String.join("\n", SumReport.lines(courses)))
                    .contains("Millrace, exact", "per event, exact")
                    .doesNotContain("WRONG");
        }
    }

    private static List<Course> run(Setting setting) throws Exception {
        try (Contest contest = new Contest(EFFORT, line -> {})) {
            return contest.run(List.of(setting));
        }
    }
}
