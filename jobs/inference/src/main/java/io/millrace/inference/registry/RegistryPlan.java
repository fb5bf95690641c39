package io.millrace.inference.registry;

import io.millrace.inference.stage.ScoringPlan;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.table.types.logical.RowType;

/**
 * What the verifier goes by.
 *
 * @param folder the model of the folder
 * @param rows what there is to feed a model with
 * @param canaries whether the job has a column whose keys can be shared out
 * @param limit of one model's verification, its download included
 */
record RegistryPlan(
        RegistryTable table, ScoringPlan folder, RowType rows, boolean canaries, Duration limit)
        implements Serializable {}
