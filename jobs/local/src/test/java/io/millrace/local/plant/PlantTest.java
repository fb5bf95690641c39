package io.millrace.local.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.plant.PlantEvent.Failed;
import io.millrace.local.plant.PlantEvent.MachineCommissioned;
import io.millrace.local.plant.PlantEvent.MaintenanceDone;
import io.millrace.local.plant.PlantEvent.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PlantTest {

    private static final PlantSettings SMALL =
            PlantSettings.history().withMachines(10).withSpan(Duration.ofDays(20));

    @Test
    void shouldGiveTheSameEventsForTheSameSeed() {
        assertThat(events(SMALL)).isEqualTo(events(SMALL));
        assertThat(events(SMALL.withSeed(7))).isNotEqualTo(events(SMALL));
    }

    @Test
    void shouldGiveEventsInTheOrderOfTime() {
        assertThat(events(SMALL)).extracting(PlantEvent::at).isSorted();
    }

    @Test
    void shouldBeTheSameMachineInAPlantOfAnySize() {
        Predicate<PlantEvent> first = event -> event.machineId() == 1;
        assertThat(events(SMALL.withMachines(1)))
                .isEqualTo(events(SMALL).stream().filter(first).toList());
    }

    @Test
    void shouldBeginWithTheRegisterAndTellOfTheBurnInWithoutTelemetry() {
        List<PlantEvent> past = new Plant(SMALL).past();
        assertThat(past.subList(0, 10)).hasOnlyElementsOfType(MachineCommissioned.class);
        assertThat(past).hasAtLeastOneElementOfType(MaintenanceDone.class);
        assertThat(past).doesNotHaveAnyElementsOfTypes(Telemetry.class);
        assertThat(past).allSatisfy(event -> assertThat(event.at()).isBefore(SMALL.start()));
    }

    @Test
    void shouldReadEachRunningMachineOnceAnInterval() {
        Plant plant = new Plant(SMALL);
        plant.past();
        for (int i = 0; i < 100; i++) {
            List<Integer> machines =
                    plant.next().stream()
                            .filter(Telemetry.class::isInstance)
                            .map(PlantEvent::machineId)
                            .toList();
            assertThat(machines).doesNotHaveDuplicates().hasSizeBetween(5, 10);
        }
    }

    @Test
    void shouldSendNoTelemetryBetweenAFailureAndItsRepair() {
        Map<Integer, Instant> down = new HashMap<>();
        int failures = 0;
        for (PlantEvent event : events(SMALL)) {
            if (event instanceof Failed) {
                down.put(event.machineId(), event.at());
                failures++;
            } else if (event instanceof MaintenanceDone) {
                down.remove(event.machineId());
            } else if (event instanceof Telemetry) {
                assertThat(down).doesNotContainKey(event.machineId());
            }
        }
        assertThat(failures).isGreaterThan(10);
    }

    @Test
    void shouldRefuseSettingsThatMakeNoPlant() {
        assertThatThrownBy(() -> SMALL.withMachines(0)).hasMessage("machines is 0: at least 1");
    }

    private static List<PlantEvent> events(PlantSettings settings) {
        Plant plant = new Plant(settings);
        List<PlantEvent> all = new ArrayList<>(plant.past());
        while (plant.now().isBefore(settings.start().plus(settings.span()))) {
            all.addAll(plant.next());
        }
        return all;
    }
}
