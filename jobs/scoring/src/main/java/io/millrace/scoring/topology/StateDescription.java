package io.millrace.scoring.topology;

import io.millrace.features.plan.EntityPlan;
import io.millrace.features.stage.Evolution;
import io.millrace.features.stage.KeySize;
import io.millrace.features.stage.SavepointContents;
import io.millrace.features.stage.ViewFate;
import io.millrace.scoring.JobDescription;
import io.millrace.scoring.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/** Says what the entities keep, and what they would find in a savepoint. */
final class StateDescription {

    private StateDescription() {}

    static JobState of(
            List<EntityPlan> plans,
            JobDescription job,
            double rowsPerHour,
            @Nullable SavepointContents savepoint) {
        List<JobState.ViewSize> sizes = new ArrayList<>();
        List<JobState.Fate> fates = new ArrayList<>();
        for (EntityPlan plan : plans) {
            KeySize.of(plan, rowsPerHour).forEach(size -> sizes.add(size(plan, size)));
            if (savepoint != null) {
                Evolution.of(plan, savepoint).forEach(fate -> fates.add(fate(plan, fate)));
            }
        }
        Set<String> uids =
                job.operators().stream()
                        .map(JobDescription.Operator::uid)
                        .collect(Collectors.toSet());
        return new JobState(sizes, fates, savepoint == null ? 0 : savepoint.others(uids));
    }

    private static JobState.ViewSize size(EntityPlan plan, KeySize size) {
        String hop =
                Duration.ofMillis(size.hop())
                        .toString()
                        .substring("PT".length())
                        .toLowerCase(Locale.ROOT);
        return new JobState.ViewSize(
                plan.entity(),
                size.view(),
                size.rows(),
                size.exact(),
                hop,
                size.tiled(),
                size.isTiled());
    }

    private static JobState.Fate fate(EntityPlan plan, ViewFate fate) {
        String columns = String.join(", ", fate.columns());
        String outcome =
                switch (fate.outcome()) {
                    case KEPT ->
                            columns.isEmpty() ? "kept" : "kept; rows of before have no " + columns;
                    case STARTS_EMPTY -> "starts empty";
                    case DROPPED ->
                            "dropped: no view takes it; a view that was renamed says"
                                    + " formerly: "
                                    + fate.view();
                    case REFUSED -> "refused: " + columns;
                };
        boolean refused = fate.outcome() == ViewFate.Outcome.REFUSED;
        return new JobState.Fate(plan.entity(), fate.view(), outcome, refused);
    }
}
