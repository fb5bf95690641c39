package io.millrace.inference.lineup;

import static io.millrace.inference.lineup.Versions.canary;
import static io.millrace.inference.lineup.Versions.challenger;
import static io.millrace.inference.lineup.Versions.champion;
import static io.millrace.inference.lineup.Versions.entry;
import static io.millrace.inference.lineup.Versions.folder;
import static io.millrace.inference.lineup.Versions.lineup;
import static io.millrace.inference.lineup.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final long NOON = 12 * 3_600_000L;
    private static final long ONE = NOON + 3_600_000L;
    private static final long TWO = ONE + 3_600_000L;

    private final Timeline start = Timeline.of(folder("1"));

    @Test
    void shouldBeginWithTheFoldersModelForAllTime() {
        assertThat(start.at(Long.MIN_VALUE).champion()).isEqualTo("1");
        assertThat(start.at(Long.MAX_VALUE)).isEqualTo(Cast.of("1"));
        assertThat(start.next(lineup(), NOON)).isEqualTo(start);
    }

    @Test
    void shouldScoreAllRowsToComeWithAChampionThatNamesNoTime() {
        Timeline next = start.next(lineup(champion("2", 1)), NOON);

        assertThat(next.at(NOON - 1)).as("a late row").isEqualTo(Cast.of("2"));
        assertThat(next.at(NOON)).isEqualTo(Cast.of("2"));
        assertThat(next.models()).containsOnlyKeys("2");
    }

    @Test
    void shouldSwitchAtExactlyTheTimeThatIsToCome() {
        Timeline next = start.next(lineup(champion("2", 1, ONE)), NOON);

        assertThat(next.at(ONE - 1).champion()).isEqualTo("1");
        assertThat(next.at(ONE).champion()).isEqualTo("2");
        assertThat(next.models()).containsOnlyKeys("1", "2");
    }

    @Test
    void shouldTakeATimeThatHasPassedForNow() {
        Timeline next = start.next(lineup(champion("2", 1, NOON)), NOON);

        assertThat(next.at(NOON - 1).champion()).isEqualTo("2");
    }

    @Test
    void shouldNotMoveASwitchWhenItsTimeHasPassed() {
        Lineup lineup = lineup(champion("2", 1, ONE));
        Timeline next = start.next(lineup, NOON).next(lineup, TWO);

        assertThat(next.at(ONE - 1).champion()).as("a late row").isEqualTo("1");
        assertThat(next.at(ONE).champion()).isEqualTo("2");
    }

    @Test
    void shouldForgetWhatOnlyVeryLateRowsWouldNeed() {
        Timeline next = start.next(lineup(champion("2", 1, ONE)), NOON);
        long grace = Timeline.GRACE.toMillis();

        assertThat(next.forget(ONE + grace - 1)).isSameAs(next);
        assertThat(next.forget(Long.MIN_VALUE)).isSameAs(next);
        Timeline forgotten = next.forget(ONE + grace);
        assertThat(forgotten.at(Long.MIN_VALUE).champion()).isEqualTo("2");
        assertThat(forgotten.models()).containsOnlyKeys("2");
    }

    @Test
    void shouldFollowAPlanThatIsMadeAnew() {
        Timeline planned = start.next(lineup(champion("2", 1, ONE)), NOON);

        Timeline later = planned.next(lineup(champion("2", 2, TWO)), NOON + 1);
        assertThat(later.at(ONE).champion()).isEqualTo("1");
        assertThat(later.at(TWO).champion()).isEqualTo("2");
        Timeline never = planned.next(lineup(challenger("2", 2)), NOON + 1);
        assertThat(never.at(TWO)).isEqualTo(new Cast("1", List.of(), List.of("2")));
    }

    @Test
    void shouldLetTheNewestDecisionForAChampionRule() {
        Timeline second = start.next(lineup(champion("1b", 1), champion("2", 2)), NOON);
        assertThat(second.at(NOON).champion()).isEqualTo("2");

        Timeline back = second.next(lineup(champion("1b", 3), champion("2", 2)), ONE);
        assertThat(back.at(ONE).champion()).isEqualTo("1b");
        Timeline again = back.next(lineup(champion("1b", 3), champion("2", 2)), TWO);
        assertThat(again).isEqualTo(back);
    }

    @Test
    void shouldGoBackToTheChampionThatIsLeft() {
        Timeline second = start.next(lineup(champion("1b", 1), champion("2", 2)), NOON);

        assertThat(second.next(lineup(champion("1b", 1)), ONE).at(ONE).champion()).isEqualTo("1b");
    }

    @Test
    void shouldKeepAChampionThatNobodyFollows() {
        Timeline second = start.next(lineup(champion("2", 1)), NOON);

        assertThat(second.next(lineup(), ONE).reigns()).isEqualTo(second.reigns());
        assertThat(second.next(lineup(challenger("2", 2)), ONE).at(ONE)).isEqualTo(Cast.of("2"));
    }

    @Test
    void shouldCarryOutAPlanThatOutlivesAPromotionBefore() {
        Lineup both = lineup(champion("1b", 2), champion("2", 1, ONE));
        Timeline planned = start.next(lineup(champion("2", 1, ONE)), NOON).next(both, NOON + 1);

        assertThat(planned.at(ONE - 1).champion()).isEqualTo("1b");
        assertThat(planned.at(ONE).champion()).isEqualTo("2");
        assertThat(planned.next(both, TWO).at(TWO).champion()).isEqualTo("2");
    }

    @Test
    void shouldRollBackAfterAPlannedSwitch() {
        Lineup both = lineup(champion("1b", 1), champion("2", 2, ONE));
        Timeline planned = start.next(both, NOON);

        Timeline back = planned.next(lineup(champion("1b", 3), champion("2", 2, ONE)), TWO);
        assertThat(back.at(TWO).champion()).isEqualTo("1b");
        assertThat(back.at(NOON).champion()).isEqualTo("1b");
    }

    @Test
    void shouldKnowSeveralTimesToCome() {
        Timeline next =
                start.next(
                        lineup(
                                champion("2", 1, ONE),
                                champion("3", 2, TWO),
                                entry("4", Role.CANARY, 500, ONE, 3)),
                        NOON);

        assertThat(next.at(NOON)).isEqualTo(Cast.of("1"));
        Cast.Canary four = new Cast.Canary("4", 500);
        assertThat(next.at(ONE)).isEqualTo(new Cast("2", List.of(four), List.of()));
        assertThat(next.at(TWO)).isEqualTo(new Cast("3", List.of(four), List.of()));
    }

    @Test
    void shouldLetAVersionGoOnUntilItsNextRoleBegins() {
        Timeline shadow = start.next(lineup(challenger("2", 1), canary("3", 100, 2)), NOON);
        Timeline next =
                shadow.next(
                        lineup(champion("2", 3, ONE), entry("3", Role.RETIRED, 0, ONE, 4)),
                        NOON + 1);

        assertThat(next.at(ONE - 1)).isEqualTo(shadow.at(NOON));
        assertThat(next.at(ONE)).isEqualTo(Cast.of("2"));
    }

    @Test
    void shouldTakeUpAnotherModelOfTheFolder() {
        assertThat(start.withFolder(folder("1b")).at(NOON).champion()).isEqualTo("1b");
        Timeline planned = start.next(lineup(champion("2", 1, ONE)), NOON);
        assertThat(planned.withFolder(folder("1b")).at(NOON).champion()).isEqualTo("1b");
        assertThat(planned.withFolder(folder("1b")).at(ONE).champion()).isEqualTo("2");

        Timeline displaced = start.next(lineup(champion("2", 1)), NOON);
        assertThat(displaced.withFolder(folder("1b"))).isEqualTo(displaced);
    }

    @Test
    void shouldKnowTheFoldersModelWhenTheRegistryNamesIt() {
        Timeline next = start.next(lineup(champion("1", 1)), NOON);

        assertThat(next.at(NOON).champion()).isEqualTo("1");
        assertThat(next.models()).containsEntry("1", version("1"));
    }
}
