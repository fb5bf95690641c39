package io.millrace.bench.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.features.job.Rival;
import io.millrace.bench.features.job.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That jobs run in JVMs of their own and are judged by their results: no figures. */
class FeatureBenchIT {

    private static final Effort EFFORT = new Effort(2, 0.01, 0, 0.05);

    /** The kinds that there are; each costs the start of a JVM. */
    private static final Rival[] RIVALS = {
        Rival.MILLRACE, Rival.OVER, Rival.HOP, Rival.LOAD, Rival.ENTITY_ROWS, Rival.POJO_KRYO
    };

    @Test
    void shouldJudgeRivalsByTheirResults() throws Exception {
        List<String> progress = new ArrayList<>();
        List<Course> courses = run(settings(RIVALS, "hashmap", false), progress);

        assertThat(courses)
                .hasSize(RIVALS.length)
                .allSatisfy(
                        course -> assertThat(course.verdict().right()).as(title(course)).isTrue());
        assertThat(progress).hasSize(3 * courses.size()).first().asString().contains("filled");
        assertThat(ContestReport.lines("sums", courses, setting -> setting.rival().name()))
                .hasSize(2 + courses.size())
                .anySatisfy(line -> assertThat(line).startsWith("LOAD").contains("right"));
    }

    @Test
    void shouldCountCheckpointsAndFindThatAWindowIsTooShort() throws Exception {
        Setting setting = settings(new Rival[] {Rival.MILLRACE}, "rocksdb", true).get(0);
        Setting shorter = new Setting(Rival.MILLRACE, "rocksdb", 50, 60, 1, true);
        Course course = run(List.of(setting), new ArrayList<>()).get(0);

        assertThat(course.verdict().right()).isTrue();
        assertThat(course.checkpointPerKey()).isPositive();
        assertThat(Expected.judge(shorter, course.last()).right()).isFalse();
    }

    private static String title(Course course) {
        return course.setting().rival().title();
    }

    private static List<Setting> settings(Rival[] rivals, String backend, boolean checkpoint) {
        return Stream.of(rivals)
                .map(rival -> new Setting(rival, backend, 50, 60, 3, checkpoint))
                .toList();
    }

    private static List<Course> run(List<Setting> settings, List<String> progress)
            throws Exception {
        try (Contest contest = new Contest(EFFORT, progress::add)) {
            return contest.run(settings);
        }
    }
}
