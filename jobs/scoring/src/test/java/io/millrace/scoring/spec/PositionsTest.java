package io.millrace.scoring.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From paths to lines, for problems that only show when types are known. */
class PositionsTest {

    private final Positions positions =
            SpecReader.parse(
                            Path.of("models/features.yaml"),
                            """
                            name: a
                            spine: readings
                            entities:
                              machine: { key: machine_id }
                            views:
                              telemetry:
                                entity: machine
                                source: readings
                                aggregations:
                                  - columns:
                                      - volt
                                      - rotate
                                    functions: [mean]
                                    windows: [3h]
                                  - { functions: [count], windows: [3h] }
                            """,
                            Map.of())
                    .positions();

    @Test
    void shouldKnowEachPart() {
        assertThat(positions.at("")).hasToString("models/features.yaml:1");
        assertThat(positions.at("views.telemetry")).extracting(Position::line).isEqualTo(6);
        assertThat(positions.at("views.telemetry.aggregations[0].columns[1]").line()).isEqualTo(12);
        assertThat(positions.at("views.telemetry.aggregations[1]").line()).isEqualTo(15);
        assertThat(positions.at("entities.machine.key[0]").line()).isEqualTo(4);
        assertThat(positions.at("spine.table").line()).isEqualTo(2);
    }

    @Test
    void shouldTakeTheNearestPartAroundWhatIsNotWritten() {
        assertThat(positions.at("views.telemetry.aggregations[0].where").line()).isEqualTo(10);
        assertThat(positions.at("views.telemetry.hop").line()).isEqualTo(6);
        assertThat(positions.at("model.inputs[3]").line()).isEqualTo(1);
    }

    @Test
    void shouldFindANameWithinAPart() {
        assertThat(positions.find("views.telemetry", "rotate").line()).isEqualTo(12);
        assertThat(positions.find("views.telemetry", "readings").line()).isEqualTo(8);
        assertThat(positions.find("", "readings").line()).isEqualTo(2);
        assertThat(positions.find("views.telemetry", "unknown").line()).isEqualTo(6);
        assertThat(positions.find("views.tele", "rotate").line()).isEqualTo(5);
    }
}
