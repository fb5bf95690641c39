package io.millrace.cli;

import io.millrace.scoring.Purpose;
import org.apache.flink.api.common.RuntimeExecutionMode;
import picocli.CommandLine.Option;

/** Whether a SQL file is meant for scores or for a training set. */
final class PurposeOption {

    @Option(
            names = "--training-set",
            description = "The SQL file makes a training set: batch mode, no model.")
    private boolean trainingSet;

    Purpose purpose() {
        return trainingSet ? Purpose.TRAINING_SET : Purpose.SCORE;
    }

    /** The mode in which Flink runs a job of this purpose. */
    static RuntimeExecutionMode mode(Purpose purpose) {
        return purpose == Purpose.TRAINING_SET
                ? RuntimeExecutionMode.BATCH
                : RuntimeExecutionMode.STREAMING;
    }
}
