package io.millrace.scoring.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerUidsTest {

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment();
    private final PlannerUids uids = new PlannerUids();

    @ParameterizedTest
    @CsvSource({
        "WatermarkAssigner[3], watermark-assigner",
        "readings[17], readings",
        "lake.plant.scores, lake-plant-scores",
        "`errors`, errors",
        "Sink: Writer[2], sink-writer",
        "a__b, a-b",
        "*anonymous_datastream_source$12*[13], anonymous-datastream-source"
    })
    void shouldDropThePlansNumberAndWriteInKebabCase(String name, String kind) {
        assertThat(PlannerUids.kind(name)).isEqualTo(kind);
    }

    @Test
    void shouldNumberOperatorsOfOneKindFromTheSourceOn() {
        DataStream<Long> end = operator(operator(source("t[1]"), "Calc[2]"), "Calc[3]");
        uids.assign("table-t", end.getTransformation());
        assertThat(uidsOf(end)).containsExactly("table-t-t-1", "table-t-calc-1", "table-t-calc-2");
    }

    @Test
    void shouldNotDependOnThePlansNumbers() {
        DataStream<Long> end = operator(source("t[8]"), "Calc[9]");
        uids.assign("table-t", end.getTransformation());
        assertThat(uidsOf(end)).containsExactly("table-t-t-1", "table-t-calc-1");
    }

    @Test
    void shouldLeaveUidsThatAreThere() {
        DataStream<Long> ours = source("spine").map(value -> value).uid("entity-machine");
        DataStream<Long> end = operator(ours, "Calc[3]");
        uids.assign("sink-scores", end.getTransformation());
        assertThat(uidsOf(end))
                .containsExactly("sink-scores-spine-1", "entity-machine", "sink-scores-calc-1");
    }

    @Test
    void shouldNumberASecondUseOfAName() {
        assertThat(List.of(uids.prefix("sink-a"), uids.prefix("sink-a"), uids.prefix("sink-a")))
                .containsExactly("sink-a", "sink-a-2", "sink-a-3");
    }

    @Test
    void shouldNotNumberIntoANameThatIsTaken() {
        assertThat(List.of(uids.prefix("sink-a-2"), uids.prefix("sink-a"), uids.prefix("sink-a")))
                .containsExactly("sink-a-2", "sink-a", "sink-a-3");
    }

    @Test
    void shouldTellApartWhatPrefixAndKindTogetherWouldNot() {
        DataStream<Long> one = source("b_calc[1]");
        DataStream<Long> other = source("Calc[2]");
        uids.assign(uids.prefix("table-a"), one.getTransformation());
        uids.assign(uids.prefix("table-a-b"), other.getTransformation());
        assertThat(uidsOf(one)).containsExactly("table-a-b-calc-1");
        assertThat(uidsOf(other)).containsExactly("table-a-b-calc-2");
    }

    private DataStream<Long> source(String name) {
        return env.fromSequence(1, 2).name(name);
    }

    private static DataStream<Long> operator(DataStream<Long> input, String name) {
        return input.map(value -> value).name(name);
    }

    private static List<String> uidsOf(DataStream<?> end) {
        return end.getTransformation().getTransitivePredecessors().stream()
                .distinct()
                .sorted(Comparator.comparingInt(Transformation::getId))
                .map(Transformation::getUid)
                .toList();
    }
}
