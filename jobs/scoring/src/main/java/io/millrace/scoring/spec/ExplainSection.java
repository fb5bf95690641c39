package io.millrace.scoring.spec;

import javax.annotation.Nullable;

/**
 * Which scored rows say what moved their score.
 *
 * @param top inputs that are named, more than zero
 * @param above only rows whose score is greater; null: all rows
 */
public record ExplainSection(int top, @Nullable Double above) {

    static final int DEFAULT_TOP = 3;
}
