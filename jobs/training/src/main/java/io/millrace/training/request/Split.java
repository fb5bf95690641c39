package io.millrace.training.request;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How rows are parted: the model is fitted on one part, the validation part says when to stop, and
 * the metrics come from the test part, which nothing else has seen.
 *
 * @param by what keeps the parts apart
 * @param test share of the rows (by time) or of the groups, in (0, 1)
 * @param validation likewise, in [0, 1); 0 for none: then nothing stops early
 * @param horizon how far ahead of its row a label looks. By time, a row whose label looks into the
 *     time of the next part is in no part. Zero when labels do not look ahead.
 */
public record Split(By by, double test, double validation, Duration horizon) {

    /** What no two parts have in common. */
    public enum By {
        /** Oldest rows first: fitted on the past, tested on its future. */
        TIME,
        /** By hash of the group column: tested on machines never seen. */
        GROUP;
    }

    /** The newest fifth tests, the tenth before it validates. */
    public static final Split BY_TIME = new Split(By.TIME, 0.2, 0.1, Duration.ZERO);

    public Split {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(horizon, "horizon");
    }

    /** With another horizon. */
    public Split withHorizon(Duration horizon) {
        return new Split(by, test, validation, horizon);
    }

    void check(List<String> problems) {
        if (!(test > 0 && test < 1)) {
            problems.add("split: test is a share between 0 and 1, not " + test);
        }
        if (!(validation >= 0 && validation < 1)) {
            problems.add("split: validation is a share from 0 to below 1, not " + validation);
        }
        if (test + validation >= 1) {
            problems.add(
                    "split: test %s and validation %s leave nothing to fit on; their sum must stay below 1"
                            .formatted(test, validation));
        }
        if (horizon.isNegative()) {
            problems.add("split: horizon must not be negative, it is " + horizon);
        }
    }
}
